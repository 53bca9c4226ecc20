/* A small plugin that does everything right, as parts. Each broken plugin beside it takes all but one of them, and includes
 * module.h at its end. */
#ifndef MORTISE_TESTS_CHECK_PLUGIN_H
#define MORTISE_TESTS_CHECK_PLUGIN_H

#include <mortise/abi/events.h>
#include <mortise/abi/ids.h>
#include <mortise/abi/metrics.h>
#include <mortise/abi/storage.h>
#include <mortise/abi/v1.h>
#include <stdlib.h>
#include <string.h>

#define UNUSED __attribute__((unused))
#define COVERS(table, member) ((table) && (table)->struct_size >= offsetof(__typeof__(*(table)), member) + sizeof((table)->member))

typedef struct plugin {
    const mortise_host* host;
    const mortise_storage_v1* storage;
    const mortise_events_v1* events;
    const mortise_ids_v1* ids;
    const mortise_metrics_v1* metrics;
    mortise_str kept;
    uint64_t calls;
} plugin;

static UNUSED mortise_str text(const char* text) {
    mortise_str view = {text, strlen(text)};
    return view;
}

static UNUSED mortise_parameter parameter(const char* name, mortise_str value) {
    mortise_parameter made;
    memset(&made, 0, sizeof made);
    made.name = text(name);
    made.value.type = MORTISE_TEXT;
    made.value.as.data = value.data ? value.data : "";
    made.value.size = value.size;
    return made;
}

static UNUSED mortise_status respond(const mortise_call* call, uint32_t status, const char* body) {
    mortise_response response;
    memset(&response, 0, sizeof response);
    response.struct_size = sizeof response;
    response.status = status;
    response.body = text(body);
    return call->respond(call, &response);
}

static UNUSED mortise_status run(plugin* self, const mortise_call* call, const char* sql, const mortise_parameter* parameters,
                                 uint64_t count, const uint32_t* columns, uint64_t column_count, mortise_rows* rows) {
    if (!COVERS(self->storage, query)) return MORTISE_E_UNSUPPORTED;
    return self->storage->query(self->storage->ctx, call->handle, text(sql), parameters, count, columns, column_count, rows);
}

static UNUSED mortise_status list(plugin* self, const mortise_call* call) {
    const uint32_t column = MORTISE_TEXT;
    mortise_rows rows;
    mortise_status status;
    memset(&rows, 0, sizeof rows);
    rows.struct_size = sizeof rows;
    status = run(self, call, "SELECT id FROM broken_things", NULL, 0, &column, 1, &rows);
    return status != MORTISE_OK ? status : respond(call, 200, rows.row_count == 0 ? "[]" : "[1]");
}

static UNUSED mortise_status insert(plugin* self, const mortise_call* call) {
    char id[24];
    const mortise_str id_text = {id, sizeof id};
    mortise_parameter parameters[2];
    mortise_status status;
    if (!COVERS(self->ids, make)) return MORTISE_E_UNSUPPORTED;
    status = self->ids->make(self->ids->ctx, id);
    if (status != MORTISE_OK) return status;
    parameters[0] = parameter("id", id_text);
    parameters[1] = parameter("text", call->body);
    return run(self, call, "INSERT INTO broken_things (id, text) VALUES (:id, :text)", parameters, 2, NULL, 0, NULL);
}

static UNUSED mortise_status publish(plugin* self, const mortise_call* call) {
    mortise_event event;
    if (!COVERS(self->events, publish)) return MORTISE_E_UNSUPPORTED;
    memset(&event, 0, sizeof event);
    event.struct_size = sizeof event;
    event.name = text("broken.added");
    event.payload = text("{}");
    return self->events->publish(self->events->ctx, call->handle, &event);
}

static UNUSED mortise_status add(plugin* self, const mortise_call* call) {
    mortise_status status = insert(self, call);
    if (status == MORTISE_OK) status = publish(self, call);
    return status != MORTISE_OK ? status : respond(call, 201, "{}");
}

static UNUSED mortise_status create(const mortise_host* host, void** instance) {
    plugin* self;
    if (!COVERS(host, get_extension)) return MORTISE_E_UNSUPPORTED;
    self = calloc(1, sizeof *self);
    if (!self) return MORTISE_E_INTERNAL;
    self->host = host;
    self->storage = host->get_extension(host->ctx, text(MORTISE_EXT_STORAGE));
    self->events = host->get_extension(host->ctx, text(MORTISE_EXT_EVENTS));
    self->ids = host->get_extension(host->ctx, text(MORTISE_EXT_IDS));
    self->metrics = host->get_extension(host->ctx, text(MORTISE_EXT_METRICS));
    *instance = self;
    return MORTISE_OK;
}

static UNUSED void destroy(void* instance) { free(instance); }

#endif
