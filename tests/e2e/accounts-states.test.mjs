// The Accounts tab in every state: its address carries search, filters, order and page; it says when nothing matches, when it loads,
// fails or is offline, and rows that change stay where they are.
import { expect, test } from './support/test.mjs';

const rows = (page) => page.getByRole('table', { name: 'Accounts' }).getByRole('rowgroup').nth(1).getByRole('row');
const names = (page) => rows(page).locator('.name').allInnerTexts();

// The real server's pages, of few rows.
const with_pages_of = (page, size) => page.route(/\/accounts\?/, (route) =>
  route.continue({ url: route.request().url().replace(/page-size=(50|1000)\b/, `page-size=${size}`) }));

test('the address carries search, filter, order and page, and the Back button goes through them', async ({ owner }) => {
  const { page } = owner;
  await with_pages_of(page, 20);
  await owner.open_accounts();
  const first = await names(page);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(page.getByText('Page 2')).toBeVisible();
  await expect(page).toHaveURL(/\?page=2&after=/);
  const second = await names(page);
  expect(second).not.toContain(first[0]);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(rows(page)).toHaveCount(8);
  await page.reload();
  await expect(rows(page)).toHaveCount(8);
  await expect(page.getByText('Page 3')).toBeVisible();
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect.poll(() => names(page)).toEqual(second);
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect.poll(() => names(page)).toEqual(first);
  await expect(page).toHaveURL(/\/accounts$/);

  await page.getByLabel('Search by name or e-mail').pressSequentially('mia', { delay: 20 });
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/\?search=mia$/);
  await page.getByRole('button', { name: 'Running', exact: true }).click();
  await page.getByRole('button', { name: 'Joined' }).click();
  await expect(page).toHaveURL(/\?timer-running=true&sort-column=JOINED&search=mia$/);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Running', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('columnheader', { name: 'Joined' })).toHaveAttribute('aria-sort', 'ascending');
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/\?search=mia$/);
  await expect(page.getByRole('button', { name: 'Running', exact: true })).toHaveAttribute('aria-pressed', 'false');
  await page.goBack();
  await expect(page.getByLabel('Search by name or e-mail')).toHaveValue('');
  await expect.poll(() => names(page)).toEqual(first);
});

test('what is typed is one question once it pauses, and a later one takes back the earlier', async ({ owner }) => {
  const { page } = owner;
  await owner.open_accounts();
  const asked = [];
  const aborted = [];
  page.on('request', (request) => request.url().includes('search=') && asked.push(new URL(request.url()).searchParams.get('search')));
  page.on('requestfailed', (request) => request.url().includes('search=') && aborted.push(request.failure().errorText));
  let let_go;
  await page.route(/search=adam/, (route) => new Promise((resolve) => { let_go = () => resolve(route.continue().catch(() => {})); }));
  const search = page.getByLabel('Search by name or e-mail');
  await search.pressSequentially('adam');
  await expect.poll(() => asked).toEqual(['adam']);
  await search.fill('noah');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Noah Winter');
  let_go();
  await expect.poll(() => aborted).toEqual(['net::ERR_ABORTED']);
  expect(asked).toEqual(['adam', 'noah']);
  await search.press('Escape');
  await expect(page.getByText('48 accounts')).toBeVisible();
});

test('loading, failing and being offline are said, and it goes on by itself', async ({ owner }) => {
  const { page } = owner;
  let mend;
  await page.route(/\/accounts\?/, async (route) => {
    await new Promise((resolve) => { mend = resolve; });
    await route.fulfill({ status: 503, json: { message: 'Busy', code: 503, reason: 'overloaded' } });
  }, { times: 1 });
  await owner.go(owner.settings('Acme', 'accounts'));
  await expect(page.getByText('Loading accounts')).toBeAttached();
  mend();
  await expect(page.getByRole('alert').filter({ hasText: 'Try again' })).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('48 accounts')).toBeVisible();

  await page.context().setOffline(true);
  await expect(page.getByText(/You are offline\. What you see is from \d\d:\d\d/)).toBeVisible();
  await expect(rows(page)).toHaveCount(48);
  await page.context().setOffline(false);
  await expect(page.getByText('You are offline')).toBeHidden();
  await page.getByLabel('Search by name or e-mail').fill('nobody is called this');
  await expect(page.getByText('No account matches.')).toBeVisible();
});

test('a row that no longer fits the filter changes where it stands', async ({ owner, member }) => {
  const { page } = owner;
  await owner.go(`${owner.settings('Acme', 'accounts')}?timer-running=true`);
  await expect(rows(page)).toHaveCount(1);
  const before = await owner.account('Mia Schröder').boundingBox();
  await owner.sees(owner.account('Mia Schröder').getByText('None'), () => member.timer.getByRole('button', { name: 'Stop' }).click());
  const after = await owner.account('Mia Schröder').boundingBox();
  expect(after).toEqual(before);
  await expect(page.getByText('The list has changed.')).toBeVisible();
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText('No account matches.')).toBeVisible();
});

test('keys move through the rows, and do nothing while somebody types or once they are off', async ({ owner }) => {
  const { page } = owner;
  const { keyboard } = page;
  await owner.open_accounts();
  const box = (name) => page.getByRole('checkbox', { name: `Select ${name}` });
  await keyboard.press('j');
  await expect(box('Abel Abendroth')).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(box('Adam Falk')).toBeFocused();
  await keyboard.press('k');
  await keyboard.press('Space');
  await expect(box('Abel Abendroth')).toBeChecked();
  await keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Log in as user' })).toBeFocused();
  await keyboard.press('Escape');
  await keyboard.press('/');
  const search = page.getByLabel('Search by name or e-mail');
  await expect(search).toBeFocused();
  await keyboard.type('j/k');
  await expect(search).toHaveValue('j/k');
  await keyboard.press('Escape');
  await expect(search).toHaveValue('');

  await page.getByRole('button', { name: 'Clear selection' }).click();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).click();
  await owner.dialog.getByLabel('Use single-key shortcuts on this page').uncheck();
  await owner.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(owner.dialog).toBeHidden();
  await keyboard.press('/');
  await expect(search).not.toBeFocused();
});
