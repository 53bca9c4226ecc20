// What needs the password fresh asks for it, goes on once it is right, and does nothing when one gives up.
import { setTimeout as sleep } from 'node:timers/promises';
import { password } from './support/person.mjs';
import { expect, test } from './support/test.mjs';

const fresh = 1_000;
test.use({ settings: { 'sessions.step-up': '1s' } });

test('making an API key asks for the password when it was entered long ago', async ({ member }) => {
  await member.open_profile('Mia Schröder', 'Manage API keys');
  await sleep(fresh);
  const form = member.page.getByRole('form', { name: 'Generate an API key' });
  await form.getByLabel('Name').fill('Phone');
  await form.getByRole('button', { name: 'Generate' }).click();
  await expect(member.dialog.getByRole('heading', { name: 'Enter your password' })).toBeVisible();
  await member.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(form.getByRole('alert')).toHaveText('Nothing was done: your password is needed for this.');
  await expect(member.row('Phone')).toHaveCount(0);

  await form.getByRole('button', { name: 'Generate' }).click();
  await member.dialog.getByLabel('Password').fill('not her password');
  await member.dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(member.dialog.getByRole('alert')).toHaveText('That is not your password.');
  await member.dialog.getByLabel('Password').fill(password);
  await member.dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(member.page.getByRole('region', { name: 'Your new API key' })).toBeVisible();
  await expect(member.row('Phone')).toContainText('Active');
});
