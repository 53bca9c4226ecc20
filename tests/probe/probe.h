/* What the parts of the probe share: itself, its handlers, text that grows, and JSON written into it. */
#ifndef MORTISE_TESTS_PROBE_H
#define MORTISE_TESTS_PROBE_H

#include <mortise/abi/audit.h>
#include <mortise/abi/events.h>
#include <mortise/abi/ids.h>
#include <mortise/abi/metrics.h>
#include <mortise/abi/settings.h>
#include <mortise/abi/storage.h>
#include <mortise/abi/v1.h>

typedef struct probe {
    const mortise_host* host;
    const mortise_storage_v1* storage;
    const mortise_events_v1* events;
    const mortise_audit_v1* audit;
    const mortise_ids_v1* ids;
    const mortise_settings_v1* settings;
    const mortise_metrics_v1* metrics;
    uint64_t last_handle;
    uint64_t counts[32];
} probe;

typedef struct probe_text {
    char* data; /* null once memory has run out */
    size_t size, room;
} probe_text;

probe_text text_begin(void);
void text_end(probe_text* text);
void text_add(probe_text* text, const char* plain);
void text_number(probe_text* text, int64_t number);
void text_string(probe_text* text, mortise_str string); /* quoted and escaped */
void text_member(probe_text* text, const char* name);   /* "name": */
void text_pairs(probe_text* text, const mortise_pair* pairs, uint64_t count);

mortise_str text_view(const probe_text* text);
mortise_str literal(const char* text);

/* Everything that the call says, as a JSON object. */
void text_call(probe_text* text, const mortise_call* call);

/* Answers 200 with {"name":number}. */
mortise_status answer_number(const mortise_call* call, const char* name, int64_t number);
/* Answers 200 with the text, and ends it. */
mortise_status answer_text(const mortise_call* call, probe_text* text);

/* Handlers: probe_notes.c, probe_misbehaviour.c. */
mortise_status read_notes(probe* self, const mortise_call* call);
mortise_status write_note(probe* self, const mortise_call* call);
mortise_status write_then_refuse(probe* self, const mortise_call* call);
mortise_status write_then_fail(probe* self, const mortise_call* call);
mortise_status never(probe* self, const mortise_call* call);
mortise_status twice(probe* self, const mortise_call* call);
mortise_status wrong_handle(probe* self, const mortise_call* call);
mortise_status stale_handle(probe* self, const mortise_call* call);
mortise_status other_thread(probe* self, const mortise_call* call);
mortise_status huge(probe* self, const mortise_call* call);
mortise_status absent_extension(probe* self, const mortise_call* call);

#endif
