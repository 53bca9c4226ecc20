/* Greetings of a workspace, in C99: the same plugin as in C++ and Rust, for one set of tests. It keeps, lists and removes them in
 * a table of its own, answers what it refuses by name, and fails on purpose in the ways that {how} and the setting `create` name.
 * C has nothing to throw: it fails with a status, and its words in the log. */
#include <mortise/abi/audit.h>
#include <mortise/abi/events.h>
#include <mortise/abi/ids.h>
#include <mortise/abi/settings.h>
#include <mortise/abi/storage.h>
#include <stdlib.h>
#include <string.h>

#include "json_text.h"

typedef struct greetings {
    const mortise_host* host;
    const mortise_storage_v1* storage;
    const mortise_events_v1* events;
    const mortise_audit_v1* audit;
    const mortise_ids_v1* ids;
    json_text salutation;
} greetings;

#define TEXT(text) \
    { text, sizeof text - 1 }

/* Whether a table of the host reaches as far as `member`: an older host has shorter ones. */
#define HAS(table, member) \
    ((table) && (table)->struct_size >= (uint64_t)((const char*)(&(table)->member + 1) - (const char*)(table)) && (table)->member)

static mortise_str text_of(const char* plain) {
    mortise_str view = {NULL, 0};
    view.data = plain;
    view.size = strlen(plain);
    return view;
}

static int is(mortise_str text, const char* plain) {
    return text.size == strlen(plain) && memcmp(text.data, plain, text.size) == 0;
}

static mortise_str path_parameter(const mortise_call* call, const char* name) {
    uint64_t i;
    for (i = 0; i < call->path_param_count; ++i)
        if (is(call->path_params[i].name, name)) return call->path_params[i].value;
    return text_of("");
}

/* ---- Answers ----------------------------------------------------------------------------------------------------- */

static mortise_status answer(const mortise_call* call, uint32_t status, json_text* body) {
    mortise_response response;
    mortise_status result;
    memset(&response, 0, sizeof response);
    response.struct_size = sizeof response;
    response.status = status;
    response.body = json_view(body);
    result = call->respond(call, &response);
    json_end(body);
    return result;
}

static mortise_status refuse(const mortise_call* call, uint32_t status, const char* reason, const char* message,
                             const char* field) {
    mortise_refusal refusal;
    memset(&refusal, 0, sizeof refusal);
    refusal.struct_size = sizeof refusal;
    refusal.status = status;
    refusal.reason = text_of(reason);
    refusal.message = text_of(message);
    refusal.field = text_of(field);
    refusal.code = status == 400 ? 501 : status == 404 ? 404 : 0;
    return call->refuse(call, &refusal);
}

static void write_greeting(json_text* json, mortise_str id, mortise_str text, mortise_str by) {
    json_raw(json, "{\"id\":");
    json_string(json, id);
    json_raw(json, ",\"text\":");
    json_string(json, text);
    json_raw(json, ",\"by\":");
    json_string(json, by);
    json_raw(json, "}");
}

/* ---- SQL --------------------------------------------------------------------------------------------------------- */

static mortise_parameter parameter(const char* name, mortise_str value) {
    mortise_parameter made;
    memset(&made, 0, sizeof made);
    made.name = text_of(name);
    made.value.type = MORTISE_TEXT;
    made.value.as.data = value.data;
    made.value.size = value.size;
    return made;
}

static mortise_str text_at(const mortise_value* value) {
    mortise_str text = {NULL, 0};
    text.data = value->as.data;
    text.size = value->size;
    return text;
}

static mortise_status run(const greetings* self, const mortise_call* call, const char* sql, const mortise_parameter* parameters,
                          uint64_t parameter_count, uint64_t column_count, mortise_rows* rows) {
    static const uint32_t columns[] = {MORTISE_TEXT, MORTISE_TEXT, MORTISE_TEXT};
    memset(rows, 0, sizeof *rows);
    rows->struct_size = sizeof *rows;
    return self->storage->query(self->storage->ctx, call->handle, text_of(sql), parameters, parameter_count, columns,
                                column_count, rows);
}

/* ---- Failing ----------------------------------------------------------------------------------------------------- */

