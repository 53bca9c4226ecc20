// The Accounts tab: the way there, what a row says, finding a row, and that rows change live.
import { expect, test } from './support/test.mjs';

test('the owner finds the accounts behind the three dots', async ({ owner }) => {
  await owner.open_accounts();
  await expect(owner.page).toHaveTitle('Accounts · Workspace settings');
  await expect(owner.page.getByText('48 accounts')).toBeVisible();
  await expect(owner.account('Olivia Berg')).toContainText('You');

  const mia = owner.account('Mia Schröder');
  await expect(mia.getByRole('cell').nth(1)).toHaveText('mia@acme.example');
  await expect(mia.getByRole('cell').nth(2)).toHaveText('Member');
  await expect(mia.getByRole('cell').nth(3)).toHaveText('Active');
  await expect(mia.getByRole('cell').nth(5)).toHaveText('2');
  await expect(mia.getByRole('cell').nth(6)).toContainText('Onboarding checklist');
  await expect(mia.getByRole('timer')).toHaveText(/^0:4\d:\d\d$/);
  await expect(owner.account('Ines Carvalho')).toContainText('Inactive');
});

test('search, filters and order find an account', async ({ owner }) => {
  await owner.open_accounts();
  const { page } = owner;
  const rows = page.getByRole('table', { name: 'Accounts' }).getByRole('rowgroup').nth(1).getByRole('row');
  await page.getByLabel('Search by name or e-mail').fill('SCHRÖ');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Mia Schröder');
  await page.getByLabel('Search by name or e-mail').fill('nobody is called this');
  await expect(page.getByText('No account matches.')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).last().click();
  await expect(page.getByText('48 accounts')).toBeVisible();
  await page.getByRole('button', { name: 'Inactive', exact: true }).click();
  await page.getByRole('button', { name: 'Active keys', exact: true }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Ines Carvalho');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByLabel('Search by name or e-mail')).toBeFocused();
  await page.getByRole('button', { name: 'E-mail' }).click();
  await expect(page.getByRole('columnheader', { name: 'E-mail' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('button', { name: 'E-mail' }).click();
  await expect(page.getByRole('columnheader', { name: 'E-mail' })).toHaveAttribute('aria-sort', 'descending');
  await expect(rows.first()).not.toContainText('abel@acme.example');
});

test('what cannot be done to an account is disabled and says why', async ({ owner }) => {
  await owner.open_accounts();
  const reasons = async (name) => {
    await owner.page.getByRole('button', { name: `Actions for ${name}` }).click();
    const items = owner.account(name).getByRole('menuitem');
    await expect(items).toHaveCount(3);
    const said = await items.evaluateAll((all) => all.map((item) => [item.innerText.replace(/\s+/g, ' ').trim(), item.disabled]));
    await owner.page.keyboard.press('Escape');
    return said;
  };
  expect(await reasons('Noah Winter')).toEqual([
    ['Deactivate API keys No active API keys', true], ['Log in as user', false], ['Stop timer No timer is running', true]]);
  expect(await reasons('Ines Carvalho')).toEqual([
    ['Deactivate API keys', false], ['Log in as user Not an active member', true], ['Stop timer No timer is running', true]]);
  expect(await reasons('Olivia Berg')).toEqual([
    ['Deactivate API keys No active API keys', true], ['Log in as user This is your own account', true], ['Stop timer No timer is running', true]]);
});

test('a pending invitation has every action disabled', async ({ owner }) => {
  await owner.open_accounts();
  await owner.page.route('**/accounts?*', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    const noah = body.accounts.find(({ name }) => name === 'Noah Winter');
    noah.status = 'PENDING';
    await route.fulfill({ response: answer, json: body });
  });
  await owner.page.getByLabel('Search by name or e-mail').fill('noah');
  await owner.page.getByRole('button', { name: 'Actions for Noah Winter' }).click();
  const items = owner.account('Noah Winter').getByRole('menuitem');
  await expect(items).toContainText(Array(3).fill('The invitation has not been accepted yet'));
  expect(await items.evaluateAll((all) => all.every(({ disabled }) => disabled))).toBe(true);
});

test('what the member does shows in the owner’s row at once', async ({ owner, member }) => {
  await owner.open_accounts();
  const row = owner.account('Mia Schröder');
  await owner.sees(row.getByText('None'), () => member.timer.getByRole('button', { name: 'Stop' }).click());
  await member.page.getByLabel('What are you working on?').fill('Reading');
  await owner.sees(row.getByText('Reading'), () => member.timer.getByRole('button', { name: 'Start' }).click());
});
