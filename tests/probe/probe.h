/* What the two halves of the probe share: text that grows, and JSON written into it. */
#ifndef MORTISE_TESTS_PROBE_H
#define MORTISE_TESTS_PROBE_H

#include <mortise/abi/v1.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct probe_text {
    char *data; /* null once memory has run out */
    size_t size, room;
} probe_text;

probe_text text_begin(void);
void text_end(probe_text *text);
void text_add(probe_text *text, const char *plain);
void text_number(probe_text *text, int64_t number);
void text_string(probe_text *text, mortise_str string); /* quoted and escaped */
void text_member(probe_text *text, const char *name);   /* "name": */
void text_pairs(probe_text *text, const mortise_pair *pairs, uint64_t count);

mortise_str text_view(const probe_text *text);
mortise_str literal(const char *text);

/* Everything that the call says, as a JSON object. */
void text_call(probe_text *text, const mortise_call *call);

/* Answers 200 with the text, and ends it. */
mortise_status answer_text(const mortise_call *call, probe_text *text);

#ifdef __cplusplus
}
#endif
#endif
