#!/usr/bin/env node
// Records the ABI as the headers have it now, under the minor version that v1.h names: what the guards in tests/abi hold every later
// header against. Run it after each change of a header until the version is out, and once with --release when it is out; what was
// released is never written again. See docs/explanation/abi-policy.md.
//
//     sdk/freeze.mjs [--release]
//
// Writes tests/abi/layout_v1_N.c, tests/abi/baseline/v1_N.{c,abi} and tests/abi/sdk-1.N/: the SDK, and the plugins of tests/languages
// in C and C++, which are built from it in every test run from then on. Needs cc and abidw (abigail-tools).
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { abidw_options, all_defines, all_structs, read_headers, value_of } from './reference/headers.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const include = join(root, 'sdk/include');
const guards = join(root, 'tests/abi');
const headers = read_headers(include);
const structs = all_structs(headers);
const minor = value_of(headers, 'MORTISE_ABI_MINOR');
const includes = headers.map(({ file }) => `#include <mortise/abi/${file}>`).sort().join('\n');

const workshop = mkdtempSync(join(tmpdir(), 'mortise-freeze-'));
process.on('exit', () => rmSync(workshop, { recursive: true }));

function compile(name, text, options) {
  writeFileSync(join(workshop, `${name}.c`), text);
  execFileSync('cc', ['-std=c99', '-I', include, ...options, '-o', name, `${name}.c`], { cwd: workshop });
  return join(workshop, name);
}

// Sizes and offsets, as a compiler sees them.
function measured() {
  const lines = structs.flatMap(({ name, members }) => [
    `printf("%zu\\n", sizeof(${name}));`, ...members.map((member) => `printf("%zu\\n", offsetof(${name}, ${member.name}));`)]);
  const program = compile('measure', `#include <stdio.h>\n${includes}\nint main(void) {\n${lines.join('\n')}\nreturn 0;\n}\n`, []);
  return execFileSync(program, { encoding: 'utf8' }).trim().split('\n');
}

function layout() {
  const numbers = measured();
  const blocks = structs.map(({ name, members, grows }) => [
    `${grows ? 'GROWS' : 'SIZE'}(${name}, ${numbers.shift()})`,
    ...members.map((member) => `AT(${name}, ${member.name}, ${numbers.shift()})`)].join('\n'));
  const values = all_defines(headers).filter(({ name, value }) => /^\d+u?$/.test(value) && name !== 'MORTISE_ABI_MINOR')
    .map(({ name, value }) => `HOLDS(value_of_${name.toLowerCase()}, ${name} == ${parseInt(value, 10)})`);
  return `/* The layout of ABI 1.${minor}, written by sdk/freeze.mjs: what a plugin that was built with it counts on. A difference
 * here breaks plugins that exist. Compiled as C99, C11 and C++20 by gcc and clang; whoever includes it may give the macros
 * another meaning. */
${includes}

#ifndef AT
#ifdef __cplusplus
#define HOLDS(name, condition) static_assert(condition, #condition);
#else
#define HOLDS(name, condition) typedef char name[(condition) ? 1 : -1]; /* C99 has no static assertion */
#endif
#define SIZE(type, size) HOLDS(size_of_##type, sizeof(type) == (size))
#define GROWS(type, size) HOLDS(size_of_##type, sizeof(type) >= (size)) /* at its end, and what had been there stays */
#define AT(type, member, offset) HOLDS(offset_of_##type##_##member, offsetof(type, member) == (offset))
#endif

HOLDS(pointers_are_64_bits, sizeof(void*) == 8)

${blocks.join('\n\n')}

/* Numbers that are part of the contract. */
${values.join('\n')}
`;
}

// A library that has every struct in its interface, for abidw to look at.
const mention = ({ name }) => `void take_${name}(const ${name} *it);\nvoid take_${name}(const ${name} *it) { (void)it; }\n`;
const baseline_source = `/* Every struct of ABI 1.${minor} in the interface of a library; written by sdk/freeze.mjs. v1_${minor}.abi is what abidw saw in it. */
${includes}

void take_mortise_module_v1_fn(mortise_module_v1_fn it);
void take_mortise_module_v1_fn(mortise_module_v1_fn it) { (void)it; }
${structs.map(mention).join('')}`;

const snapshot = join(guards, `sdk-1.${minor}`);
const mark = join(snapshot, 'RELEASED');
if (existsSync(mark)) {
  console.error(`ABI 1.${minor} is released. A change of the headers begins the next minor: raise MORTISE_ABI_MINOR in v1.h first.`);
  process.exit(1);
}

writeFileSync(join(guards, `layout_v1_${minor}.c`), layout());
writeFileSync(join(guards, `baseline/v1_${minor}.c`), baseline_source);
const library = compile(`v1_${minor}`, baseline_source, ['-g', '-shared', '-fPIC']);
execFileSync('abidw', [...abidw_options, '--out-file', join(guards, `baseline/v1_${minor}.abi`), library]);

// Formatted as they were.
mkdirSync(snapshot, { recursive: true });
for (const folder of [join(guards, 'baseline'), snapshot]) writeFileSync(join(folder, '.clang-format'), 'DisableFormat: true\nSortIncludes: false\n');

const of_a_plugin = (path) => !path.endsWith('/testing') && !path.endsWith('.clang-format');
rmSync(join(snapshot, 'include'), { recursive: true, force: true });
cpSync(include, join(snapshot, 'include'), { recursive: true, filter: of_a_plugin });
const greetings = ['greetings.c', 'greetings.cpp', 'plugin.yaml.in', 'rules.yaml.in', '0001_greetings.sql.in'].map((name) => `tests/languages/greetings/${name}`);
for (const file of [...greetings, 'sdk/templates/c/json_text.c', 'sdk/templates/c/json_text.h']) {
  cpSync(join(root, file), join(snapshot, 'greetings', basename(file)));
}
if (process.argv.includes('--release')) {
  const version = /MORTISE_SDK_VERSION "([^"]+)"/.exec(readFileSync(join(include, 'mortise/version.hpp'), 'utf8'))[1];
  writeFileSync(mark, `ABI 1.${minor} went out with SDK ${version}. Nothing beside this file is ever changed.\n`);
}
