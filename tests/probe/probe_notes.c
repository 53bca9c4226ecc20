/* The workspace's notes: reading, writing, and writing what is not to be kept. */
#include <string.h>

#include "probe.h"

static mortise_parameter text_parameter(const char* name, mortise_str value) {
    mortise_parameter parameter;
    memset(&parameter, 0, sizeof parameter);
    parameter.name = literal(name);
    parameter.value.type = MORTISE_TEXT;
    parameter.value.as.data = value.data;
    parameter.value.size = value.size;
    return parameter;
}

mortise_status read_notes(probe* self, const mortise_call* call) {
    const mortise_str sql = literal("SELECT note FROM probe_notes WHERE workspace_id = :workspace ORDER BY id");
    const mortise_parameter parameter = text_parameter("workspace", call->workspace->id);
    const uint32_t columns[] = {MORTISE_TEXT};
    mortise_rows rows;
    mortise_status status;
    probe_text text;
    uint64_t i;
    memset(&rows, 0, sizeof rows);
    rows.struct_size = sizeof rows;
    status = self->storage->query(self->storage->ctx, call->handle, sql, &parameter, 1, columns, 1, &rows);
    if (status != MORTISE_OK) return status;
    text = text_begin();
    text_add(&text, "[");
    for (i = 0; i < rows.row_count; ++i) {
        const mortise_str note = {rows.values[i].as.data, rows.values[i].size};
        if (i != 0) text_add(&text, ",");
        text_string(&text, note);
    }
    text_add(&text, "]");
    return answer_text(call, &text);
}

static mortise_status add_note(probe* self, const mortise_call* call) {
    const mortise_str sql = literal("INSERT INTO probe_notes (id, workspace_id, note) VALUES (:id, :workspace, :note)");
    char id[24];
    const mortise_str id_text = {id, sizeof id};
    mortise_parameter parameters[3];
    mortise_event event;
    mortise_status status = self->ids->make(self->ids->ctx, id);
    if (status != MORTISE_OK) return status;
    parameters[0] = text_parameter("id", id_text);
    parameters[1] = text_parameter("workspace", call->workspace->id);
    parameters[2] = text_parameter("note", call->body);
    status = self->storage->query(self->storage->ctx, call->handle, sql, parameters, 3, NULL, 0, NULL);
    if (status != MORTISE_OK) return status;
    memset(&event, 0, sizeof event);
    event.struct_size = sizeof event;
    event.name = literal("probe.written");
    event.workspace_id = call->workspace->id;
    event.payload = literal("{}");
    status = self->events->publish(self->events->ctx, call->handle, &event);
    if (status != MORTISE_OK) return status;
    return self->audit->set_target(self->audit->ctx, call->handle, id_text);
}

mortise_status write_note(probe* self, const mortise_call* call) {
    const mortise_status status = add_note(self, call);
    return status != MORTISE_OK ? status : answer_number(call, "written", 1);
}

mortise_status write_then_refuse(probe* self, const mortise_call* call) {
    const mortise_status status = add_note(self, call);
    mortise_refusal refusal;
    if (status != MORTISE_OK) return status;
    memset(&refusal, 0, sizeof refusal);
    refusal.struct_size = sizeof refusal;
    refusal.status = 409;
    refusal.reason = literal("probe_refuses");
    refusal.message = literal("The probe refuses.");
    return call->refuse(call, &refusal);
}

mortise_status write_then_fail(probe* self, const mortise_call* call) {
    const mortise_status status = write_note(self, call);
    return status != MORTISE_OK ? status : MORTISE_E_INTERNAL;
}
