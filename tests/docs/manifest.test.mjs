// The page on plugin.yaml names every key that the schema knows, and none besides.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const schema = JSON.parse(read('sdk/schema/plugin.schema.json'));
const page = read('docs/reference/manifest.md');

// The first column of the table below a heading; without one, that of the page's first table.
function keys_below(heading) {
  const begin = heading ? page.indexOf(`\n## ${heading}\n`) : 0;
  assert.notEqual(begin, -1, `no heading ${heading}`);
  const end = page.indexOf('\n## ', begin + 1);
  return [...page.slice(begin, end === -1 ? undefined : end).matchAll(/^\| `([a-z.-]+)` \|/gm)].map(([, key]) => key).sort();
}

test('keys of the manifest', () => assert.deepEqual(keys_below(), Object.keys(schema.properties).sort()));
test('keys of a route', () => {
  const { limits, ...others } = schema.definitions.route.properties;
  const keys = [...Object.keys(others), ...Object.keys(limits.properties).map((key) => `limits.${key}`)];
  assert.deepEqual(keys_below('Routes'), keys.sort());
});
test('keys of a schedule', () => assert.deepEqual(keys_below('Schedules'), Object.keys(schema.definitions.schedule.properties).sort()));
test('keywords of schemas', () => {
  const section = page.slice(page.indexOf('\n## Schemas\n'), page.indexOf('\n## Tables\n'));
  for (const keyword of Object.keys(schema.definitions.schema.properties)) if (keyword !== '$ref') assert.ok(section.includes(`\`${keyword}\``), keyword);
});
test('extensions, each with its page', () => {
  for (const name of schema.definitions.extensions.items.examples) assert.ok(page.includes(`[\`${name}\`](sdk/${name.slice(8, -2)}.md)`), name);
});
test('powers that an operator grants, as the pages of their extensions say', () => {
  const granted = [...page.matchAll(/^\| \[`mortise\.(\w+)\/1`\].* \| `(\w+)` \|$/gm)].map(([, name, grant]) => { assert.equal(name, grant); return name; });
  const said = schema.definitions.extensions.items.examples.map((name) => name.slice(8, -2)).filter((name) => read(`docs/reference/sdk/${name}.md`).includes(`\`grants: [${name}]\``));
  assert.deepEqual(granted.sort(), said.sort());
  const host = /powers\[\] = \{([^}]*)\}/.exec(read('host/plugins/names.cpp'))[1];
  assert.deepEqual([...host.matchAll(/"(\w+)"/g)].map(([, name]) => name).sort(), granted);
});
test('places of the pages', () => {
  for (const slot of Object.keys(schema.properties.web.properties)) assert.ok(read('docs/reference/web.md').includes(`\`${slot}\``), slot);
});
