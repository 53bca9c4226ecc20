/* JSON for a plugin in C: text that grows, and reading one member of an object. */
#ifndef JSON_TEXT_H
#define JSON_TEXT_H

#include <mortise/abi/v1.h>

typedef struct json_text {
    char* data; /* null once memory has run out; all functions then do nothing */
    size_t size, room;
} json_text;

json_text json_begin(void);
void json_end(json_text* text); /* frees it */

void json_raw(json_text* text, const char* plain);     /* brackets, commas, names */
void json_string(json_text* text, mortise_str string); /* quoted and escaped */
void json_time(json_text* text, int64_t microseconds); /* "2026-01-31T12:00:00Z" */
mortise_str json_view(const json_text* text);

/* The text of the member `name` of the object that `json` is, into `text`, which must be new. 0 when the member is there and is a
 * well-formed text; else another number. */
int json_member(mortise_str json, const char* name, json_text* text);

#endif
