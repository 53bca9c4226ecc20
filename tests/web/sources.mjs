// What the tests of the web side read: the shell, every plugin that brings web modules or locales, and the template of new plugins.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

function scripts_below(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name !== 'node_modules').flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return scripts_below(path);
    return name.endsWith('.js') ? [path] : [];
  });
}

const without_comments = (text) => text.replace(/(^|\s)\/\/.*$/gm, '$1');
const read_all = (paths) => paths.map((path) => ({ path: path.slice(root.length + 1), text: without_comments(readFileSync(path, 'utf8')) }));

const of_plugin = (owner, folder) => ({ owner, locales: join(folder, 'locales'), scripts: read_all(scripts_below(join(folder, 'web'))) });

// [{ owner, locales: folder, scripts: [{ path, text }] }], texts without comments; the owner of the shell's is `shell`.
export function owners() {
  const plugins = readdirSync(join(root, 'plugins')).filter((id) => existsSync(join(root, 'plugins', id, 'web')));
  return [
    { owner: 'shell', locales: join(root, 'host/web/locales'), scripts: read_all(scripts_below(join(root, 'host/web'))) },
    ...plugins.map((id) => of_plugin(id, join(root, 'plugins', id))),
    of_plugin('com.example.scaffold', join(root, 'sdk/templates/common')),
    of_plugin('com.example.auto-stop', tutorial()),
  ];
}

// What docs/tutorial says, as files.
function tutorial() {
  const folder = mkdtempSync(join(tmpdir(), 'mortise-tutorial-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  execFileSync(process.execPath, [join(root, 'tests/tutorial/extract.mjs'), folder]);
  return folder;
}

export const locale = (folder, language) => JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8'));

// The index just past the literal, bracket or template that begins at `at`.
export function past(text, at) {
  const open = text[at];
  if (open === "'" || open === '"') {
    let end = at + 1;
    while (text[end] !== open) end += text[end] === '\\' ? 2 : 1;
    return end + 1;
  }
  let index = at + 1;
  const close = { '(': ')', '{': '}', '[': ']', '`': '`' }[open];
  while (index < text.length && text[index] !== close) {
    if (open === '`') {
      if (text.startsWith('${', index)) index = past(text, index + 1);
      else index += text[index] === '\\' ? 2 : 1;
    } else if ('\'"`({['.includes(text[index])) index = past(text, index);
    else index += 1;
  }
  return index + 1;
}

// The arguments of a call whose parenthesis is at `at`, as source text.
export function arguments_at(text, at) {
  const list = [];
  let start = at + 1;
  for (let index = start; index < text.length;) {
    if (text[index] === ')' || text[index] === ',') {
      list.push(text.slice(start, index).trim());
      if (text[index] === ')') return list;
      start = index + 1;
      index += 1;
    } else index = '\'"`({['.includes(text[index]) ? past(text, index) : index + 1;
  }
  return list;
}