static mortise_status fail_as(const mortise_host* host, mortise_str how) {
    const char* line = "on purpose: other";
    if (is(how, "standard")) line = "on purpose: standard";
    if (is(how, "deep")) line = "on purpose: deep";
    if (is(how, "number")) line = "on purpose: number";
    if (HAS(host, log)) host->log(host->ctx, MORTISE_LOG_ERROR, text_of(line));
    return is(how, "number") ? 4242 : MORTISE_E_INTERNAL; /* 4242: a status that no host knows */
}

/* ---- Handlers ---------------------------------------------------------------------------------------------------- */

static mortise_status list(const greetings* self, const mortise_call* call) {
    const mortise_parameter workspace = parameter("workspace", call->workspace->id);
    mortise_rows rows;
    json_text json;
    uint64_t row;
    const mortise_status status =
        run(self, call, "SELECT id, text, written_by FROM " GREETINGS_TABLE " WHERE workspace_id = :workspace ORDER BY text",
            &workspace, 1, 3, &rows);
    if (status != MORTISE_OK) return status;
    json = json_begin();
    json_raw(&json, "[");
    for (row = 0; row < rows.row_count; ++row) {
        const mortise_value* value = rows.values + row * rows.column_count;
        if (row != 0) json_raw(&json, ",");
        write_greeting(&json, text_at(value), text_at(value + 1), text_at(value + 2));
    }
    json_raw(&json, "]");
    return answer(call, 200, &json);
}

static mortise_status tell(const greetings* self, const mortise_call* call, mortise_str id, mortise_str payload) {
    mortise_event event;
    mortise_status status = self->audit->set_target(self->audit->ctx, call->handle, id);
    if (status == MORTISE_OK) status = self->audit->set_details(self->audit->ctx, call->handle, text_of("{\"greeted\":true}"));
    if (status != MORTISE_OK) return status;
    memset(&event, 0, sizeof event);
    event.struct_size = sizeof event;
    event.name = text_of(MORTISE_PLUGIN_ID ".added");
    event.payload = payload;
    return self->events->publish(self->events->ctx, call->handle, &event);
}

/* Writes the greeting, notes it and tells of it; its JSON is then in *json. */
static mortise_status keep(const greetings* self, const mortise_call* call, mortise_str text, json_text* json) {
    char made[24];
    mortise_str id = {NULL, sizeof made}, whole = {NULL, 0};
    mortise_parameter parameters[4];
    mortise_rows rows;
    mortise_status status = self->ids->make(self->ids->ctx, made);
    char* joined = malloc(self->salutation.size + 2 + text.size);
    if (status != MORTISE_OK || !joined) {
        free(joined);
        return status != MORTISE_OK ? status : MORTISE_E_INTERNAL;
    }
    memcpy(joined, self->salutation.data, self->salutation.size);
    memcpy(joined + self->salutation.size, ", ", 2);
    memcpy(joined + self->salutation.size + 2, text.data, text.size);
    whole.data = joined;
    whole.size = self->salutation.size + 2 + text.size;
    id.data = made;
    parameters[0] = parameter("id", id);
    parameters[1] = parameter("workspace", call->workspace->id);
    parameters[2] = parameter("text", whole);
    parameters[3] = parameter("by", call->principal->subject_id);
    status = run(self, call,
                 "INSERT INTO " GREETINGS_TABLE " (id, workspace_id, text, written_by) VALUES (:id, :workspace, :text, :by)",
                 parameters, 4, 0, &rows);
    if (status == MORTISE_OK) {
        write_greeting(json, id, whole, call->principal->subject_id);
        status = tell(self, call, id, json_view(json));
    }
    free(joined);
    return status;
}

static mortise_status add(const greetings* self, const mortise_call* call) {
    json_text text = json_begin(), json = json_begin();
    const int unread = json_member(call->body, "text", &text);
    size_t blanks = 0;
    mortise_status status;
    while (blanks < text.size && text.data[blanks] == ' ') ++blanks;
    if (unread || blanks == text.size) {
        status = refuse(call, 400, "invalid", "A greeting needs some text.", "text");
    } else {
        status = keep(self, call, json_view(&text), &json);
        if (status == MORTISE_E_CONFLICT) status = refuse(call, 409, "greeted_already", "That was said already.", "");
        else if (status == MORTISE_OK) status = answer(call, 201, &json);
    }
    json_end(&text);
    json_end(&json);
    return status;
}

