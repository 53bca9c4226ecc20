// How quick the pages are: the first view of Accounts with a slow processor, how many answers have to be waited for one after the other, and
// how files are sent.
import { expect, test } from './support/test.mjs';

const slower = 4;
const bound = 6_000;       // milliseconds; a test machine may be busy. The figure that counts is printed.
const latency = 500;       // long beside what the page itself takes

// A tab that has seen nothing of the page yet; the person has been here before.
async function new_tab(owner) {
  const page = await owner.page.context().newPage();
  const cdp = await owner.page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  return { page, cdp, address: owner.server.address() + owner.settings('Acme', 'accounts') };
}

test('the first view of Accounts with a processor four times slower', async ({ owner }) => {
  const { page, cdp, address } = await new_tab(owner);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower });
  const times = [];
  for (let i = 0; i < 3; ++i) {
    await page.goto(address);
    await page.locator('accounts-table tbody tr').first().waitFor();
    times.push(await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => resolve(performance.now())); })));
  }
  const best = Math.round(Math.min(...times));
  console.log(`first view of Accounts at ${slower}x: ${best} ms`);
  test.info().annotations.push({ type: 'first view of Accounts', description: `${best} ms` });
  expect(best).toBeLessThan(bound);
});

test('after the shell no answer waits for more than one other', async ({ owner }) => {
  const { page, address } = await new_tab(owner);
  const requests = [];
  await page.route('**', async (route) => {
    const request = { path: new URL(route.request().url()).pathname, began: Date.now() };
    requests.push(request);
    await new Promise((resolve) => { setTimeout(resolve, latency); });
    await route.continue();
    request.ended = Date.now();
  });
  await page.goto(address);
  await page.locator('accounts-table tbody tr').first().waitFor();
  // One after those that had been answered when it began.
  for (const each of requests) {
    const before = requests.filter(({ ended }) => ended && ended <= each.began);
    each.level = before.length ? 1 + Math.max(...before.map(({ level }) => level)) : 0;
  }
  const level_of = (end) => requests.find(({ path }) => path.endsWith(end) && /^\/(api|plugins)/.test(path)).level;
  expect(requests[0].level).toBe(0);
  const shell = level_of('/web');
  expect(shell, 'what the page itself names').toBe(1);
  for (const path of ['/session', '/workspaces', '/permissions', '/accounts-tab.js', '/accounts-tab/1.0.0/locales/en.json']) {
    expect(level_of(path), path).toBe(shell + 1);
  }
  expect(level_of('/accounts')).toBe(shell + 2);
  expect(Math.max(...requests.filter(({ path }) => !path.startsWith('/api/v1/events')).map(({ level }) => level))).toBe(shell + 2);
});

test('files are sent compressed, under names of their content, to be kept for ever', async ({ server }) => {
  const ask = (path, encoding) => fetch(server.address() + path, { headers: { Accept: 'text/html, */*', 'Accept-Encoding': encoding } });
  const page = await ask('/', 'br');
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const named = [...(await page.text()).matchAll(/(?:href|src)="(\/assets\/[^"]*)"/g)].map(([, path]) => path);
  expect(named.length).toBeGreaterThan(5);
  for (const path of named) {
    expect(path).toMatch(/\.[0-9A-Z]{8}\.(js|css)$/);
    for (const [accepted, sent] of [['br, gzip', 'br'], ['gzip', 'gzip'], ['identity', null], ['br;q=0, gzip', 'gzip']]) {
      const answer = await ask(path, accepted);
      await answer.body.cancel();
      expect([answer.status, answer.headers.get('content-encoding')]).toEqual([200, sent]);
      expect(answer.headers.get('vary')).toContain('Accept-Encoding');
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    }
  }
});
