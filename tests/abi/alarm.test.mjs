// The alarm test: copies of the headers with one mistake each, and which guards say so. A guard that is silent about what it is for
// is broken; one that cries at what is allowed would be switched off by somebody.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { alone, declarations, include, interface_of, interfaces, layout, plainness, recorded } from './guards.mjs';

const guards = { layout: (folder) => layout(folder), interfaces, declarations, recorded, plainness, alone: (folder) => alone(folder) };

const everything = ['layout', 'interfaces', 'declarations'];

// Header, what is replaced in it, by what, and the guards that must say so: those, and no others.
const mistakes = {
  'members of one type swapped': ['v1.h', /(    mortise_str subject_name;)\n(    mortise_str subject_email;)/, '$2\n$1', everything],
  'functions swapped': ['clock.h', /(    int64_t \(\*now\).*\n)([\s\S]*?)(    int64_t \(\*monotonic\).*\n)/, '$3$2$1', everything],
  'a member inserted in the middle': ['v1.h', /    mortise_str plan;/, '$&\n    mortise_str country;', [...everything, 'recorded']],
  'a member inserted before a function': ['storage.h', /    void \*ctx;/, '$&\n    uint64_t session;', [...everything, 'recorded']],
  'a member removed': ['v1.h', /    mortise_str subdomain;.*\n/, '', everything],
  'a last member removed': ['sessions.h', /    mortise_str location;.*\n/, '', everything],
  'a member renamed': ['v1.h', /mortise_str request_id;/, 'mortise_str request_ident;', ['layout', 'declarations', 'recorded']],
  'a type made narrower': ['v1.h', /uint64_t path_param_count;/, 'uint32_t path_param_count;', ['interfaces', 'declarations']],
  'a type of another sign': ['sessions.h', /int64_t minutes;/, 'uint64_t minutes;', ['interfaces', 'declarations']],
  'a number made a floating one': ['v1.h', /int64_t joined_at;/, 'double joined_at;', ['interfaces', 'declarations']],
  'const taken from a pointer': ['v1.h', /const mortise_pair \*query;/, 'mortise_pair *query;', ['declarations']],
  'a parameter added': ['ids.h', /\(void \*ctx, char \*id\)/, '(void *ctx, char *id, uint64_t size)', ['interfaces', 'declarations']],
  'a result changed': ['metrics.h', /mortise_status \(\*count\)/, 'void (*count)', ['interfaces', 'declarations']],
  'a status of another width': ['v1.h', /typedef int32_t mortise_status;/, 'typedef int64_t mortise_status;', ['interfaces', 'declarations']],
  'the entry of another type': ['v1.h', /\(\*mortise_module_v1_fn\)\(void\)/, '(*mortise_module_v1_fn)(uint32_t minor)', ['interfaces', 'declarations']],
  'a struct renamed': ['events.h', /mortise_events_v1/g, 'mortise_event_v1', [...everything, 'recorded']],
  'a value that does not grow, grown': ['v1.h', /(    mortise_str value;\n)(\} mortise_pair;)/, '$1    uint64_t flags;\n$2', [...everything, 'recorded']],
  'a number changed': ['v1.h', /#define MORTISE_E_TWICE 9 /, '#define MORTISE_E_TWICE 13 ', ['layout', 'declarations']],
  'a number removed': ['v1.h', /#define MORTISE_LOG_DEBUG 0u\n/, '', ['layout', 'declarations']],
  "an extension's id changed": ['ids.h', /"mortise\.ids\/1"/, '"mortise.ids/2"', ['declarations']],
  'a member at the end, and one changed': [
    'v1.h', /    int64_t joined_at;\n(\} mortise_member;)/, '    double joined_at;\n    mortise_str more;\n$1', ['declarations', 'recorded']],
  'variable arguments': ['events.h', /const mortise_event \*event\)/, 'const mortise_event *event, ...)', ['interfaces', 'declarations', 'plainness']],
  'a bool': ['v1.h', /uint32_t padding_;\n    mortise_str content_type/, 'bool streamed;\n    mortise_str content_type', [...everything, 'plainness', 'alone', 'recorded']],
  'an include of the C library': ['v1.h', /#include <stdint.h>/, '$&\n#include <stdlib.h>', ['plainness']],
  'a header that leans on another': ['ids.h', /#include <mortise\/abi\/v1.h>\n/, '', ['alone']],
  'a size_t, a long, an enum and a bit field': [
    'metrics.h', /(void \*ctx;\n)(    \/\*)/, '$1    size_t many;\n    unsigned long more;\n    enum { one } which;\n    uint32_t bits : 3;\n$2', [...everything, 'recorded', 'plainness']],
};

// What a later minor may do. Only the record has to hear of it.
const growth = {
  'a member at the end': ['v1.h', /\} mortise_member;/, '    mortise_str locale;\n$&', ['recorded']],
  'a function at the end': ['ids.h', /(id\);\n)(\} mortise_ids_v1;)/, '$1    /* [any] */\n    mortise_status (*parse)(void *ctx, mortise_str id);\n$2', ['recorded']],
  'a number more': ['v1.h', /#define MORTISE_LOG_ERROR 3u\n/, '$&#define MORTISE_LOG_FATAL 4u\n', ['recorded']],
  'another minor': ['v1.h', /#define MORTISE_ABI_MINOR \d+u/, '#define MORTISE_ABI_MINOR 77u', ['recorded']],
  'another comment': ['clock.h', /wall clock/, "the wall's clock", []],
};

function in_a_copy(header, pattern, replacement, look) {
  const copy = mkdtempSync(join(tmpdir(), 'mortise-alarm-'));
  try {
    cpSync(join(include, 'mortise/abi'), join(copy, 'mortise/abi'), { recursive: true });
    const path = join(copy, 'mortise/abi', header);
    const text = readFileSync(path, 'utf8');
    const spoilt = text.replace(pattern, replacement);
    assert.notEqual(spoilt, text, 'the headers have changed: nothing was replaced');
    writeFileSync(path, spoilt);
    return look(copy);
  } finally {
    rmSync(copy, { recursive: true });
  }
}

// Headers that cannot even be read are an alarm as well.
function rings(guard, folder) {
  try {
    return guard(folder).length > 0;
  } catch (error) {
    if (!/cannot read/.test(error.message)) throw error;
    return true;
  }
}

for (const [kind, table] of Object.entries({ mistake: mistakes, growth })) {
  for (const [name, [header, pattern, replacement, expected]] of Object.entries(table)) {
    test(`${kind}: ${name}`, () => in_a_copy(header, pattern, replacement, (copy) => {
      const ringing = Object.keys(guards).filter((guard) => rings(guards[guard], copy));
      assert.deepEqual(ringing.sort(), [...expected].sort());
    }));
  }
}

test('without debug information abidiff is silent', () => in_a_copy(...mistakes['functions swapped'].slice(0, 3), (copy) => {
  assert.notDeepEqual(interface_of(copy, 0), []);
  assert.deepEqual(interface_of(copy, 0, 'gcc', '-g0'), []);
}));