static mortise_status remove_greeting(const greetings* self, const mortise_call* call) {
    mortise_parameter parameters[2];
    mortise_rows rows;
    json_text nothing = {NULL, 0, 0};
    mortise_status status;
    parameters[0] = parameter("id", path_parameter(call, "greeting"));
    parameters[1] = parameter("workspace", call->workspace->id);
    status =
        run(self, call, "DELETE FROM " GREETINGS_TABLE " WHERE id = :id AND workspace_id = :workspace", parameters, 2, 0, &rows);
    if (status != MORTISE_OK) return status;
    if (rows.affected == 0) return refuse(call, 404, "greeting_not_found", "There is no such greeting.", "");
    return answer(call, 204, &nothing);
}

static mortise_status fail(const greetings* self, const mortise_call* call) {
    mortise_rows rows;
    if (is(path_parameter(call, "how"), "statement")) return run(self, call, "DELETE FROM users", NULL, 0, 0, &rows);
    return fail_as(self->host, path_parameter(call, "how"));
}

static mortise_status add_and_fail(const greetings* self, const mortise_call* call) {
    json_text json = json_begin();
    const mortise_status status = keep(self, call, path_parameter(call, "how"), &json);
    json_end(&json);
    return status != MORTISE_OK ? status : fail(self, call);
}

/* ---- The module -------------------------------------------------------------------------------------------------- */

static void destroy(void* instance) {
    greetings* self = instance;
    json_end(&self->salutation);
    free(self);
}

/* How the settings say that it shall fail, if they do. */
static mortise_status create_as_told(greetings* self, mortise_str settings) {
    json_text how = json_begin();
    mortise_status status = MORTISE_OK;
    if (json_member(settings, "salutation", &self->salutation) != 0 || json_member(settings, "create", &how) != 0)
        status = MORTISE_E_INVALID;
    else if (!is(json_view(&how), "well")) status = fail_as(self->host, json_view(&how));
    json_end(&how);
    return status;
}

static mortise_status create(const mortise_host* host, void** instance) {
    const mortise_settings_v1* settings;
    greetings* self;
    mortise_status status = MORTISE_E_UNSUPPORTED;
    if (!HAS(host, get_extension) || !instance) return status;
    self = calloc(1, sizeof *self);
    if (!self) return MORTISE_E_INTERNAL;
    self->host = host;
    self->storage = host->get_extension(host->ctx, text_of(MORTISE_EXT_STORAGE));
    self->events = host->get_extension(host->ctx, text_of(MORTISE_EXT_EVENTS));
    self->audit = host->get_extension(host->ctx, text_of(MORTISE_EXT_AUDIT));
    self->ids = host->get_extension(host->ctx, text_of(MORTISE_EXT_IDS));
    self->salutation = json_begin();
    settings = host->get_extension(host->ctx, text_of(MORTISE_EXT_SETTINGS));
    if (HAS(self->storage, query) && HAS(self->events, publish) && HAS(self->audit, set_target) &&
        HAS(self->audit, set_details) && HAS(self->ids, make) && HAS(settings, get))
        status = create_as_told(self, settings->get(settings->ctx));
    if (status == MORTISE_OK) *instance = self;
    else destroy(self);
    return status;
}

static mortise_status handle(void* instance, uint32_t handler, const mortise_call* call) {
    switch (handler) { /* as they stand in `handlers` */
        case 0: return list(instance, call);
        case 1: return add(instance, call);
        case 2: return remove_greeting(instance, call);
        case 3: return fail(instance, call);
        case 4: return add_and_fail(instance, call);
        default: return MORTISE_E_INVALID;
    }
}

__attribute__((visibility("default"))) const mortise_module* mortise_module_v1(void) {
    static const mortise_str handlers[] = {TEXT("list"), TEXT("add"), TEXT("remove"), TEXT("fail"), TEXT("add-and-fail")};
    static const mortise_module module = {sizeof(mortise_module),
                                          MORTISE_ABI_MAJOR,
                                          MORTISE_ABI_MINOR,
                                          0,
                                          0,
                                          TEXT(MORTISE_PLUGIN_ID),
                                          TEXT(MORTISE_PLUGIN_VERSION),
                                          handlers,
                                          sizeof handlers / sizeof handlers[0],
                                          sizeof handlers[0],
                                          create,
                                          NULL,
                                          handle,
                                          NULL,
                                          NULL,
                                          destroy,
                                          NULL};
    return &module;
}
