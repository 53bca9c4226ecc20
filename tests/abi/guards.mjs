// The guards of the boundary. Each takes a folder of headers, and returns what is wrong with them, a line each. guards.test.mjs runs
// them over the headers as they are, alarm.test.mjs over copies that were spoilt on purpose.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { abidw_options, all_defines, all_structs, read_headers, value_of, without_comments } from '../../sdk/reference/headers.mjs';

const here = dirname(fileURLToPath(import.meta.url));
export const include = join(here, '../../sdk/include');
// The minors on record: [0, 1, ...].
export const minors = readdirSync(here).map((name) => /^layout_v1_(\d+)\.c$/.exec(name)?.[1]).filter(Boolean).map(Number).sort((a, b) => a - b);
export const snapshot = (minor) => join(here, `sdk-1.${minor}/include`);

export const compilers = ['gcc', 'clang'];
export const standards = [['c', 'c99'], ['c', 'c11'], ['c++', 'c++20']];

// What a command prints when it fails; nothing when it does not.
function complaint(command, options) {
  try {
    execFileSync(command, options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    return [];
  } catch (error) {
    if (error.status === null || error.code === 'ENOENT') throw error;
    return [`${command} ${options.at(-1)}:\n${error.stdout}${error.stderr}`];
  }
}

// ---- 1: the layout ----

// Sizes, offsets and numbers of every minor on record, as compilers see them.
export function layout(folder, [language, standard] = standards[0], compiler = compilers[0]) {
  const options = ['-fsyntax-only', '-pedantic', '-Werror', '-x', language, `-std=${standard}`, '-I', folder];
  return complaint(compiler, [...options, ...minors.map((minor) => join(here, `layout_v1_${minor}.c`))]);
}

// Every header alone is C99 to the letter.
export function alone(folder, compiler = compilers[0]) {
  const files = readdirSync(join(folder, 'mortise/abi')).filter((name) => name.endsWith('.h'));
  const options = ['-fsyntax-only', '-pedantic', '-Wall', '-Wextra', '-Werror', '-x', 'c', '-std=c99', '-I', folder];
  return complaint(compiler, [...options, ...files.map((file) => join(folder, 'mortise/abi', file))]);
}

const forbidden = [
  [/^\s*#\s*include\s+(?!<(stdint\.h|stddef\.h|mortise\/abi\/\w+\.h)>)/, 'includes something else than <stdint.h>, <stddef.h> and its like'],
  [/\b(bool|_Bool|enum|size_t|ptrdiff_t|long|short|unsigned|signed|int|float|wchar_t|time_t|FILE|va_list)\b/, 'a type whose width is not in its name'],
  [/\.\.\./, 'variable arguments'],
  [/\b\w+\s*:\s*\d+\s*;/, 'a bit field'],
  [/\binline\b|\bstatic\b/, 'code'],
];

// What of it is in a header's text, a line each.
export function breaches(file, text) {
  const kept = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  return kept.split('\n').flatMap((line, index) => forbidden.filter(([pattern]) => pattern.test(line))
    .map(([, what]) => `${file}:${index + 1}: ${what}: ${line.trim()}`));
}

// Only types that every compiler and language lays out alike, and no code.
export function plainness(folder) {
  return readdirSync(join(folder, 'mortise/abi')).filter((name) => name.endsWith('.h'))
    .flatMap((file) => breaches(file, readFileSync(join(folder, 'mortise/abi', file), 'utf8')));
}

// ---- 2: the interface, as abidiff sees it ----

// Suppressions for those structs that have more members than on record, and no others: where nothing was inserted, this rule hides
// every other change of a struct; without type_kind, insertions in the middle as well. What it hides in the structs that grew,
// `declarations` and `layout` see.
function growth(folder, minor) {
  const now = all_structs(read_headers(folder));
  const grown = all_structs(read_headers(snapshot(minor))).filter(({ name, grows, members }) =>
    grows && now.some((struct) => struct.name === name && struct.members.length > members.length));
  const rule = ({ name }) => `[suppress_type]\n  type_kind = struct\n  name = ${name}\n  has_data_member_inserted_at = end\n`;
  return grown.map(rule).join('\n');
}

// Debug information is needed: without it abidiff finds no difference between any two libraries.
export function interface_of(folder, minor, compiler = compilers[0], debug = '-g') {
  const workshop = mkdtempSync(join(tmpdir(), 'mortise-abi-'));
  try {
    const library = join(workshop, 'abi.so');
    const failed = complaint(compiler, ['-std=c99', debug, '-shared', '-fPIC', '-I', folder, '-o', library, join(here, `baseline/v1_${minor}.c`)]);
    if (failed.length) return failed;
    execFileSync('abidw', [...abidw_options, '--out-file', `${library}.abi`, library]);
    writeFileSync(`${library}.suppr`, growth(folder, minor));
    return complaint('abidiff', ['--suppressions', `${library}.suppr`, join(here, `baseline/v1_${minor}.abi`), `${library}.abi`]);
  } finally {
    rmSync(workshop, { recursive: true });
  }
}
export const interfaces = (folder) => minors.flatMap((minor) => interface_of(folder, minor));

// ---- The text: what was declared is declared as it was ----

const listed = (members) => members.map((member) => `${member.text};`).join(' ');

function changed_declarations(then, now) {
  return then.flatMap((struct) => {
    const today = now.find(({ name }) => name === struct.name);
    if (!today) return [`${struct.name} is gone`];
    const same = struct.grows ? today.members.slice(0, struct.members.length) : today.members;
    return listed(same) === listed(struct.members) ? [] : [`${struct.name} was { ${listed(struct.members)} }, and is { ${listed(today.members)} }`];
  });
}

function changed_defines(then, now) {
  return then.filter(({ name, value }) => /^["\d]/.test(value) && name !== 'MORTISE_ABI_MINOR').flatMap(({ name, value }) => {
    const today = now.find((define) => define.name === name);
    return today?.value === value ? [] : [`${name} was ${value}, and is ${today ? today.value : 'gone'}`];
  });
}

// Structs that grow keep what they had, at the beginning; all else stays to the letter. Values of #defines, which no debugger knows.
export function declarations(folder, against = minors) {
  const now = read_headers(folder);
  return against.flatMap((minor) => {
    const then = read_headers(snapshot(minor));
    const typedefs = now.flatMap((header) => header.typedefs);
    const gone = then.flatMap((header) => header.typedefs).filter((type) => !typedefs.includes(type)).map((type) => `typedef ${type}: changed`);
    return [...changed_declarations(all_structs(then), all_structs(now)), ...changed_defines(all_defines(then), all_defines(now)), ...gone];
  });
}

// ---- The record: nothing is there that no guard looks at ----

const remedy = 'run sdk/freeze.mjs';

// Every struct, member and number stands in some layout on record, and what was added since a release has a minor of its own.
export function recorded(folder) {
  const headers = read_headers(folder);
  const minor = value_of(headers, 'MORTISE_ABI_MINOR');
  const record = minors.map((number) => readFileSync(join(here, `layout_v1_${number}.c`), 'utf8')).join('\n');
  const wanted = [
    ...all_structs(headers).flatMap(({ name, members }) => [`(${name}, `, ...members.map((member) => `AT(${name}, ${member.name}, `)]),
    ...all_defines(headers).filter(({ name, value }) => /^\d/.test(value) && name !== 'MORTISE_ABI_MINOR').map(({ name }) => `, ${name} == `),
  ];
  const missing = wanted.filter((fact) => !record.includes(fact)).map((fact) => `no layout has ${fact.replace(/^\W+|\W+$/g, '')}; ${remedy}`);
  if (!minors.includes(minor)) return [...missing, `ABI 1.${minor} is not on record; ${remedy}`];
  const released = existsSync(join(here, `sdk-1.${minor}/RELEASED`));
  return [...missing, ...(missing.length && released ? [`ABI 1.${minor} is released; raise MORTISE_ABI_MINOR first`] : [])];
}

// The snapshot of the minor in the making is of today. One that is out is never looked at with today's eyes.
export function up_to_date(folder) {
  const minor = minors.at(-1);
  if (existsSync(join(here, `sdk-1.${minor}/RELEASED`))) return [];
  const text = (base, name) => without_comments(readFileSync(join(base, 'mortise/abi', name), 'utf8')).replace(/\s+/g, ' ');
  return readdirSync(join(folder, 'mortise/abi')).filter((name) => name.endsWith('.h')).flatMap((name) =>
    existsSync(join(snapshot(minor), 'mortise/abi', name)) && text(folder, name) === text(snapshot(minor), name) ? [] : [`sdk-1.${minor} has another ${name}; ${remedy}`]);
}
