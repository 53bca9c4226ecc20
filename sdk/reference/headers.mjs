// Reads the headers of the boundary: C declarations of one style, with a comment before or behind each. For the reference pages,
// sdk/freeze.mjs and the guards in tests/abi. What it cannot read it refuses, so that nothing is left out in silence.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const comment = String.raw`\/\*(?:(?!\*\/)[\s\S])*\*\/`;
const squeezed = (text) => text.replace(/\s+/g, ' ').trim();

// A comment without its marks; paragraphs stay apart.
export function plain(text) {
  const lines = text.replace(/^\s*\/\*+|\*+\/\s*$/g, '').split('\n').map((line) => line.replace(/^\s*\* ?/, '').trimEnd());
  return lines.join('\n').split(/\n\s*\n/).map((paragraph) => paragraph.trim()).filter(Boolean).join('\n\n');
}

export const without_comments = (text) => text.replace(new RegExp(comment, 'g'), ' ');

// `const mortise_pair *headers`, `union { ... } as`, `mortise_status (*log)(void *ctx, ...)`: { name, text, kind, parameters, result }.
function declaration(source, where) {
  const text = squeezed(without_comments(source));
  const pointer = /^(.+?) ?\(\*(\w+)\)\((.*)\)$/.exec(text);
  if (pointer) return { name: pointer[2], text, kind: 'function', result: pointer[1], parameters: pointer[3] };
  const union = /^union \{.*\} (\w+)$/.exec(text);
  if (union) return { name: union[1], text, kind: 'union' };
  const plain_member = /^(?:const )?\w+ \*{0,2}(\w+)$/.exec(text);
  if (!plain_member) throw new Error(`${where}: cannot read the declaration: ${text}`);
  return { name: plain_member[1], text, kind: 'value' };
}

// The end of the declaration that begins at `at`: its semicolon outside of braces.
function semicolon(body, at, where) {
  for (let depth = 0, index = at; index < body.length; index += 1) {
    if (body.startsWith('/*', index)) index = body.indexOf('*/', index) + 1;
    else if (body[index] === '{') depth += 1;
    else if (body[index] === '}') depth -= 1;
    else if (body[index] === ';' && depth === 0) return index;
  }
  throw new Error(`${where}: a declaration has no end`);
}

function members_of(body, where) {
  const members = [];
  let before = '';
  for (let at = 0; at < body.length;) {
    const space = /^\s+/.exec(body.slice(at));
    if (space) { at += space[0].length; continue; }
    if (body.startsWith('/*', at)) {
      const end = body.indexOf('*/', at) + 2;
      before = plain(body.slice(at, end));
      at = end;
      continue;
    }
    const end = semicolon(body, at, where);
    const behind = new RegExp(`^;[ \\t]*(${comment})`).exec(body.slice(end));
    members.push({ ...declaration(body.slice(at, end), where), comment: behind ? plain(behind[1]) : before });
    before = '';
    at = end + (behind ? behind[0].length : 1);
  }
  return members;
}

function structs_of(text, name) {
  const pattern = new RegExp(`(${comment})?\\s*typedef struct (\\w+) \\{\\n([\\s\\S]*?)\\n\\} \\2;`, 'g');
  return [...text.matchAll(pattern)].map((found) => {
    const members = members_of(found[3], `${name}: ${found[2]}`);
    return { name: found[2], comment: found[1] ? plain(found[1]) : '', members, grows: members[0].name === 'struct_size' };
  });
}

function defines_of(text) {
  const pattern = new RegExp(`^#define (\\w+)[ \\t]+(\\S[^\\n]*?)[ \\t]*(${comment})?$`, 'gm');
  return [...text.matchAll(pattern)].map(([, name, value, behind]) => ({ name, value, comment: behind ? plain(behind) : '' }));
}

// One header: { file, title, about, defines, typedefs, structs }.
export function read_header(path) {
  const file = basename(path);
  const text = readFileSync(path, 'utf8');
  const opening = plain(new RegExp(`^${comment}`).exec(text)?.[0] ?? '');
  if (!opening.startsWith(`mortise/abi/${file}: `)) throw new Error(`${file}: does not begin with a comment "mortise/abi/${file}: ..."`);
  const structs = structs_of(text, file);
  const declared = [...without_comments(text).matchAll(/\btypedef struct (\w+)/g)].map(([, name]) => name);
  if (declared.length !== structs.length) throw new Error(`${file}: cannot read every struct of ${declared.join(', ')}`);
  const typedefs = [...without_comments(text).matchAll(/^typedef (?!struct)([^;]+);/gm)].map(([, type]) => squeezed(type));
  return { file, about: opening.slice(`mortise/abi/${file}: `.length), defines: defines_of(text), typedefs, structs };
}

// All headers below `include`/mortise/abi: v1.h first, then by name.
export function read_headers(include) {
  const folder = join(include, 'mortise/abi');
  const files = readdirSync(folder).filter((name) => name.endsWith('.h')).sort();
  return ['v1.h', ...files.filter((name) => name !== 'v1.h')].map((file) => read_header(join(folder, file)));
}

export const all_structs = (headers) => headers.flatMap((header) => header.structs);
export const all_defines = (headers) => headers.flatMap((header) => header.defines);
export const value_of = (headers, name) => parseInt(all_defines(headers).find((define) => define.name === name).value, 10);

// What abidw leaves out: where something was compiled, by which machine, against which C library.
export const abidw_options = ['--no-corpus-path', '--no-comp-dir-path', '--no-show-locs', '--no-elf-needed', '--no-architecture'];
