// Durations and times as pages show and send them.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './sources.mjs';

const { format, now, observe_server_time, to_local_input, to_server_time } = await import(join(root, 'host/web/format.js'));

test('a duration is hours, minutes, seconds, and never negative', () => {
  assert.equal(format.duration(0), '0:00:00');
  assert.equal(format.duration(3_723_999), '1:02:03');
  assert.equal(format.duration(360_000_000), '100:00:00');
  assert.equal(format.duration(-5_000), '0:00:00');
});

test('a local input and the server mean the same second', () => {
  assert.equal(to_server_time(to_local_input('2026-03-01T09:30:15Z')), '2026-03-01T09:30:15Z');
});

test('the server’s clock counts, but not the noise of its whole seconds', () => {
  observe_server_time(new Date(Date.now() + 600_000).toUTCString());
  assert.ok(Math.abs(now() - Date.now() - 600_000) < 2_000);
  observe_server_time(new Date(Date.now() + 900).toUTCString());
  assert.ok(Math.abs(now() - Date.now()) < 100);
  observe_server_time(null);
  assert.ok(Math.abs(now() - Date.now()) < 100);
});
