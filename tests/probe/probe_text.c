#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "probe.h"

probe_text text_begin(void) {
    probe_text text = {malloc(256), 0, 256};
    return text;
}

void text_end(probe_text* text) {
    free(text->data);
    text->data = NULL;
}

static void text_bytes(probe_text* text, const char* bytes, size_t size) {
    if (!text->data) return;
    while (text->room - text->size < size) {
        char* grown = realloc(text->data, text->room * 2);
        if (!grown) {
            text_end(text);
            return;
        }
        text->data = grown;
        text->room *= 2;
    }
    if (size != 0) memcpy(text->data + text->size, bytes, size);
    text->size += size;
}

void text_add(probe_text* text, const char* plain) { text_bytes(text, plain, strlen(plain)); }

void text_number(probe_text* text, int64_t number) {
    char digits[32];
    snprintf(digits, sizeof digits, "%lld", (long long)number);
    text_add(text, digits);
}

void text_string(probe_text* text, mortise_str string) {
    uint64_t i;
    text_add(text, "\"");
    for (i = 0; i < string.size; ++i) {
        const unsigned char c = (unsigned char)string.data[i];
        char escaped[8];
        if (c >= 0x20 && c != '"' && c != '\\') {
            text_bytes(text, string.data + i, 1);
            continue;
        }
        snprintf(escaped, sizeof escaped, "\\u%04x", c);
        text_add(text, escaped);
    }
    text_add(text, "\"");
}

void text_member(probe_text* text, const char* name) {
    text_string(text, literal(name));
    text_add(text, ":");
}

void text_pairs(probe_text* text, const mortise_pair* pairs, uint64_t count) {
    uint64_t i;
    text_add(text, "{");
    for (i = 0; i < count; ++i) {
        if (i != 0) text_add(text, ",");
        text_string(text, pairs[i].name);
        text_add(text, ":");
        text_string(text, pairs[i].value);
    }
    text_add(text, "}");
}

mortise_str text_view(const probe_text* text) {
    mortise_str view = {text->data, text->size};
    return view;
}

mortise_str literal(const char* text) {
    mortise_str view = {text, strlen(text)};
    return view;
}

static void add_string(probe_text* text, const char* name, mortise_str value) {
    text_add(text, ",");
    text_member(text, name);
    text_string(text, value);
}

static void add_number(probe_text* text, const char* name, int64_t value) {
    text_add(text, ",");
    text_member(text, name);
    text_number(text, value);
}

static void add_pairs(probe_text* text, const char* name, const mortise_pair* pairs, uint64_t count) {
    text_add(text, ",");
    text_member(text, name);
    text_pairs(text, pairs, count);
}

void text_call(probe_text* text, const mortise_call* call) {
    const mortise_str none = {NULL, 0};
    uint64_t i;
    text_add(text, "{");
    text_member(text, "readOnly");
    text_add(text, (call->flags & MORTISE_CALL_READ_ONLY) != 0 ? "true" : "false");
    add_string(text, "method", call->method);
    add_string(text, "path", call->path);
    add_string(text, "requestId", call->request_id);
    add_string(text, "body", call->body);
    add_pairs(text, "pathParameters", call->path_params, call->path_param_count);
    add_pairs(text, "query", call->query, call->query_count);
    add_pairs(text, "headers", call->headers, call->header_count);
    add_number(text, "now", call->now);
    add_number(text, "deadline", call->deadline);
    add_number(text, "kind", call->principal->kind);
    add_string(text, "subject", call->principal->subject_id);
    add_string(text, "subjectName", call->principal->subject_name);
    add_string(text, "subjectEmail", call->principal->subject_email);
    add_string(text, "actor", call->principal->actor_id);
    add_string(text, "confinedTo", call->principal->confined_to);
    add_string(text, "workspace", call->workspace ? call->workspace->id : none);
    add_string(text, "plan", call->workspace ? call->workspace->plan : none);
    add_string(text, "role", call->workspace ? call->workspace->role : none);
    add_string(text, "target", call->target ? call->target->user_id : none);
    text_add(text, ",\"permissions\":[");
    for (i = 0; i < call->permission_count; ++i) {
        if (i != 0) text_add(text, ",");
        text_string(text, call->permissions[i]);
    }
    text_add(text, "]}");
}

mortise_status answer_text(const mortise_call* call, probe_text* text) {
    mortise_response response;
    mortise_status status;
    memset(&response, 0, sizeof response);
    response.struct_size = sizeof response;
    response.status = 200;
    response.body = text_view(text);
    status = text->data ? call->respond(call, &response) : MORTISE_E_INTERNAL;
    text_end(text);
    return status;
}

mortise_status answer_number(const mortise_call* call, const char* name, int64_t number) {
    probe_text text = text_begin();
    text_add(&text, "{");
    text_member(&text, name);
    text_number(&text, number);
    text_add(&text, "}");
    return answer_text(call, &text);
}
