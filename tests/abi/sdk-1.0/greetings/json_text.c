#include "json_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

json_text json_begin(void) {
    json_text text = {NULL, 0, 256};
    text.data = malloc(text.room);
    return text;
}

void json_end(json_text* text) {
    free(text->data);
    text->data = NULL;
    text->size = 0;
}

static void add_bytes(json_text* text, const char* bytes, size_t size) {
    if (!text->data) return;
    while (text->room - text->size < size) {
        char* grown = realloc(text->data, text->room * 2);
        if (!grown) {
            json_end(text);
            return;
        }
        text->data = grown;
        text->room *= 2;
    }
    if (size != 0) memcpy(text->data + text->size, bytes, size);
    text->size += size;
}

static void add_byte(json_text* text, unsigned byte) {
    const char c = (char)byte;
    add_bytes(text, &c, 1);
}

void json_raw(json_text* text, const char* plain) { add_bytes(text, plain, strlen(plain)); }

void json_string(json_text* text, mortise_str string) {
    uint64_t i;
    json_raw(text, "\"");
    for (i = 0; i < string.size; ++i) {
        const unsigned char c = (unsigned char)string.data[i];
        char escaped[8];
        if (c >= 0x20) {
            if (c == '"' || c == '\\') add_byte(text, '\\');
            add_byte(text, c);
            continue;
        }
        snprintf(escaped, sizeof escaped, "\\u%04x", c);
        json_raw(text, escaped);
    }
    json_raw(text, "\"");
}

/* Days to a date by the calendar that counts years from March, in eras of 400 years. */
void json_time(json_text* text, int64_t microseconds) {
    const int64_t all_seconds = microseconds / 1000000, days = all_seconds / 86400 + 719468, second = all_seconds % 86400;
    const int64_t era = days / 146097, day_of_era = days % 146097;
    const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t from_march = (5 * day_of_year + 2) / 153, month = from_march < 10 ? from_march + 3 : from_march - 9;
    char written[64];
    if (microseconds < 0) {
        json_raw(text, "null");
        return;
    }
    snprintf(written, sizeof written, "\"%04lld-%02lld-%02lldT%02lld:%02lld:%02lldZ\"",
             (long long)(year_of_era + era * 400 + (month <= 2)), (long long)month,
             (long long)(day_of_year - (153 * from_march + 2) / 5 + 1), (long long)(second / 3600), (long long)(second / 60 % 60),
             (long long)(second % 60));
    json_raw(text, written);
}

mortise_str json_view(const json_text* text) {
    mortise_str view = {NULL, 0};
    view.data = text->data;
    view.size = text->size;
    return view;
}

/* ---- Reading: `at` moves over what was read; a function that fails returns 0. ---------------------------------------- */

typedef struct reader {
    const char *at, *end;
} reader;

static void skip_blanks(reader* in) {
    while (in->at < in->end && (*in->at == ' ' || *in->at == '\t' || *in->at == '\n' || *in->at == '\r')) ++in->at;
}

static int take(reader* in, char wanted) {
    skip_blanks(in);
    if (in->at == in->end || *in->at != wanted) return 0;
    ++in->at;
    return 1;
}

static int read_hex(reader* in, unsigned* code) {
    int i;
    *code = 0;
    for (i = 0; i < 4; ++i) {
        const char c = in->at < in->end ? *in->at++ : ' ';
        if (c >= '0' && c <= '9') *code = *code * 16 + (unsigned)(c - '0');
        else if ((c | 32) >= 'a' && (c | 32) <= 'f') *code = *code * 16 + (unsigned)((c | 32) - 'a' + 10);
        else return 0;
    }
    return 1;
}

static void add_code(json_text* text, unsigned code) {
    if (code < 0x80) {
        add_byte(text, code);
        return;
    }
    if (code < 0x800) add_byte(text, 0xC0 | code >> 6);
    else if (code < 0x10000) add_byte(text, 0xE0 | code >> 12);
    else {
        add_byte(text, 0xF0 | code >> 18);
        add_byte(text, 0x80 | (code >> 12 & 0x3F));
    }
    if (code >= 0x800) add_byte(text, 0x80 | (code >> 6 & 0x3F));
    add_byte(text, 0x80 | (code & 0x3F));
}

static int read_escape(reader* in, json_text* text) {
    static const char letters[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
    const char c = in->at < in->end ? *in->at++ : ' ';
    const char* letter = strchr(letters, c);
    unsigned code, low;
    if (c != '\0' && letter) {
        add_byte(text, (unsigned char)bytes[letter - letters]);
        return 1;
    }
    if (c != 'u' || !read_hex(in, &code)) return 0;
    if (code >= 0xD800 && code < 0xDC00) { /* the first half of a pair */
        if (in->end - in->at < 6 || in->at[0] != '\\' || in->at[1] != 'u') return 0;
        in->at += 2;
        if (!read_hex(in, &low) || low < 0xDC00 || low > 0xDFFF) return 0;
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    } else if (code >= 0xDC00 && code < 0xE000) {
        return 0;
    }
    add_code(text, code);
    return 1;
}

static int read_string(reader* in, json_text* text) {
    if (!take(in, '"')) return 0;
    while (in->at < in->end) {
        const char c = *in->at++;
        if (c == '"') return 1;
        if (c != '\\') add_byte(text, (unsigned char)c);
        else if (!read_escape(in, text)) return 0;
    }
    return 0;
}

/* Over a value of any kind: to the comma or bracket that follows it. */
static int skip_value(reader* in) {
    int depth = 0;
    for (skip_blanks(in); in->at < in->end; ++in->at) {
        const char c = *in->at;
        if (c == '"') {
            json_text ignored = {NULL, 0, 0};
            if (!read_string(in, &ignored)) return 0;
            --in->at;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (depth == 0 && (c == ',' || c == '}')) {
            return 1;
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return 0;
}

int json_member(mortise_str json, const char* name, json_text* text) {
    reader in;
    in.at = json.data;
    in.end = json.data + json.size;
    if (json.size == 0 || !take(&in, '{')) return 1;
    do {
        json_text found = json_begin();
        const int named = read_string(&in, &found) && take(&in, ':');
        const int wanted = named && found.data && found.size == strlen(name) && memcmp(found.data, name, found.size) == 0;
        json_end(&found);
        if (wanted) return read_string(&in, text) ? 0 : 1;
        if (!named || !skip_value(&in)) return 1;
    } while (take(&in, ','));
    return 1;
}
