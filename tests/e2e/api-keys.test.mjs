// API keys: a member generates one, the owner deactivates all of them, and the member's page says so.
import { expect, test } from './support/test.mjs';

const statuses = (member) => member.page.getByRole('table', { name: 'Manage API keys' }).getByRole('cell').filter({ hasText: /^\s*(Active|Deactivated)\s*$/ });

async function ask_to_deactivate(owner) {
  await owner.open_accounts();
  await owner.choose('Actions for Mia Schröder', 'Deactivate API keys');
  await expect(owner.dialog).toContainText('All 2 active API keys of Mia Schröder (mia@acme.example) can no longer be used.');
  return owner.dialog.getByRole('button', { name: 'Deactivate', exact: true });
}

test('deactivated keys show on the member’s open page at once and no longer work', async ({ server, owner, member }) => {
  const secrets = ['Laptop', 'Calendar'].map((name) => server.secret('mia@acme.example', name));
  await member.open_profile('Mia Schröder', 'Manage API keys');
  await expect(statuses(member)).toHaveText([/Active/, /Active/]);
  for (const secret of secrets) expect(await server.status_with_key(secret)).toBe(200);

  const deactivate = await ask_to_deactivate(owner);
  await member.sees(member.row('Laptop', 'Deactivated'), () => deactivate.click());
  await expect(statuses(member)).toHaveText(['Deactivated', 'Deactivated']);
  for (const secret of secrets) expect(await server.status_with_key(secret)).toBe(401);

  await expect(owner.dialog).toBeHidden();
  await expect(owner.page.getByText('2 API keys of Mia Schröder are deactivated.')).toBeVisible();
  await expect(owner.account('Mia Schröder').getByRole('cell').nth(5)).toHaveText('0');
  await owner.page.getByRole('button', { name: 'Actions for Mia Schröder' }).click();
  await expect(owner.account('Mia Schröder').getByRole('menuitem', { name: 'Deactivate API keys' })).toHaveAttribute('aria-disabled', 'true');
});

test('an owner who thinks again deactivates nothing', async ({ server, owner }) => {
  await ask_to_deactivate(owner);
  await owner.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(owner.dialog).toBeHidden();
  await expect(owner.account('Mia Schröder').getByRole('cell').nth(5)).toHaveText('2');
  expect(await server.status_with_key(server.secret('mia@acme.example', 'Laptop'))).toBe(200);
});

test('a deactivated key can be renamed and deleted, never activated; a new one works', async ({ server, owner, member }) => {
  await member.open_profile('Mia Schröder', 'Manage API keys');
  await member.sees(member.row('Laptop', 'Deactivated'), await ask_to_deactivate(owner).then((button) => () => button.click()));

  await member.choose('Actions for Laptop', 'Rename');
  await member.dialog.getByLabel('Name').fill('Old laptop');
  await member.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(member.row('Old laptop')).toContainText('Deactivated');

  await member.page.getByRole('button', { name: 'Actions for Calendar' }).click();
  await expect(member.row('Calendar').getByRole('menuitem')).toHaveText(['Rename', 'Delete']);
  await member.row('Calendar').getByRole('menuitem', { name: 'Delete' }).click();
  await member.dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(member.row('Calendar')).toHaveCount(0);

  const secret = await generate(member, 'New laptop');
  await expect(member.row('New laptop')).toContainText('Active');
  expect(await server.status_with_key(secret)).toBe(200);
  await expect(owner.account('Mia Schröder').getByRole('cell').nth(5)).toHaveText('1');
});

test('the secret of a generated key is shown once and never again', async ({ server, member }) => {
  await member.open_profile('Mia Schröder', 'Manage API keys');
  const secret = await generate(member, 'Phone');
  expect(secret).toMatch(/^mk_[0-9a-f]{24}_\w+$/);
  expect(await server.status_with_key(secret)).toBe(200);
  await expect(member.row('Phone')).toContainText('Active');
  await member.page.getByRole('button', { name: 'I have kept it' }).click();
  await expect(member.page.getByText(secret)).toHaveCount(0);
  const answers = [];
  member.page.on('response', (response) => answers.push(response.text().catch(() => '')));
  await member.page.reload();
  await expect(member.row('Phone')).toContainText('Active');
  await expect(member.page.getByText(secret)).toHaveCount(0);
  expect((await Promise.all(answers)).filter((text) => text.includes(secret))).toEqual([]);
});

async function generate(member, name) {
  const form = member.page.getByRole('form', { name: 'Generate an API key' });
  await form.getByLabel('Name').fill(name);
  await form.getByRole('button', { name: 'Generate' }).click();
  const made = member.page.getByRole('region', { name: 'Your new API key' });
  await expect(made).toContainText(`Copy the key “${name}” now.`);
  return made.locator('code').innerText();
}
