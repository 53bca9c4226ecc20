// The headers as they are, under every guard of guards.mjs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { all_structs, read_headers } from '../../sdk/reference/headers.mjs';
import { alone, breaches, compilers, declarations, include, interface_of, layout, minors, plainness, recorded, snapshot, standards, up_to_date } from './guards.mjs';

const all_well = (problems) => assert.equal(problems.join('\n'), '');

for (const compiler of compilers) {
  for (const standard of standards) {
    test(`${compiler} lays the structs out as ${standard[1]} as recorded`, () => all_well(layout(include, standard, compiler)));
  }
  test(`${compiler} takes each header alone as C99`, () => all_well(alone(include, compiler)));
  for (const minor of minors) {
    test(`${compiler} makes the interface of ABI 1.${minor} of today's headers`, () => all_well(interface_of(include, minor, compiler)));
  }
}

for (const minor of minors) {
  test(`the headers of SDK 1.${minor} make the interface on record, which has every struct`, () => {
    all_well(interface_of(snapshot(minor), minor));
    const seen = readFileSync(new URL(`baseline/v1_${minor}.abi`, import.meta.url), 'utf8');
    for (const { name } of all_structs(read_headers(snapshot(minor)))) assert.match(seen, new RegExp(`<class-decl name='${name}' size-in-bits`));
  });
}

test('what was declared is declared as it was', () => all_well(declarations(include)));
test('nothing is declared that is not on record', () => all_well([...recorded(include), ...up_to_date(include)]));
test('the headers have fixed types, and nothing else', () => all_well(plainness(include)));

const not_plain = {
  '#include <stdbool.h>': /includes something else/, '#  include "v1.h"': /includes something else/, '#include <mortise/plugin.hpp>': /includes something else/,
  'bool open;': /width/, '_Bool open;': /width/, 'enum kind { one };': /width/, 'size_t count;': /width/, 'unsigned long flags;': /width/, 'int status;': /width/,
  'float share;': /width/, 'wchar_t *name;': /width/, 'time_t at;': /width/, 'FILE *log;': /width/, 'va_list rest;': /width/,
  'mortise_status (*log)(const char *format, ...);': /variable arguments/, 'uint32_t open : 1;': /bit field/,
  'static const uint32_t one = 1u;': /code/, 'inline mortise_str text(void);': /code/,
};
test('each thing that is not plain is found, and told by its line', () => {
  for (const [line, told] of Object.entries(not_plain)) {
    const found = breaches('a.h', `/* bool */\n${line}\n`);
    assert.match(found.join('\n'), told, line);
    assert.match(found[0], /^a\.h:2: /);
  }
});
test('what is plain is left alone', () => {
  const plain = '#include <stdint.h>\n#include <mortise/abi/v1.h>\n/* an int, a bool...\n * and a long : 7; */\nuint64_t sizes; /* not a size_t */\nconst char *printed;\ndouble share;\n';
  assert.deepEqual(breaches('a.h', plain), []);
});
