// The owner logs in as a member: with the workspace's own address through the hand-off, without one on the spot.
import { expect, test } from './support/test.mjs';

async function log_in_as(owner, name, reason) {
  await owner.choose(`Actions for ${name}`, 'Log in as user');
  if (reason) await owner.dialog.getByLabel('Reason').fill(reason);
  await owner.dialog.getByRole('button', { name: `Log in as ${name}` }).click();
  await expect(owner.impersonation_banner).toContainText(`You are logged in as ${name}`);
}

test('for Acme the way leads to acme’s address, is confined to it, and leads back', async ({ server, owner }) => {
  await owner.open_accounts();
  await owner.choose('Actions for Casey Rowe', 'Log in as user');
  await expect(owner.dialog).toContainText('You stay inside Acme. Other workspaces of Casey Rowe are out of reach.');
  await owner.dialog.getByRole('button', { name: 'Log in as Casey Rowe' }).click();

  await expect(owner.page).toHaveURL(`${server.address('acme')}/w/${server.workspace('Acme').id}/tracker`);
  await expect(owner.impersonation_banner).toContainText(
    'You are logged in as Casey Rowe (casey@contract.example). Workspace: Acme. You are really Olivia Berg.');
  await expect(owner.impersonation_banner.getByRole('timer')).toHaveText(/^(1:00:00|0:59:\d\d)$/);

  await owner.page.getByRole('button', { name: 'Menu of workspace Acme' }).click();
  await expect(owner.page.getByRole('menuitem')).toHaveText(['Workspace settings']);
  await owner.page.keyboard.press('Escape');
  await owner.page.goto(`${server.address('acme')}/w/${server.workspace('Hooli').id}/tracker`);
  await expect(owner.heading).toHaveText('There is no such workspace');

  await owner.page.getByRole('button', { name: 'Return to my account' }).click();
  await expect(owner.page).toHaveURL(server.address() + owner.settings('Acme', 'accounts'));
  await expect(owner.impersonation_banner).toBeHidden();
  await expect(owner.account('Olivia Berg')).toContainText('You');

  // What is left at the workspace's address opens nothing any more.
  await owner.page.goto(server.address('acme'));
  await expect(owner.page.getByRole('button', { name: 'Sign in' })).toBeVisible();
});

test('for Hooli, which has no address of its own, it happens on the spot', async ({ server, person }) => {
  const hugo = await person();
  await hugo.sign_in('hugo@hooli.example');
  await hugo.open_accounts('Hooli');
  await hugo.choose('Actions for Casey Rowe', 'Log in as user');
  await expect(hugo.dialog).toContainText('Hooli has no subdomain of its own: other workspaces of Casey Rowe may be within your reach too.');
  await hugo.dialog.getByRole('button', { name: 'Log in as Casey Rowe' }).click();
  await expect(hugo.impersonation_banner).toContainText('Workspace: Hooli. You are really Hugo Marchetti.');
  await expect(hugo.page).toHaveURL(`${server.address()}/w/${server.workspace('Hooli').id}/tracker`);
  await expect(hugo.timer).toContainText('Search index');

  await hugo.page.getByRole('button', { name: 'Return to my account' }).click();
  await expect(hugo.page).toHaveURL(server.address() + hugo.settings('Hooli', 'accounts'));
  await expect(hugo.account('Hugo Marchetti')).toContainText('You');
});

test('what is not for somebody else to do is shown as out of reach, and by its address it is explained', async ({ person }) => {
  const hugo = await person();
  await hugo.sign_in('hugo@hooli.example');
  await hugo.open_accounts('Hooli');
  await log_in_as(hugo, 'Casey Rowe');
  await hugo.page.getByRole('button', { name: 'Your menu, Casey Rowe' }).click();
  await expect(hugo.page.getByRole('menuitem', { name: 'Sign out' })).toHaveAttribute('aria-disabled', 'true');
  await expect(hugo.page.getByRole('menuitem', { name: 'Sign out' })).toContainText('Return to your own account first');
  await hugo.page.getByRole('menuitem', { name: 'Profile' }).click();
  for (const tab of ['Manage API keys', 'Sessions']) {
    await expect(hugo.tab(tab)).toBeDisabled();
    await expect(hugo.tab(tab)).toHaveAccessibleDescription('Not while you are logged in as Casey Rowe.');
  }
  for (const path of ['/profile/api-keys', '/profile/sessions', hugo.settings('Hooli', 'accounts')]) {
    await hugo.go(path);
    await expect(hugo.page.getByRole('heading', { name: 'Not while logged in as somebody' })).toBeVisible();
    await expect(hugo.impersonation_banner).toBeVisible();
  }
});

test('the member stays signed in, sees what is done in their name, and reads who it was', async ({ owner, member }) => {
  await owner.open_accounts();
  await log_in_as(owner, 'Mia Schröder', 'Her timer ran on');
  await expect(owner.timer).toContainText('Onboarding checklist');
  await member.sees(member.timer.getByRole('button', { name: 'Start' }), () => owner.timer.getByRole('button', { name: 'Stop' }).click());
  await owner.page.getByRole('button', { name: 'Return to my account' }).click();
  await expect(owner.account('Mia Schröder').getByRole('cell').nth(6)).toHaveText('None');

  await member.open_profile('Mia Schröder', 'Sessions');
  await expect(member.page.getByRole('listitem')).toHaveCount(1);
  await member.tab('Logged in as you').click();
  await expect(member.row('Logged in as user')).toContainText('Olivia Berg');
  await expect(member.row('Logged in as user')).toContainText('“Her timer ran on”');
  await expect(member.row('Olivia Berg', 'as Mia Schröder', 'Stopped timer')).toHaveCount(1);
});

test('when it ends by itself the page says so and goes back', async ({ server, person }) => {
  const hugo = await person();
  await hugo.sign_in('hugo@hooli.example');
  await hugo.open_accounts('Hooli');
  await log_in_as(hugo, 'Casey Rowe');
  await hugo.page.clock.install();
  await server.command('workspace', 'set-status', '--workspace', 'Hooli', '--user', 'casey@contract.example', '--status', 'INACTIVE');
  await expect(hugo.heading).toHaveText('You are no longer logged in as somebody');
  await expect(hugo.heading).toBeFocused();
  await hugo.page.clock.runFor(15_000);
  await expect(hugo.page).toHaveURL(server.address() + hugo.settings('Hooli', 'accounts'));
  await expect(hugo.account('Hugo Marchetti')).toContainText('You');
});

test('a page that is told to stay stays, and the way back is one click', async ({ server, owner }) => {
  await owner.open_accounts();
  await log_in_as(owner, 'Noah Winter');
  await server.command('workspace', 'set-status', '--workspace', 'Acme', '--user', 'noah@acme.example', '--status', 'INACTIVE');
  await owner.page.getByRole('button', { name: 'Stay on this page' }).click();
  await expect(owner.page.getByText('This page stays until you leave it.')).toBeVisible();
  await owner.page.getByRole('button', { name: 'Return to my account' }).click();
  await expect(owner.page).toHaveURL(server.address() + owner.settings('Acme', 'accounts'));
});
