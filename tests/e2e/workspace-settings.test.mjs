// General and Members: who may change what, and that everybody's open pages follow.
import { expect, test } from './support/test.mjs';

test('the owner renames the workspace, and members see it at once', async ({ owner, member }) => {
  await owner.go(owner.settings('Acme'));
  await owner.page.getByRole('textbox', { name: 'Name' }).fill('Acme Tools');
  await member.sees(member.page.getByRole('button', { name: 'Menu of workspace Acme Tools' }), () => owner.page.getByRole('button', { name: 'Rename' }).click());
  await expect(owner.page.getByRole('banner')).toContainText('Acme Tools');
  await owner.tab('Audit log').click();
  await expect(owner.row('Renamed the workspace')).toContainText('from “Acme” to “Acme Tools”');
});

test('a subdomain that another has is refused, a free one is taken after a question', async ({ server, person }) => {
  const hugo = await person();
  await hugo.sign_in('hugo@hooli.example');
  await hugo.go(hugo.settings('Hooli'));
  const ask = async (name) => {
    await hugo.page.getByRole('textbox', { name: 'Subdomain' }).fill(name);
    await hugo.page.getByRole('button', { name: 'Change' }).click();
    await expect(hugo.dialog).toContainText(`The workspace is at ${name}.localhost:${server.port} from then on`);
    await hugo.dialog.getByRole('button', { name: 'Change the subdomain' }).click();
  };
  await ask('acme');
  await expect(hugo.dialog.getByRole('alert')).toHaveText('Another workspace has this subdomain.');
  await hugo.page.keyboard.press('Escape');
  await ask('hooli');
  await expect(hugo.dialog).toBeHidden();
  await hugo.choose('Menu of workspace Hooli', `Open at hooli.localhost:${server.port}`);
  await expect(hugo.page).toHaveURL(new RegExp(`^${server.address('hooli')}/`));
});

test('a page at the workspace’s own address follows it to the new one', async ({ server, owner, person }) => {
  const mia = await person();
  await mia.page.goto(server.address('acme'));
  await mia.page.getByLabel('E-mail').fill('mia@acme.example');
  await mia.page.getByLabel('Password').fill('mortise-demo');
  await mia.page.getByRole('button', { name: 'Sign in' }).click();
  await expect(mia.heading).toHaveText('Tracker');
  await owner.go(owner.settings('Acme'));
  await owner.page.getByRole('textbox', { name: 'Subdomain' }).fill('tools');
  await owner.page.getByRole('button', { name: 'Change' }).click();
  await owner.dialog.getByRole('button', { name: 'Change the subdomain' }).click();
  await expect(mia.page).toHaveURL(new RegExp(`^${server.address('tools')}/sign-in`));
});

test('a member reads what the workspace is, and who belongs to it', async ({ member }) => {
  await member.choose('Menu of workspace Acme', 'Workspace settings');
  await expect(member.page.getByRole('textbox', { name: 'Name' })).toHaveCount(0);
  await expect(member.page.getByRole('definition').first()).toHaveText('Acme');
  await member.tab('Members').click();
  await expect(member.row('Olivia Berg')).toContainText(/olivia@acme\.example.*Owner.*Active/s);
  await member.page.getByRole('searchbox', { name: 'Search by name' }).fill('carv');
  await expect(member.row('Ines Carvalho')).toContainText('Inactive');
  await expect(member.row('Olivia Berg')).toHaveCount(0);
});

test('what the plan lacks is named beside the value', async ({ person }) => {
  const gwen = await person();
  await gwen.sign_in('gwen@globex.example');
  await gwen.go(gwen.settings('Globex'));
  await expect(gwen.page.getByRole('textbox', { name: 'Name' })).toHaveValue('Globex');
  await expect(gwen.page.getByRole('definition').first()).toContainText('Comes with the Enterprise plan');
});
