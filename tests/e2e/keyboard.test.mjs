// The story by keyboard alone: menus open, move and choose; dialogs take the focus, hold it and give it back.
import { expect, test } from './support/test.mjs';

test('the owner deactivates API keys without a pointer', async ({ owner, member }) => {
  await member.open_profile('Mia Schröder', 'Manage API keys');
  const { keyboard } = owner.page;
  await owner.page.getByRole('button', { name: 'Menu of workspace Acme' }).focus();
  await keyboard.press('Enter');
  await expect(owner.page.getByRole('menuitem', { name: 'Workspace settings' })).toBeFocused();
  await keyboard.press('Enter');
  await owner.tab('Accounts').focus();
  await keyboard.press('Enter');

  const dots = owner.page.getByRole('button', { name: 'Actions for Mia Schröder' });
  await dots.focus();
  await keyboard.press('Enter');
  await expect(owner.page.getByRole('menuitem', { name: 'Deactivate API keys' })).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(owner.page.getByRole('menuitem', { name: 'Log in as user' })).toBeFocused();
  await keyboard.press('ArrowUp');
  await keyboard.press('Enter');

  // What cannot be undone is not what Enter does at once.
  await expect(owner.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keyboard.press('Tab');
  await expect(owner.dialog.getByRole('button', { name: 'Deactivate', exact: true })).toBeFocused();
  await member.sees(member.row('Laptop', 'Deactivated'), () => keyboard.press('Enter'));
  await expect(owner.dialog).toBeHidden();
  await expect(dots).toBeFocused();
});

test('Escape leaves a menu and a dialog, and nothing has happened', async ({ owner }) => {
  await owner.open_accounts();
  const { keyboard } = owner.page;
  const dots = owner.page.getByRole('button', { name: 'Actions for Mia Schröder' });
  await dots.focus();
  await keyboard.press('Enter');
  await expect(owner.page.getByRole('menuitem', { name: 'Deactivate API keys' })).toBeFocused();
  await keyboard.press('Escape');
  await expect(owner.page.getByRole('menuitem', { name: 'Deactivate API keys' })).toBeHidden();
  await expect(dots).toBeFocused();
  await owner.choose('Actions for Mia Schröder', 'Stop timer');
  await keyboard.press('Escape');
  await expect(owner.dialog).toBeHidden();
  await expect(owner.account('Mia Schröder').getByRole('timer')).toBeVisible();
});
