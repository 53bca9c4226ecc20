/* probe: a plugin for tests. It answers with what it was told, counts the calls of each handler, and misbehaves on request.
 *
 * Its permissions named profile.* and workspace.* stand for actions that have no route of their own yet: a test shows that
 * nobody reaches them while logged in as somebody, because the count of their handlers stays where it was.
 */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <mortise/abi/audit.h>
#include <mortise/abi/events.h>
#include <mortise/abi/ids.h>
#include <mortise/abi/metrics.h>
#include <mortise/abi/settings.h>
#include <mortise/abi/storage.h>

#include "probe.h"

typedef struct probe {
    const mortise_host *host;
    const mortise_storage_v1 *storage;
    const mortise_events_v1 *events;
    const mortise_audit_v1 *audit;
    const mortise_ids_v1 *ids;
    const mortise_settings_v1 *settings;
    const mortise_metrics_v1 *metrics;
    uint64_t last_handle;
    uint64_t counts[32];
} probe;

typedef mortise_status (*handler)(probe *self, const mortise_call *call);

static mortise_status answer_number(const mortise_call *call, const char *name, int64_t number) {
    probe_text text = text_begin();
    text_add(&text, "{");
    text_member(&text, name);
    text_number(&text, number);
    text_add(&text, "}");
    return answer_text(call, &text);
}

static mortise_status echo(probe *self, const mortise_call *call) {
    probe_text text = text_begin();
    (void)self;
    text_call(&text, call);
    return answer_text(call, &text);
}

static mortise_status reached(probe *self, const mortise_call *call) {
    (void)self;
    return answer_number(call, "reached", 1);
}

static mortise_status show_settings(probe *self, const mortise_call *call) {
    probe_text text = text_begin();
    const mortise_str settings = self->settings->get(self->settings->ctx);
    char *copy = calloc(1, settings.size + 1);
    if (copy) {
        memcpy(copy, settings.data, settings.size);
        text_add(&text, copy);
        free(copy);
    }
    return answer_text(call, &text);
}

/* ---- Storage: the workspace's notes ---- */

static mortise_parameter text_parameter(const char *name, mortise_str value) {
    mortise_parameter parameter;
    memset(&parameter, 0, sizeof parameter);
    parameter.name = literal(name);
    parameter.value.type = MORTISE_TEXT;
    parameter.value.as.data = value.data;
    parameter.value.size = value.size;
    return parameter;
}

