// Signing in, being told no, and signing out.
import { password } from './support/person.mjs';
import { expect, test } from './support/test.mjs';

test('a member signs in and stands in the tracker of the workspace', async ({ member }) => {
  await expect(member.heading).toHaveText('Tracker');
  await expect(member.timer).toContainText('Onboarding checklist');
  await expect(member.page.getByRole('button', { name: 'Your menu, Mia Schröder' })).toBeVisible();
});

test('a wrong password is refused without saying what was wrong, and the right one goes where one was headed', async ({ person }) => {
  const mia = await person();
  await mia.go('/profile/api-keys');
  await mia.page.getByLabel('E-mail').fill('mia@acme.example');
  await mia.page.getByLabel('Password').fill('not her password');
  await mia.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(mia.page.getByRole('main').getByRole('alert')).toHaveText('E-mail or password is wrong.');
  await mia.page.getByLabel('Password').fill(password);
  await mia.page.getByLabel('Password').press('Enter');
  await expect(mia.page).toHaveURL(`${mia.server.address()}/profile/api-keys`);
  await expect(mia.page.getByRole('heading', { name: 'Manage API keys' })).toBeVisible();
});

test('whoever signs out is out in every tab of that browser, and in no other browser', async ({ owner, person }) => {
  const elsewhere = await person();
  await elsewhere.sign_in('olivia@acme.example');
  const second = await owner.page.context().newPage();
  await second.goto(owner.server.address());
  await expect(second.getByRole('heading', { level: 1 })).toHaveText('Tracker');
  await owner.choose('Your menu, Olivia Berg', 'Sign out');
  await expect(owner.page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(second.getByRole('heading', { level: 1 })).toHaveText('You have been signed out');
  await elsewhere.page.reload();
  await expect(elsewhere.heading).toHaveText('Tracker');
});
