// The plugin of docs/tutorial on the pages: its tab, and its action in the Accounts tab. It is built with the tests in C++.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './support/test.mjs';

const tutorial = resolve(fileURLToPath(import.meta.url), '../../../build/test/tutorial/auto-stop');
const text = (name) => readFileSync(join(tutorial, name), 'utf8');
test.use({
  plugins: [[{ package: join(tutorial, 'build/plugins/com.example.auto-stop'), rules: text('rules.yaml'), enabled: text('enabled.yaml') }], { option: true }],
});

test('a lower limit stops a member’s timer on their open page', async ({ owner, member }) => {
  await owner.go(owner.settings('Acme', 'overdue'));
  await expect(owner.page.getByText('No timer has run longer than 600 minutes.')).toBeVisible();
  await owner.page.getByLabel('Longest time that a timer may run, in minutes').fill('30');
  await expect(member.timer.getByRole('button', { name: 'Stop' })).toBeVisible();
  await owner.page.getByRole('button', { name: 'Save' }).click();
  await expect(member.timer.getByRole('button', { name: 'Start' })).toBeVisible();
  await owner.tab('Audit log').click();
  await expect(owner.row('Automatic', 'timer.auto-stop', 'Done')).toBeVisible();
});

test('a row action says what it would do, and why it cannot', async ({ owner }) => {
  await owner.open_accounts();
  const items = async (name) => {
    await owner.page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click();
    const texts = await owner.page.getByRole('menuitem', { name: /auto-stop/ }).allInnerTexts();
    await owner.page.keyboard.press('Escape');
    return texts.map((each) => each.replace(/\s+/g, ' ').trim());
  };
  expect(await items('Ines Carvalho')).toEqual(['Exempt from auto-stop Not an active member']);
  await owner.choose('Actions for Mia Schröder', 'Exempt from auto-stop');
  await owner.dialog.getByRole('button', { name: 'Exempt from auto-stop' }).click();
  await expect(owner.page.getByText('Mia Schröder is exempt from auto-stop.')).toBeVisible();
  await expect.poll(() => items('Mia Schröder')).toEqual(['No longer exempt from auto-stop']);
});
