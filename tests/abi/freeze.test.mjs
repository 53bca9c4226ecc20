// sdk/freeze.mjs on a copy of the tree: what it writes, that it leaves alone what was released, and what the guards say then.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const tree = mkdtempSync(join(tmpdir(), 'mortise-tree-'));
after(() => rmSync(tree, { recursive: true }));
for (const part of ['sdk/include', 'sdk/reference', 'sdk/freeze.mjs', 'sdk/templates/c', 'tests/abi', 'tests/languages/greetings']) {
  cpSync(join(root, part), join(tree, part), { recursive: true, filter: (path) => !path.endsWith('/RELEASED') });
}

const of_tree = (path) => readFileSync(join(tree, path), 'utf8');
const freeze = (...options) => spawnSync(join(tree, 'sdk/freeze.mjs'), options, { encoding: 'utf8' });
const minor = /MORTISE_ABI_MINOR (\d+)u/.exec(of_tree('sdk/include/mortise/abi/v1.h'))[1];
const include = join(tree, 'sdk/include');
const header = join(include, 'mortise/abi/v1.h');

test('it writes what is committed', () => {
  execFileSync(join(tree, 'sdk/freeze.mjs'));
  for (const file of [`layout_v1_${minor}.c`, `baseline/v1_${minor}.c`]) {
    assert.equal(of_tree(`tests/abi/${file}`), readFileSync(join(root, 'tests/abi', file), 'utf8'), file);
  }
  assert.ok(existsSync(join(tree, `tests/abi/sdk-1.${minor}/include/mortise/plugin.hpp`)));
  assert.ok(!existsSync(join(tree, `tests/abi/sdk-1.${minor}/include/mortise/testing`)));
});

test('what was released is left alone, and the next minor is begun by its number', async () => {
  assert.equal(freeze('--release').status, 0);
  assert.match(of_tree(`tests/abi/sdk-1.${minor}/RELEASED`), new RegExp(`^ABI 1\\.${minor} went out with SDK \\d`));
  const guards = await import(pathToFileURL(join(tree, 'tests/abi/guards.mjs')));
  assert.deepEqual(guards.recorded(include), []);

  const layout = of_tree(`tests/abi/layout_v1_${minor}.c`);
  writeFileSync(header, of_tree('sdk/include/mortise/abi/v1.h').replace('} mortise_member;', '    mortise_str locale;\n} mortise_member;'));
  assert.match(guards.recorded(include).join('\n'), /no layout has AT\(mortise_member, locale; .*\n.*is released; raise MORTISE_ABI_MINOR first/);
  const refused = freeze();
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /is released\. A change of the headers begins the next minor: raise MORTISE_ABI_MINOR in v1\.h first/);
  assert.equal(of_tree(`tests/abi/layout_v1_${minor}.c`), layout);

  const next = Number(minor) + 1;
  writeFileSync(header, of_tree('sdk/include/mortise/abi/v1.h').replace(`MORTISE_ABI_MINOR ${minor}u`, `MORTISE_ABI_MINOR ${next}u`));
  assert.equal(freeze().status, 0);
  assert.match(of_tree(`tests/abi/layout_v1_${next}.c`), /AT\(mortise_member, locale, 96\)/);
  assert.equal(of_tree(`tests/abi/layout_v1_${minor}.c`), layout);
  const then = await import(`${pathToFileURL(join(tree, 'tests/abi/guards.mjs'))}?next`);
  for (const guard of [then.recorded, then.up_to_date, then.declarations, then.interfaces, then.layout]) assert.deepEqual(guard(include), []);
});
