// The audit log tells the owner who did what to whom, with both names where somebody acted in another's name.
import { readFile } from 'node:fs/promises';
import { expect, test } from './support/test.mjs';

async function confirm_action(owner, action, button) {
  await owner.choose('Actions for Mia Schröder', action);
  await owner.dialog.getByRole('button', { name: button, exact: true }).click();
}

test('every action of the owner is a row with the names of those concerned', async ({ owner }) => {
  await owner.open_accounts();
  await confirm_action(owner, 'Deactivate API keys', 'Deactivate');
  await expect(owner.dialog).toBeHidden();
  await confirm_action(owner, 'Log in as user', 'Log in as Mia Schröder');
  await owner.timer.getByRole('button', { name: 'Stop' }).click();
  await expect(owner.timer.getByRole('button', { name: 'Start' })).toBeVisible();
  await owner.page.getByRole('button', { name: 'Return to my account' }).click();
  await owner.tab('Audit log').click();

  await expect(owner.row('Deactivated API keys')).toContainText(/Olivia Berg.*Mia Schröder.*Done/s);
  await expect(owner.row('Logged in as user')).toContainText(/Olivia Berg.*Mia Schröder.*Done/s);
  await expect(owner.row('Stopped timer')).toContainText(/Olivia Berg\s*as Mia Schröder.*Done/s);
  await expect(owner.row('Returned to own account')).toContainText(/Olivia Berg\s*as Mia Schröder.*Done/s);

  await expect(owner.page.getByRole('rowheader', { name: 'Today' })).toBeVisible();
  await owner.page.getByLabel('Action').selectOption('Deactivated API keys');
  await owner.page.getByRole('button', { name: 'Apply' }).click();
  await expect(owner.row('Stopped timer')).toHaveCount(0);
  await expect(owner.row('Deactivated API keys')).toHaveCount(1);
  await expect(owner.page).toHaveURL(/\/audit-log\?action=api-keys\.deactivate$/);
  await owner.page.reload();
  await expect(owner.page.getByLabel('Action')).toHaveValue('api-keys.deactivate');
  await expect(owner.row('Deactivated API keys')).toHaveCount(1);
  await expect(owner.row('Stopped timer')).toHaveCount(0);

  const [file] = await Promise.all([owner.page.waitForEvent('download'), owner.page.getByRole('button', { name: 'Download CSV' }).click()]);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('api-keys.deactivate');

  // All that match, however many pages that takes.
  await owner.page.route(/page-size=1000/, (route) => route.continue({ url: route.request().url().replace('page-size=1000', 'page-size=2') }));
  await owner.go(owner.settings('Acme', 'audit-log'));
  const [whole] = await Promise.all([owner.page.waitForEvent('download'), owner.page.getByRole('button', { name: 'Download CSV' }).click()]);
  const rows = (await readFile(await whole.path(), 'utf8')).trim().split('\r\n');
  expect(rows[0]).toContain('"actor_name","result"');
  for (const action of ['api-keys.deactivate', 'account.log-in-as', 'Olivia Berg']) expect(rows.filter((row) => row.includes(action)).length, action).toBeGreaterThan(0);
  expect(rows.length).toBeGreaterThan(4);
  expect(new Set(rows).size).toBe(rows.length);
});

test('filters are cleared in one step, and the focus stays with them', async ({ owner }) => {
  await owner.go(`${owner.settings('Acme', 'audit-log')}?actor=nobody&from=2026-01-31`);
  await expect(owner.page.getByText('Nothing recorded that matches.')).toBeVisible();
  await expect(owner.page.getByLabel('From')).toHaveValue('2026-01-31');
  await owner.page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(owner.page.getByLabel('Action')).toBeFocused();
  await expect(owner.page).toHaveURL(/\/audit-log$/);
  await expect(owner.page.getByLabel('Who')).toHaveValue('');
});
