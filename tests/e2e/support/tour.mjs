// Every page and state of the story, in one language, one after the other: visit(name, page) is called at each. Names are those of the pictures;
// a state that needs none passes { picture: false }.
import { expect } from '@playwright/test';
import { words } from './words.mjs';

const unseen = { picture: false };
const at_hour = (days_ago, hour, minutes = 0) => new Date(Math.floor(Date.now() / 86_400_000 - days_ago) * 86_400_000 + hour * 3_600_000 + minutes * 60_000).toISOString().replace(/\.\d+/, '');

const minutes_ago = (minutes) => new Date(Date.now() - minutes * 60_000).toISOString().replace(/\.\d+/, '');

// Calls the API as the page does.
const call = (page, method, path, body) => page.evaluate(async ([method, path, body]) => {
  const { csrfToken } = await (await fetch('/api/v1/session')).json();
  const answer = await fetch(`/api/v1${path}`, {
    method, headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken }, body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
}, [method, path, body]);

export class Tour {
  constructor(server, person, language, visit) {
    this.server = server;
    this.person = person;
    this.say = words(language);
    this.visit = visit;
    this.acme = server.workspace('Acme').id;
  }

  async somebody(email) {
    const somebody = await this.person();
    await somebody.sign_in(email);
    return somebody;
  }

  // By its address; `there` shows once the page is ready.
  async at(somebody, name, path, there, options) {
    await somebody.go(path);
    await expect(somebody.page.getByRole('main').locator(there).first()).toBeVisible();
    await this.visit(name, somebody.page, options);
  }

  async before_signing_in() {
    const nobody = await this.person();
    await this.at(nobody, 'sign-in', '/', 'form');
    await nobody.page.locator('#email').fill('mia@acme.example');
    await nobody.page.locator('#password').fill('not her password');
    await nobody.page.locator('form button').click();
    await expect(nobody.page.getByRole('main').getByRole('alert')).toBeVisible();
    await this.visit('sign-in-failed', nobody.page, unseen);
    await this.at(nobody, 'design', '/design', 'mortise-design-gallery', { whole: true });
    await this.at(nobody, 'handoff-failed', '/auth/handoff?code=none', 'h1', unseen);
  }

  async member() {
    const tom = await this.somebody('tom@acme.example');
    await expect(tom.page.locator('#description')).toBeVisible();
    await this.visit('tracker-empty', tom.page, unseen);
    const entries = [['Planning', 1, 8, 0, 90], ['Weekly call', 1, 10, 15, 45], ['Review of drafts', 2, 9, 0, 150], ['', 2, 13, 0, 60]];
    for (const [description, days, hour, minutes, length] of entries) {
      await call(tom.page, 'POST', `/workspaces/${this.acme}/time-entries`, { description, start: at_hour(days, hour, minutes), end: at_hour(days, hour, minutes + length) });
    }
    await call(tom.page, 'POST', `/workspaces/${this.acme}/time-entries`, { description: 'Onboarding checklist', start: minutes_ago(47) });
    await this.at(tom, 'tracker', `/w/${this.acme}/tracker`, '[role=listitem], li');
    await tom.page.getByRole('listitem').first().getByRole('button').nth(1).click();
    await expect(tom.dialog).toBeVisible();
    await this.visit('tracker-dialog', tom.page, unseen);
    await this.at(tom, 'account', '/profile', 'select', unseen);
    await this.at(tom, 'sessions', '/profile/sessions', 'li', unseen);
    await this.at(tom, 'refused', `/w/${this.acme}/settings/accounts`, 'mortise-refusal section');
    await this.at(tom, 'not-found', '/nowhere', 'h1', unseen);
    await this.at(tom, 'no-workspace', '/w/ffffffffffffffffffffffff/tracker', 'h1', unseen);
  }

  async keys() {
    const mia = await this.somebody('mia@acme.example');
    await this.at(mia, 'api-keys', '/profile/api-keys', 'table');
    await mia.page.getByRole('main').locator('table button').first().click();
    await expect(mia.page.getByRole('menuitem').first()).toBeVisible();
    await this.visit('api-keys-menu', mia.page, unseen);
    await mia.page.keyboard.press('Escape');
    await mia.page.locator('#name').fill('Phone');
    await mia.page.locator('generate-key button').click();
    await expect(mia.page.getByRole('region', { name: this.say('api-keys', 'secret-heading') })).toBeVisible();
    await this.visit('api-keys-secret', mia.page, unseen);
    await this.at(mia, 'logged-in-as-you-empty', '/profile/logged-in-as', 'p', unseen);
  }

  async owner() {
    const olivia = await this.somebody('olivia@acme.example');
    const settings = `/w/${this.acme}/settings`;
    await this.at(olivia, 'general', settings, 'form');
    await olivia.page.locator('#subdomain').fill('tools');
    await olivia.page.locator('form').nth(1).getByRole('button').click();
    await expect(olivia.dialog).toBeVisible();
    await this.visit('general-dialog', olivia.page, unseen);
    await this.at(olivia, 'members', `${settings}/members`, 'table');
    await olivia.page.getByRole('button', { name: this.say('shell', 'workspace.menu', { name: 'Acme' }) }).click();
    await expect(olivia.page.getByRole('menuitem').first()).toBeVisible();
    await this.visit('workspace-menu', olivia.page, unseen);
    await this.log_in_as_tom(olivia, settings);
    await this.at(olivia, 'audit-log', `${settings}/audit-log`, 'table');
    await this.at(olivia, 'audit-log-nothing', `${settings}/audit-log?action=api-key.delete`, '.empty', unseen);
  }

  async log_in_as_tom(olivia, settings) {
    const { page } = olivia;
    await this.at(olivia, 'accounts', `${settings}/accounts`, 'table', unseen);
    await page.getByRole('button', { name: this.say('accounts-tab', 'menu', { name: 'Tom Okafor' }) }).click();
    await expect(page.getByRole('menuitem').first()).toBeVisible();
    await this.visit('accounts-menu', page, unseen);
    await page.getByRole('menuitem', { name: this.say('impersonation', 'label') }).click();
    await expect(olivia.dialog).toBeVisible();
    await this.visit('log-in-as-dialog', page, unseen);
    await olivia.dialog.locator('#reason').fill('Ticket 7');
    await olivia.dialog.locator('button[type=submit]').click();
    await expect(page.locator('mortise-logged-in-as-banner section')).toBeVisible();
    await call(page, 'POST', `/workspaces/${this.acme}/time-entries`, { description: 'Onboarding checklist', start: minutes_ago(47) });
    await expect(page.locator('tracker-page form.going')).toBeVisible();
    await this.visit('logged-in-as', page);
    await page.goto(`${this.server.address('acme')}/profile`);
    await expect(page.getByRole('definition').first()).toBeVisible();
    await this.visit('logged-in-as-profile', page, unseen);
    await page.locator('mortise-user-menu button').click();
    await expect(page.getByRole('menuitem').first()).toBeVisible();
    await this.visit('logged-in-as-menu', page, unseen);
    await page.keyboard.press('Escape');
    await page.locator('mortise-logged-in-as-banner button').click();
    await expect(page).toHaveURL(`${this.server.address()}${settings}/accounts`);
    await expect(page.getByRole('table')).toBeVisible();
  }

  async ended() {
    const hugo = await this.somebody('hugo@hooli.example');
    const { page } = hugo;
    await hugo.go(`/w/${this.server.workspace('Hooli').id}/settings/accounts`);
    await page.getByRole('button', { name: this.say('accounts-tab', 'menu', { name: 'Casey Rowe' }) }).click();
    await page.getByRole('menuitem', { name: this.say('impersonation', 'label') }).click();
    await hugo.dialog.locator('button[type=submit]').click();
    await expect(page.locator('mortise-logged-in-as-banner section')).toBeVisible();
    await this.server.command('workspace', 'set-status', '--workspace', 'Hooli', '--user', 'casey@contract.example', '--status', 'INACTIVE');
    await expect(page.locator('mortise-returning')).toBeVisible();
    await page.getByRole('button', { name: this.say('shell', 'returning.stay') }).click();
    await this.visit('returning', page, unseen);
  }
}
