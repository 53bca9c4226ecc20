/* probe: a plugin for tests. It answers with what it was told, counts the calls of each handler, and misbehaves on request.
 *
 * Its permissions named profile.* and workspace.* stand for actions that have no route of their own yet: a test shows that
 * nobody reaches them while logged in as somebody, because the count of their handlers stays where it was.
 */
#include <stdlib.h>
#include <string.h>

#include "probe.h"

typedef mortise_status (*handler)(probe* self, const mortise_call* call);

static mortise_status echo(probe* self, const mortise_call* call) {
    probe_text text = text_begin();
    (void)self;
    text_call(&text, call);
    return answer_text(call, &text);
}

/* As lean as a handler can be: the benchmark of the boundary runs it. */
static mortise_status reached(probe* self, const mortise_call* call) {
    static const char body[] = "{\"reached\":1}";
    mortise_response response;
    (void)self;
    memset(&response, 0, sizeof response);
    response.struct_size = sizeof response;
    response.status = 200;
    response.body.data = body;
    response.body.size = sizeof body - 1;
    return call->respond(call, &response);
}

static mortise_status show_settings(probe* self, const mortise_call* call) {
    probe_text text = text_begin();
    const mortise_str settings = self->settings->get(self->settings->ctx);
    char* copy = calloc(1, settings.size + 1);
    if (copy) {
        memcpy(copy, settings.data, settings.size);
        text_add(&text, copy);
        free(copy);
    }
    return answer_text(call, &text);
}

static mortise_status calls(probe* self, const mortise_call* call);

/* The names are read with a stride, so that each may stand beside what it names. */
typedef struct entry {
    mortise_str name;
    handler run;
} entry;

/* clang-format off */
#define TEXT(text) {text, sizeof text - 1}

static const entry entries[] = {
    {TEXT("calls"), calls},
    {TEXT("echo"), echo},
    {TEXT("echo-body"), echo},
    {TEXT("settings"), show_settings},
    {TEXT("member"), echo},
    {TEXT("read"), read_notes},
    {TEXT("write"), write_note},
    {TEXT("write-refused"), write_then_refuse},
    {TEXT("write-failed"), write_then_fail},
    {TEXT("never"), never},
    {TEXT("twice"), twice},
    {TEXT("wrong-handle"), wrong_handle},
    {TEXT("stale-handle"), stale_handle},
    {TEXT("other-thread"), other_thread},
    {TEXT("huge"), huge},
    {TEXT("absent-extension"), absent_extension},
    {TEXT("edit-password"), reached},
    {TEXT("edit-email"), reached},
    {TEXT("edit-settings"), reached},
    {TEXT("edit-roles"), reached},
    {TEXT("edit-plan"), reached},
    {TEXT("transfer"), reached},
};
/* clang-format on */

#define HANDLERS (sizeof entries / sizeof entries[0])

static mortise_status calls(probe* self, const mortise_call* call) {
    probe_text text = text_begin();
    size_t i;
    self->metrics->count(self->metrics->ctx, literal("questions"), 1);
    for (i = 0; i < HANDLERS; ++i) {
        text_add(&text, i == 0 ? "{" : ",");
        text_string(&text, entries[i].name);
        text_add(&text, ":");
        text_number(&text, (int64_t)__atomic_load_n(&self->counts[i], __ATOMIC_RELAXED));
    }
    text_add(&text, "}");
    return answer_text(call, &text);
}

static mortise_status create(const mortise_host* host, void** instance) {
    probe* self = calloc(1, sizeof *self);
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

static mortise_status handle(void* instance, uint32_t number, const mortise_call* call) {
    probe* self = instance;
    mortise_status status;
    if (number >= HANDLERS) return MORTISE_E_INVALID;
    __atomic_fetch_add(&self->counts[number], 1, __ATOMIC_RELAXED);
    status = entries[number].run(self, call);
    __atomic_store_n(&self->last_handle, call->handle, __ATOMIC_RELAXED);
    return status;
}

static void destroy(void* instance) { free(instance); }

__attribute__((visibility("default"))) const mortise_module* mortise_module_v1(void) {
    static const mortise_module module = {
        sizeof module,
        MORTISE_ABI_MAJOR,
        MORTISE_ABI_MINOR,
        0,
        0,
        TEXT("probe"),
        TEXT("1.0.0"),
        &entries[0].name,
        HANDLERS,
        sizeof entries[0],
        create,
        NULL,
        handle,
        NULL,
        NULL,
        destroy,
        NULL,
    };
    return &module;
}
