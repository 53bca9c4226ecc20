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

test('the owner logs in as a member and returns without a pointer', async ({ owner }) => {
  await owner.open_accounts();
  const { keyboard } = owner.page;
  await owner.page.getByRole('button', { name: 'Actions for Mia Schröder' }).focus();
  await keyboard.press('Enter');
  await keyboard.press('ArrowDown');
  await expect(owner.page.getByRole('menuitem', { name: 'Log in as user' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(owner.dialog.getByLabel('Reason')).toBeFocused();
  await keyboard.type('Ticket 7');
  await keyboard.press('Enter');
  await expect(owner.impersonation_banner).toBeVisible();
  await expect(owner.page.locator('#content')).toBeFocused();   // where a new page is read from
  const back = owner.page.getByRole('button', { name: 'Return to my account' });
  for (let presses = 0; presses < 8 && !(await back.evaluate((each) => each.matches(':focus'))); presses += 1) await keyboard.press('Shift+Tab');
  await expect(back).toBeFocused();
  await keyboard.press('Enter');
  await expect(owner.account('Olivia Berg')).toContainText('You');
});

test('a member makes, renames and deletes an API key without a pointer; the focus is never lost', async ({ member }) => {
  await member.go('/profile/api-keys');
  const { keyboard } = member.page;
  await member.page.getByLabel('Name').focus();
  await keyboard.type('Phone');
  await keyboard.press('Enter');
  await expect(member.page.getByRole('button', { name: 'Copy' })).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(member.page.getByLabel('Name')).toBeFocused();
  const dots = member.page.getByRole('button', { name: 'Actions for Phone' });
  const item = (name) => member.row('Phone').getByRole('menuitem', { name });
  await dots.focus();
  await keyboard.press('Enter');
  await expect(item('Rename')).toBeFocused();
  await keyboard.press('Enter');
  await expect(member.dialog.getByLabel('Name')).toBeFocused();
  await keyboard.press('Escape');
  await expect(dots).toBeFocused();
  await expect(item('Rename')).toBeHidden();   // no hand is as quick as the menu's own fading
  await keyboard.press('Enter');
  await expect(item('Rename')).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(item('Delete')).toBeFocused();
  await keyboard.press('Enter');
  await expect(member.dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(member.row('Phone')).toHaveCount(0);
  await expect(member.page.getByRole('heading', { name: 'Manage API keys' })).toBeFocused();
});
