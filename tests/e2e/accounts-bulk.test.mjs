// Several accounts at once: what will happen is said first, progress and a result for each row show, it can be stopped; and all that
// match as a file.
import { readFile } from 'node:fs/promises';
import { expect, test } from './support/test.mjs';

async function select(owner, ...names) {
  for (const name of names) await owner.page.getByRole('checkbox', { name: `Select ${name}` }).check();
}
const result_of = (owner, name) => owner.dialog.getByRole('listitem').filter({ hasText: name });

test('the keys of several accounts are deactivated, one after the other', async ({ server, owner, member }) => {
  const secret = server.secret('mia@acme.example', 'Laptop');
  await member.open_profile('Mia Schröder', 'Manage API keys');
  await owner.open_accounts();
  await select(owner, 'Mia Schröder', 'Ines Carvalho', 'Noah Winter');
  await expect(owner.page.getByText('3 accounts selected')).toBeVisible();
  await owner.page.getByRole('button', { name: 'Deactivate API keys' }).click();
  await expect(owner.dialog).toContainText('All 3 active API keys of these 2 accounts can no longer be used.');
  await expect(owner.dialog).toContainText('One of them is left out.');
  await expect(result_of(owner, 'Noah Winter')).toContainText('No active API keys');
  await expect(owner.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();

  await member.sees(member.row('Laptop', 'Deactivated'), () => owner.dialog.getByRole('button', { name: 'Deactivate', exact: true }).click());
  await expect(owner.dialog.getByText('2 of 2 done.')).toBeVisible();
  await expect(result_of(owner, 'Mia Schröder')).toContainText('2 API keys of Mia Schröder are deactivated.');
  await expect(result_of(owner, 'Ines Carvalho')).toContainText('One API key of Ines Carvalho is deactivated.');
  expect(await server.status_with_key(secret)).toBe(401);
  await owner.dialog.getByRole('button', { name: 'Close' }).click();
  await expect(owner.account('Mia Schröder').getByRole('cell').nth(5)).toHaveText('0');
  await owner.page.getByRole('button', { name: 'Clear selection' }).click();
  await expect(owner.page.getByText('48 accounts')).toBeVisible();
});

test('it can be stopped, says what failed, and leaves the rest as it was', async ({ owner }) => {
  const { page } = owner;
  await owner.open_accounts();
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await page.getByRole('button', { name: 'Stop timer' }).click();
  await expect(owner.dialog).toContainText('The timer of Mia Schröder stops now.');
  await owner.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(owner.account('Mia Schröder').getByRole('timer')).toBeVisible();

  let let_go;
  await page.route('**/api-keys/deactivate', async (route) => {
    await new Promise((resolve) => { let_go = resolve; });
    await route.abort();
  }, { times: 1 });
  await page.getByRole('button', { name: 'Deactivate API keys' }).click();
  await owner.dialog.getByRole('button', { name: 'Deactivate', exact: true }).click();
  await expect(owner.dialog.getByText('0 of 3 done')).toBeVisible();
  await owner.dialog.getByRole('button', { name: 'Stop after this one' }).click();
  let_go();
  await expect(owner.dialog.getByText('0 of 3 done, 1 failed.')).toBeVisible();
  await expect(result_of(owner, 'Mia Schröder')).toContainText('Not tried');
  await owner.dialog.getByRole('button', { name: 'Close' }).click();
  await expect(owner.account('Mia Schröder').getByRole('cell').nth(5)).toHaveText('2');
});

test('all that match become a file, page by page', async ({ owner }) => {
  const { page } = owner;
  await owner.open_accounts();
  const asked = [];
  await page.route(/page-size=1000/, (route) => {
    asked.push(route.request().url());
    return route.continue({ url: route.request().url().replace('page-size=1000', 'page-size=20') });
  });
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export as CSV' }).click()]);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(asked).toHaveLength(3);
  expect(lines).toHaveLength(49);
  expect(lines[0]).toBe('"Name","E-mail","Role","Status","Joined","Active API keys","Running timer","Timer since"');
  expect(lines.find((line) => line.includes('mia@acme.example'))).toMatch(/^"Mia Schröder","mia@acme.example","Member","Active","20[^"]*Z","2","Onboarding checklist","20[^"]*Z"$/);
  expect(new Set(lines).size).toBe(49);
  await expect(owner.dialog).toBeHidden();

  // Given up, it asks no further, and nothing is kept.
  await page.unroute(/page-size=1000/);
  await page.route(/page-size=1000/, () => {});
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  await expect(owner.dialog.getByText('0 of 48 accounts')).toBeVisible();
  await owner.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(owner.dialog).toBeHidden();
});