static mortise_status read_notes(probe *self, const mortise_call *call) {
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

static mortise_status add_note(probe *self, const mortise_call *call) {
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

static mortise_status write_note(probe *self, const mortise_call *call) {
    const mortise_status status = add_note(self, call);
    return status != MORTISE_OK ? status : answer_number(call, "written", 1);
}

static mortise_status write_then_refuse(probe *self, const mortise_call *call) {
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

static mortise_status write_then_fail(probe *self, const mortise_call *call) {
    const mortise_status status = write_note(self, call);
    return status != MORTISE_OK ? status : MORTISE_E_INTERNAL;
}

/* ---- Misbehaviour: each answers with the statuses that the host had for it ---- */

static mortise_status never(probe *self, const mortise_call *call) {
    (void)self;
    (void)call;
    return MORTISE_OK;
}

static mortise_status twice(probe *self, const mortise_call *call) {
    const mortise_status first = answer_number(call, "answer", 1);
    (void)self;
    return first == MORTISE_OK && answer_number(call, "answer", 2) == MORTISE_E_TWICE ? MORTISE_OK : MORTISE_E_INTERNAL;
}

static mortise_status set_target_by(const probe *self, uint64_t handle) {
    return self->audit->set_target(self->audit->ctx, handle, literal("nobody"));
}

static mortise_status wrong_handle(probe *self, const mortise_call *call) {
    const int stale = set_target_by(self, 0) == MORTISE_E_STALE && set_target_by(self, ~(uint64_t)0) == MORTISE_E_STALE &&
                      set_target_by(self, call->handle + 1) == MORTISE_E_STALE;
    return answer_number(call, "stale", stale);
}

static mortise_status stale_handle(probe *self, const mortise_call *call) {
    return answer_number(call, "status", set_target_by(self, self->last_handle));
}

typedef struct stranger {
    probe *self;
    const mortise_call *call;
    mortise_status answer, note;
} stranger;

static void *run_stranger(void *argument) {
    stranger *other = argument;
    other->answer = answer_number(other->call, "stranger", 1);
    other->note = set_target_by(other->self, other->call->handle);
    return NULL;
}

static mortise_status other_thread(probe *self, const mortise_call *call) {
    stranger other;
    pthread_t thread;
    other.self = self;
    other.call = call;
    if (pthread_create(&thread, NULL, run_stranger, &other) != 0) return MORTISE_E_INTERNAL;
    pthread_join(thread, NULL);
    return answer_number(call, "stale", other.answer == MORTISE_E_STALE && other.note == MORTISE_E_STALE);
}

static mortise_status huge(probe *self, const mortise_call *call) {
    mortise_response response;
    mortise_status status;
    char *body;
    (void)self;
    memset(&response, 0, sizeof response);
    response.struct_size = sizeof response;
    response.status = 200;
    response.body.size = ((uint64_t)8 << 20) + 1;
    body = calloc(1, response.body.size);
    response.body.data = body;
    status = call->respond(call, &response);
    free(body);
    return answer_number(call, "status", status);
}

static mortise_status absent_extension(probe *self, const mortise_call *call) {
    const mortise_host *host = self->host;
    return answer_number(call, "absent", !host->get_extension(host->ctx, literal("mortise.sessions/1")) &&
                                             !host->get_extension(host->ctx, literal("mortise.nothing/1")));
}

static mortise_status calls(probe *self, const mortise_call *call);

/* ---- The module ---- */

static const mortise_str names[] = {
#define NAME(text) {text, sizeof text - 1}
    NAME("calls"),           NAME("echo"),           NAME("echo-body"),      NAME("settings"),       NAME("read"),
    NAME("write"),           NAME("write-refused"),  NAME("write-failed"),   NAME("never"),          NAME("twice"),
    NAME("wrong-handle"),    NAME("stale-handle"),   NAME("other-thread"),   NAME("huge"),           NAME("absent-extension"),
    NAME("edit-password"),   NAME("edit-email"),     NAME("edit-settings"),  NAME("edit-roles"),     NAME("edit-plan"),
    NAME("transfer"),        NAME("member"),
};

static const handler handlers[] = {
    calls,        echo,         echo,         show_settings, read_notes,
    write_note,   write_then_refuse, write_then_fail, never, twice,
    wrong_handle, stale_handle, other_thread, huge,          absent_extension,
    reached,      reached,      reached,      reached,       reached,
    reached,      echo,
};

#define HANDLERS (sizeof names / sizeof names[0])

static mortise_status calls(probe *self, const mortise_call *call) {
    probe_text text = text_begin();
    size_t i;
    for (i = 0; i < HANDLERS; ++i) {
        text_add(&text, i == 0 ? "{" : ",");
        text_string(&text, names[i]);
        text_add(&text, ":");
        text_number(&text, (int64_t)__atomic_load_n(&self->counts[i], __ATOMIC_RELAXED));
    }
    text_add(&text, "}");
    return answer_text(call, &text);
}

static mortise_status create(const mortise_host *host, void **instance) {
    probe *self = calloc(1, sizeof *self);
    if (!self) return MORTISE_E_INTERNAL;
    self->host = host;
    self->storage = host->get_extension(host->ctx, literal(MORTISE_EXT_STORAGE));
    self->events = host->get_extension(host->ctx, literal(MORTISE_EXT_EVENTS));
    self->audit = host->get_extension(host->ctx, literal(MORTISE_EXT_AUDIT));
    self->ids = host->get_extension(host->ctx, literal(MORTISE_EXT_IDS));
    self->settings = host->get_extension(host->ctx, literal(MORTISE_EXT_SETTINGS));
    self->metrics = host->get_extension(host->ctx, literal(MORTISE_EXT_METRICS));
    *instance = self;
    if (self->storage && self->events && self->audit && self->ids && self->settings && self->metrics) return MORTISE_OK;
    free(self);
    return MORTISE_E_UNSUPPORTED;
}

static mortise_status handle(void *instance, uint32_t number, const mortise_call *call) {
    probe *self = instance;
    mortise_status status;
    if (number >= HANDLERS) return MORTISE_E_INVALID;
    __atomic_fetch_add(&self->counts[number], 1, __ATOMIC_RELAXED);
    self->metrics->count(self->metrics->ctx, literal("calls"), 1);
    status = handlers[number](self, call);
    __atomic_store_n(&self->last_handle, call->handle, __ATOMIC_RELAXED);
    return status;
}

static void destroy(void *instance) { free(instance); }

__attribute__((visibility("default"))) const mortise_module *mortise_module_v1(void) {
    static const mortise_module module = {
        sizeof module, MORTISE_ABI_MAJOR, MORTISE_ABI_MINOR, 0, 0, NAME("probe"), NAME("1.0.0"), names, HANDLERS,
        sizeof names[0], create, NULL, handle, NULL, NULL, destroy, NULL,
    };
    return &module;
}
