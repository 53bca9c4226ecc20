// The headers as they are, under every guard of guards.mjs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { all_structs, read_headers } from '../../sdk/reference/headers.mjs';
import { alone, compilers, declarations, include, interface_of, layout, minors, plainness, recorded, snapshot, standards, up_to_date } from './guards.mjs';

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
