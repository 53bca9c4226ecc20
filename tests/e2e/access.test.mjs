// Who does not get to see the Accounts tab, and what they are told who come by its address.
import { expect, test } from './support/test.mjs';

const tabs = (somebody) => somebody.page.getByRole('navigation', { name: 'Workspace settings' }).getByRole('link');

async function is_told(somebody, workspace, heading, text) {
  await somebody.choose(`Menu of workspace ${workspace}`, 'Workspace settings');
  await expect(tabs(somebody)).toHaveText(['General', 'Members']);
  for (const tab of ['accounts', 'audit-log']) {
    await somebody.go(somebody.settings(workspace, tab));
    await expect(somebody.page.getByRole('heading', { name: heading })).toBeVisible();
    await expect(somebody.page.getByText(text)).toBeVisible();
    await expect(somebody.page.getByRole('table')).toHaveCount(0);
    await expect(tabs(somebody)).toHaveText(['General', 'Members']);
  }
}

test('in an Enterprise workspace the owner has the tabs', async ({ owner }) => {
  await owner.choose('Menu of workspace Acme', 'Workspace settings');
  await expect(tabs(owner)).toHaveText(['General', 'Members', 'Accounts', 'Audit log']);
});

for (const email of ['adam@acme.example', 'petra@acme.example', 'mia@acme.example']) {
  test(`${email} does not own the workspace, has no tab and is told so`, async ({ person }) => {
    const somebody = await person();
    await somebody.sign_in(email);
    await is_told(somebody, 'Acme', 'Your role does not include this', 'In Acme, this page is for the owner alone. The plan is not the reason.');
  });
}

test('an owner on a lesser plan has no tab and is told so', async ({ person }) => {
  const gwen = await person();
  await gwen.sign_in('gwen@globex.example');
  await is_told(gwen, 'Globex', 'Not part of this workspace’s plan', 'Globex is on the Pro plan, and this comes with the Enterprise plan. Your role is not the reason.');
});

test('a workspace of others is like none', async ({ owner }) => {
  const { page, server } = owner;
  for (const id of [server.workspace('Hooli').id, 'ffffffffffffffffffffffff']) {
    await page.goto(`${server.address()}/w/${id}/settings/accounts`);
    await expect(owner.heading).toHaveText('There is no such workspace');
  }
});

test('who owns one workspace and is a member elsewhere has in each what is theirs', async ({ person }) => {
  const casey = await person();
  await casey.sign_in('casey@contract.example');
  await casey.go(casey.settings("Casey's own"));
  await expect(casey.page.getByRole('definition').filter({ hasText: 'Free' })).toBeVisible();
  await is_told(casey, "Casey's own", 'Not part of this workspace’s plan', 'is on the Free plan, and this comes with the Enterprise plan.');
  await casey.choose("Menu of workspace Casey's own", 'Globex');
  await expect(casey.timer).toContainText('Warehouse report');
  await is_told(casey, 'Globex', 'Neither your role nor the plan includes this', 'This page is for the owner alone, and Globex is on the Pro plan: it comes with the Enterprise plan.');
});
