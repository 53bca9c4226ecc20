/* com.example.scaffold: notes of a workspace. Who may read and write them is not here: plugin.yaml names the permissions, the
 * host has checked them and the body before a handler runs, and commits after. */
#include <mortise/abi/events.h>
#include <mortise/abi/ids.h>
#include <mortise/abi/storage.h>
#include <stdlib.h>
#include <string.h>

#include "json_text.h"

typedef struct plugin {
    const mortise_host* host;
    const mortise_storage_v1* storage;
    const mortise_events_v1* events;
    const mortise_ids_v1* ids;
} plugin;

/* Whether a table of the host reaches as far as `member`: an older host has shorter ones. */
#define HAS(table, member) \
    ((table) && (table)->struct_size >= (uint64_t)((const char*)(&(table)->member + 1) - (const char*)(table)) && (table)->member)

#define TEXT(text) \
    { text, sizeof text - 1 }

static mortise_str text_of(const char* plain) {
    mortise_str view = {NULL, 0};
    view.data = plain;
    view.size = strlen(plain);
    return view;
}

/* ---- Answers ----------------------------------------------------------------------------------------------------- */

static mortise_status answer(const mortise_call* call, uint32_t status, json_text* body) {
    mortise_response response;
    mortise_status result;
    memset(&response, 0, sizeof response);
    response.struct_size = sizeof response;
    response.status = status;
    response.body = json_view(body);
    result = body->data ? call->respond(call, &response) : MORTISE_E_INTERNAL;
    json_end(body);
    return result;
}

static mortise_status refuse_text(const mortise_call* call) {
    mortise_refusal refusal;
    memset(&refusal, 0, sizeof refusal);
    refusal.struct_size = sizeof refusal;
    refusal.status = 400;
    refusal.reason = text_of("invalid");
    refusal.message = text_of("A note needs some text.");
    refusal.field = text_of("text");
    return call->refuse(call, &refusal);
}

static void write_note(json_text* json, mortise_str id, mortise_str author, mortise_str text, int64_t written_at) {
    json_raw(json, "{\"id\":");
    json_string(json, id);
    json_raw(json, ",\"authorId\":");
    json_string(json, author);
    json_raw(json, ",\"text\":");
    json_string(json, text);
    json_raw(json, ",\"writtenAt\":");
    json_time(json, written_at);
    json_raw(json, "}");
}

/* ---- SQL --------------------------------------------------------------------------------------------------------- */

static mortise_parameter text_parameter(const char* name, mortise_str value) {
    mortise_parameter parameter;
    memset(&parameter, 0, sizeof parameter);
    parameter.name = text_of(name);
    parameter.value.type = MORTISE_TEXT;
    parameter.value.as.data = value.data;
    parameter.value.size = value.size;
    return parameter;
}

static mortise_parameter number_parameter(const char* name, int64_t value) {
    mortise_parameter parameter;
    memset(&parameter, 0, sizeof parameter);
    parameter.name = text_of(name);
    parameter.value.type = MORTISE_I64;
    parameter.value.as.i64 = value;
    return parameter;
}

static mortise_str text_at(const mortise_value* value) {
    mortise_str text = {NULL, 0};
    text.data = value->as.data;
    text.size = value->size;
    return text;
}

/* ---- Handlers ---------------------------------------------------------------------------------------------------- */

static mortise_status list(const plugin* self, const mortise_call* call) {
    static const uint32_t columns[] = {MORTISE_TEXT, MORTISE_TEXT, MORTISE_TEXT, MORTISE_I64};
    const mortise_str sql = text_of(
        "SELECT id, author_id, text, written_at FROM com_example_scaffold_notes"
        " WHERE workspace_id = :workspace ORDER BY written_at DESC, id DESC LIMIT 100");
    const mortise_parameter workspace = text_parameter("workspace", call->workspace->id);
    mortise_rows rows;
    mortise_status status;
    json_text json;
    uint64_t row;
    memset(&rows, 0, sizeof rows);
    rows.struct_size = sizeof rows;
    status = self->storage->query(self->storage->ctx, call->handle, sql, &workspace, 1, columns, 4, &rows);
    if (status != MORTISE_OK) return status;
    json = json_begin();
    json_raw(&json, "[");
    for (row = 0; row < rows.row_count; ++row) {
        const mortise_value* value = rows.values + row * rows.column_count;
        if (row != 0) json_raw(&json, ",");
        write_note(&json, text_at(value), text_at(value + 1), text_at(value + 2), value[3].as.i64);
    }
    json_raw(&json, "]");
    return answer(call, 200, &json);
}

