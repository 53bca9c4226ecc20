// Somebody at a browser of their own: a context with one page, and the ways that people take through the pages.
import { expect } from '@playwright/test';

export const password = 'mortise-demo';

export class Person {
  // What the page's scripts had to complain about; refused requests are part of some tests.
  complaints = [];

  constructor(page, server) {
    this.page = page;
    this.server = server;
    page.context().on('weberror', (event) => this.complaints.push(String(event.error())));
    page.context().on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.complaints.push(message.text());
    });
  }

  // ---- Ways ----

  async sign_in(email, path = '/') {
    await this.page.goto(this.server.address() + path);
    await this.page.getByLabel('E-mail').fill(email);
    await this.page.getByLabel(/^(Password|Passwort)$/).fill(password);
    await this.page.getByRole('button', { name: /^(Sign in|Anmelden)$/ }).click();
    await expect(this.page.getByRole('banner')).toBeVisible();
  }

  // By its address, as a bookmark would; the page is loaded anew.
  go(path) { return this.page.goto(this.server.address() + path); }

  settings(workspace, tab) { return `/w/${this.server.workspace(workspace).id}/settings${tab ? `/${tab}` : ''}`; }

  // Opens the menu behind a button and chooses from it.
  async choose(menu, item, kind = 'menuitem') {
    await this.page.getByRole('button', { name: menu, exact: true }).click();
    await this.page.getByRole(kind, { name: item, exact: true }).click();
  }

  // Three dots beside the workspace's name, Workspace settings, Accounts.
  async open_accounts(workspace = 'Acme') {
    await this.choose(`Menu of workspace ${workspace}`, 'Workspace settings');
    await this.tab('Accounts').click();
    await expect(this.page.getByRole('table', { name: 'Accounts' })).toBeVisible();
  }

  async open_profile(name, section) {
    await this.choose(`Your menu, ${name}`, 'Profile');
    await this.tab(section).click();
  }

  // ---- What is on the page ----

  tab(name) { return this.page.getByRole('navigation', { name: /^(Workspace settings|Profile)$/ }).getByRole('link', { name, exact: true }); }

  account(name) { return this.page.getByRole('table', { name: 'Accounts' }).getByRole('row').filter({ hasText: name }); }

  row(...texts) {
    return texts.reduce((rows, hasText) => rows.filter({ hasText }), this.page.getByRole('row'));
  }

  get dialog() { return this.page.getByRole('dialog'); }

  get heading() { return this.page.getByRole('heading', { level: 1 }); }

  get timer() { return this.page.getByRole('form', { name: 'Timer' }); }

  get impersonation_banner() { return this.page.getByRole('region', { name: 'Logged in as somebody else' }); }

  // While somebody acts, this appears here: within a second of the start, without a reload.
  async sees(what, act) {
    await this.page.evaluate(() => { window.watched = true; });
    await Promise.all([what.waitFor({ timeout: 1_000 }), act()]);
    expect(await this.page.evaluate(() => window.watched), 'the page was not loaded again').toBe(true);
  }
}
