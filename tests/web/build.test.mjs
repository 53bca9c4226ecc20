// The built shell: the policy's hash fits the import map, everything named is there and compressed, the first screen is small.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { root } from './sources.mjs';

const output = mkdtempSync(join(tmpdir(), 'mortise-web-'));
after(() => rmSync(output, { recursive: true }));
execFileSync(process.execPath, [join(root, 'host/web/build.mjs'), output]);

const page = readFileSync(join(output, 'index.html'), 'utf8');
const policy = readFileSync(join(output, 'csp.txt'), 'utf8');
const manifest = JSON.parse(readFileSync(join(output, 'manifest.json'), 'utf8'));
const first_load_limit = 90_000;

test('the policy allows the import map, and no other inline script', () => {
  const inline = [...page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>(.*?)<\/script>/gs)];
  assert.equal(inline.length, 1);
  assert.match(inline[0][0], /^<script type="importmap">/);
  const hash = createHash('sha256').update(inline[0][1]).digest('base64');
  assert.ok(policy.includes(`script-src 'self' 'sha256-${hash}';`), policy);
  assert.equal(manifest.contentSecurityPolicy, policy);
});

test('the policy is strict and one line', () => {
  for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) assert.ok(policy.includes(part), part);
  assert.doesNotMatch(policy, /unsafe|\n/);
});

test('the page has no inline style and no handler attribute', () => assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=/));

test('the import map names lit and the shell, and its files are there', () => {
  for (const name of ['lit', '@mortise/shell']) assert.ok(manifest.imports[name], name);
  for (const address of Object.values(manifest.imports)) assert.ok(existsSync(join(output, address)), address);
});

test('every address in the page is a file, but for what the host says of itself', () => {
  const addresses = [...page.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map(([, address]) => address);
  assert.deepEqual(addresses.filter((address) => !existsSync(join(output, address))), ['/api/v1/web']);
});

test('what is compressed is what is served plain', () => {
  for (const name of Object.keys(manifest.files)) {
    const plain = readFileSync(join(output, name));
    assert.deepEqual(gunzipSync(readFileSync(join(output, `${name}.gz`))), plain, name);
    assert.deepEqual(brotliDecompressSync(readFileSync(join(output, `${name}.br`))), plain, name);
  }
});

test('the first screen loads in 90 kB', () => {
  const first = ['index.html', ...[...page.matchAll(/(?:href|src)="\/(assets\/[^"]*)"/g)].map(([, name]) => name)];
  const bytes = first.reduce((sum, name) => sum + manifest.files[name].brotli, 0);
  assert.ok(bytes <= first_load_limit, `${bytes} bytes`);
});

test('names change with content only: a second build is the same', () => {
  const before = readFileSync(join(output, 'manifest.json'), 'utf8');
  execFileSync(process.execPath, [join(root, 'host/web/build.mjs'), output]);
  assert.equal(readFileSync(join(output, 'manifest.json'), 'utf8'), before);
});