static mortise_status insert(const plugin* self, const mortise_call* call, mortise_str id, mortise_str text) {
    const mortise_str sql = text_of(
        "INSERT INTO com_example_scaffold_notes (id, workspace_id, author_id, text, written_at)"
        " VALUES (:id, :workspace, :author, :text, :written_at)");
    mortise_parameter parameters[5];
    parameters[0] = text_parameter("id", id);
    parameters[1] = text_parameter("workspace", call->workspace->id);
    parameters[2] = text_parameter("author", call->principal->subject_id);
    parameters[3] = text_parameter("text", text);
    parameters[4] = number_parameter("written_at", call->now);
    return self->storage->query(self->storage->ctx, call->handle, sql, parameters, 5, NULL, 0, NULL);
}

/* Keeps the note, tells those who look at the page, and answers with it. */
static mortise_status keep(const plugin* self, const mortise_call* call, mortise_str text) {
    char made[24];
    mortise_str id = {NULL, sizeof made};
    mortise_event event;
    json_text json;
    mortise_status status = self->ids->make(self->ids->ctx, made);
    id.data = made;
    if (status == MORTISE_OK) status = insert(self, call, id, text);
    if (status != MORTISE_OK) return status;
    json = json_begin();
    write_note(&json, id, call->principal->subject_id, text, call->now);
    memset(&event, 0, sizeof event);
    event.struct_size = sizeof event;
    event.name = text_of("scaffold_plugin.added");
    event.payload = json_view(&json);
    status = self->events->publish(self->events->ctx, call->handle, &event);
    if (status == MORTISE_OK) return answer(call, 201, &json);
    json_end(&json);
    return status;
}

static mortise_status add(const plugin* self, const mortise_call* call) {
    json_text text = json_begin();
    const int unread = json_member(call->body, "text", &text);
    size_t blanks = 0;
    mortise_status status;
    if (!text.data) return MORTISE_E_INTERNAL;
    while (blanks < text.size && strchr(" \t\r\n", text.data[blanks])) ++blanks;
    status = unread || blanks == text.size ? refuse_text(call) : keep(self, call, json_view(&text));
    json_end(&text);
    return status;
}

/* ---- The module -------------------------------------------------------------------------------------------------- */

static mortise_status create(const mortise_host* host, void** instance) {
    plugin* self;
    if (!HAS(host, get_extension) || !instance) return MORTISE_E_UNSUPPORTED;
    self = calloc(1, sizeof *self);
    if (!self) return MORTISE_E_INTERNAL;
    self->host = host;
    self->storage = host->get_extension(host->ctx, text_of(MORTISE_EXT_STORAGE));
    self->events = host->get_extension(host->ctx, text_of(MORTISE_EXT_EVENTS));
    self->ids = host->get_extension(host->ctx, text_of(MORTISE_EXT_IDS));
    if (HAS(self->storage, query) && HAS(self->events, publish) && HAS(self->ids, make)) {
        *instance = self;
        return MORTISE_OK;
    }
    free(self);
    return MORTISE_E_UNSUPPORTED;
}

static mortise_status handle(void* instance, uint32_t handler, const mortise_call* call) {
    if (!call || !call->workspace) return MORTISE_E_INVALID;
    switch (handler) { /* as they stand in `handlers` */
        case 0: return list(instance, call);
        case 1: return add(instance, call);
        default: return MORTISE_E_INVALID;
    }
}

static void destroy(void* instance) { free(instance); }

__attribute__((visibility("default"))) const mortise_module* mortise_module_v1(void) {
    static const mortise_str handlers[] = {TEXT("list"), TEXT("add")};
    static const mortise_module module = {
        sizeof(mortise_module),  /* struct_size */
        MORTISE_ABI_MAJOR,       /* abi_major */
        MORTISE_ABI_MINOR,       /* built_minor */
        0,                       /* required_minor */
        0,                       /* flags */
        TEXT(MORTISE_PLUGIN_ID), /* both from plugin.yaml */
        TEXT(MORTISE_PLUGIN_VERSION),
        handlers,
        sizeof handlers / sizeof handlers[0],
        sizeof handlers[0],
        create,
        NULL, /* start */
        handle,
        NULL, /* on_event */
        NULL, /* stop */
        destroy,
        NULL /* get_extension */
    };
    return &module;
}
