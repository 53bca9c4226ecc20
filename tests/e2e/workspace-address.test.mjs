// A workspace's own address: the way there from the main domain, and that it is this workspace and nothing else.
import { expect, test } from './support/test.mjs';

test('the menu leads to the workspace’s own address, signed in, and a key made there is for that workspace', async ({ server, person }) => {
  const casey = await person();
  await casey.sign_in('casey@contract.example', `/w/${server.workspace('Acme').id}/tracker`);
  await casey.choose('Menu of workspace Acme', `Open at acme.localhost:${server.port}`);
  await expect(casey.page).toHaveURL(`${server.address('acme')}/w/${server.workspace('Acme').id}/tracker`);
  await casey.page.getByRole('button', { name: 'Menu of workspace Acme' }).click();
  await expect(casey.page.getByRole('menuitem')).toHaveText(['Workspace settings']);
  await casey.page.keyboard.press('Escape');

  await casey.open_profile('Casey Rowe', 'Manage API keys');
  const form = casey.page.getByRole('form', { name: 'Generate an API key' });
  await expect(form.getByLabel('Works in')).toHaveCount(0);
  await form.getByLabel('Name').fill('For Acme');
  await form.getByRole('button', { name: 'Generate' }).click();
  await expect(casey.row('For Acme').getByRole('cell').nth(1)).toHaveText('Acme');
});

test('the code that led there works once', async ({ server, owner, person }) => {
  const [request] = await Promise.all([
    owner.page.waitForRequest((each) => each.url().includes('/auth/handoff?code=')),
    owner.choose('Menu of workspace Acme', `Open at acme.localhost:${server.port}`),
  ]);
  await expect(owner.heading).toHaveText('Tracker');
  const stranger = await person();
  await stranger.page.goto(request.url());
  await expect(stranger.heading).toHaveText('This link has been used or is too old');
});
