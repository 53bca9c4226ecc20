#!/usr/bin/env node
// Writes docs/reference/sdk from the headers. `./dev docs` runs it; tests/docs compares what is committed with what it would write.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { face_page } from './faces.mjs';
import { all_structs, read_headers } from './headers.mjs';
import { boundary_page, extension_page, lacks, prose } from './pages.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const include = join(root, 'sdk/include');
export const target = join(root, 'docs/reference/sdk');

// Extensions by the C++ header that is their face, where they have one of their own; and those that an operator grants.
const faces = { storage: 'storage', audit: 'audit_notes', sessions: 'sessions', credentials: 'credentials', members: 'member', events: 'unit', scheduler: 'unit', clock: 'host', ids: 'host', metrics: 'host', settings: 'host' };
const granted = ['sessions', 'credentials', 'scheduler'];

const first_sentence = (text) => text.split('\n\n')[0].replace(/\s+/g, ' ').split(/(?<=[.])\s/)[0];
const cpp_headers = () => readdirSync(join(include, 'mortise')).filter((name) => name.endsWith('.hpp')).map((name) => name.slice(0, -4)).sort();

function index(extensions, cpp) {
  const extension_rows = extensions.map(({ file, about }) => `* [mortise.${file.slice(0, -2)}/1](${file.slice(0, -2)}.md): ${prose(first_sentence(about))}`);
  const cpp_rows = cpp.map(({ name, opening }) => `* [${name}.hpp](cpp/${name}.md): ${prose(first_sentence(opening))}`);
  return `<!-- Made of the headers by \`./dev docs\`; change those, not this. -->
# The SDK

## The boundary, in C

For plugins in C, and for whoever makes a face for another language: [v1.h](v1.md), and one header an extension.

${extension_rows.join('\n')}

## The C++ face

For plugins in C++: [plugin.hpp](cpp/plugin.md) includes what a plugin needs, but for JSON that comes in: [json.hpp](cpp/json.md).

${cpp_rows.join('\n')}

## Beside these

* [The crate for Rust](../../../sdk/rust/mortise-plugin), which has the same things under the same names
* [A host for tests](../../how-to/test-a-plugin.md), \`<mortise/testing/fake_host.hpp>\`
* [plugin.yaml](../manifest.md)
`;
}

// Every page by its name below `target`. Throws when a comment leaves something out.
export function all_pages() {
  const headers = read_headers(include);
  const missing = all_structs(headers).flatMap((struct) => struct.members.filter(({ kind }) => kind === 'function').flatMap((member) => lacks(struct, member)));
  if (missing.length) throw new Error(missing.join('\n'));
  const [boundary, ...extensions] = headers;
  const pages = { 'v1.md': boundary_page(boundary) };
  for (const header of extensions) {
    const name = header.file.slice(0, -2);
    pages[`${name}.md`] = extension_page(header, { face: faces[name], granted: granted.includes(name) });
  }
  const own_page = Object.fromEntries(Object.entries(faces).filter(([name, face]) => face !== 'unit' && face !== 'host').map(([name, face]) => [face, name]));
  const cpp = cpp_headers().map((name) => {
    const text = readFileSync(join(include, `mortise/${name}.hpp`), 'utf8');
    pages[`cpp/${name}.md`] = face_page(name, text, own_page[name]);
    return { name, opening: /^(?:\/\/[^\n]*\n)+/.exec(text)[0].replace(/^\/\/ ?/gm, '') };
  });
  pages['README.md'] = index(extensions, cpp);
  return pages;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(join(target, 'cpp'), { recursive: true });
  for (const [name, text] of Object.entries(all_pages())) writeFileSync(join(target, name), text);
}
