// Links in the pages of this tree lead somewhere, headings included; and every page of docs can be reached from its first one.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const not_ours = new Set(['.git', 'build', 'data', 'node_modules', 'target']);

function pages_below(folder) {
  return readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !not_ours.has(name)).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? pages_below(path) : entry.name.endsWith('.md') ? [path] : [];
  });
}

const without_code = (text) => text.replace(/^( *)(```|~~~)[\s\S]*?^\1\2/gm, '').replace(/`[^`\n]*`/g, 'code');
// The anchor that a heading gets.
const anchor_of = (heading) => heading.toLowerCase().replace(/[`*]/g, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-');
const anchors = (path) => [...readFileSync(path, 'utf8').replace(/^( *)(```|~~~)[\s\S]*?^\1\2/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchor_of(heading));

// [{ target, path, anchor }] of one page, links to other hosts left out.
function links_of(page) {
  const found = [...without_code(readFileSync(page, 'utf8')).matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)];
  return found.map(([, target]) => target).filter((target) => !/^[a-z]+:/.test(target)).map((target) => {
    const [path, anchor] = target.split('#');
    return { target, path: path ? resolve(dirname(page), path) : page, anchor };
  });
}

export function broken_links(page) {
  return links_of(page).filter(({ path, anchor }) => {
    if (!existsSync(path)) return true;
    return anchor !== undefined && path.endsWith('.md') && !anchors(path).includes(anchor);
  }).map(({ target }) => target);
}

const pages = pages_below(root);

for (const page of pages) {
  test(`links of ${relative(root, page)} lead somewhere`, () => assert.deepEqual(broken_links(page), []));
}

test('every page of docs can be reached from docs/README.md', () => {
  const reached = new Set();
  const waiting = [join(root, 'docs/README.md')];
  while (waiting.length) {
    const page = waiting.pop();
    if (reached.has(page)) continue;
    reached.add(page);
    waiting.push(...links_of(page).map(({ path }) => path).filter((path) => path.endsWith('.md') && existsSync(path) && statSync(path).isFile()));
  }
  const alone = pages.filter((page) => page.startsWith(join(root, 'docs/')) && !reached.has(page)).map((page) => relative(root, page));
  assert.deepEqual(alone, []);
});
