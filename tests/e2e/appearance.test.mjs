// English and German, light and dark, and a narrow screen: every page of the story.
import { expect, test } from './support/test.mjs';

const narrow = { width: 360, height: 740 };

test('a German browser gets German, all the way to deactivated API keys', async ({ person, member }) => {
  await member.open_profile('Mia Schröder', 'Manage API keys');
  const olivia = await person({ locale: 'de-DE' });
  await olivia.sign_in('olivia@acme.example');
  const { page } = olivia;
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(olivia.heading).toHaveText('Zeiterfassung');
  await olivia.choose('Menü des Arbeitsbereichs Acme', 'Arbeitsbereichseinstellungen');
  await page.getByRole('navigation', { name: 'Arbeitsbereichseinstellungen' }).getByRole('link', { name: 'Konten' }).click();
  await expect(page.getByRole('table', { name: 'Konten' })).toBeVisible();
  await expect(page.getByText('48 Konten')).toBeVisible();
  await olivia.choose('Aktionen für Mia Schröder', 'API-Schlüssel deaktivieren');
  await member.sees(member.row('Laptop', 'Deactivated'), () => olivia.dialog.getByRole('button', { name: 'Deaktivieren', exact: true }).click());
  await expect(page.getByText('2 API-Schlüssel von Mia Schröder sind deaktiviert.')).toBeVisible();
});

test('a language chosen in the menu holds at once and from then on', async ({ owner }) => {
  await owner.choose('Your menu, Olivia Berg', 'Deutsch', 'menuitemcheckbox');
  await expect(owner.heading).toHaveText('Zeiterfassung');
  await owner.page.reload();
  await expect(owner.heading).toHaveText('Zeiterfassung');
  await owner.choose('Ihr Menü, Olivia Berg', 'English', 'menuitemcheckbox');
  await expect(owner.heading).toHaveText('Tracker');
});

test('language and theme chosen in the profile hold in another browser, and at the workspace’s own address', async ({ server, owner, person }) => {
  await owner.go('/profile');
  await owner.page.getByRole('combobox', { name: 'Appearance' }).selectOption('Dark');
  await expect(owner.page.getByText('Saved.')).toBeVisible();
  await owner.page.getByRole('combobox', { name: 'Language' }).selectOption('Deutsch');
  await expect(owner.heading).toHaveText('Profil');
  const elsewhere = await person();
  await elsewhere.sign_in('olivia@acme.example');
  await expect(elsewhere.heading).toHaveText('Zeiterfassung');
  await expect(elsewhere.page.locator('html')).toHaveClass('wa-dark');
  await elsewhere.choose('Menü des Arbeitsbereichs Acme', `Unter acme.localhost:${server.port} öffnen`);
  await expect(elsewhere.page).toHaveURL(new RegExp(`^${server.address('acme')}/`));
  await expect(elsewhere.heading).toHaveText('Zeiterfassung');
  await expect(elsewhere.page.locator('html')).toHaveClass('wa-dark');
});

// 0 is black, 1 is white.
const lightness_of_page = (page) => page.evaluate(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  canvas.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
});

test('the page is as dark as the device wants, or as one chooses', async ({ person }) => {
  const olivia = await person({ colorScheme: 'dark' });
  const is_dark = () => expect.poll(() => lightness_of_page(olivia.page)).toBeLessThan(0.2);
  const is_light = () => expect.poll(() => lightness_of_page(olivia.page)).toBeGreaterThan(0.8);
  await olivia.sign_in('olivia@acme.example');
  await is_dark();
  await olivia.page.emulateMedia({ colorScheme: 'light' });
  await is_light();
  await olivia.choose('Your menu, Olivia Berg', 'Dark', 'menuitemcheckbox');
  await is_dark();
  await olivia.page.reload();
  await expect(olivia.heading).toHaveText('Tracker');
  await is_dark();
});

async function fits(page, where) {
  const widths = await page.evaluate(() => ({ needed: document.documentElement.scrollWidth, there: document.documentElement.clientWidth }));
  expect(widths.needed, `${where} needs no scrolling sideways`).toBeLessThanOrEqual(widths.there);
}

// Each page by its address, and what shows once it is there.
const pages = (owner) => [
  [`/w/${owner.server.workspace('Acme').id}/tracker`, 'form'],
  ['/profile', 'definition'],
  ['/profile/sessions', 'listitem'],
  ['/profile/api-keys', 'form'],
  ['/profile/logged-in-as', 'paragraph'],
  [owner.settings('Acme'), 'form'],
  [owner.settings('Acme', 'members'), 'table'],
  [owner.settings('Acme', 'accounts'), 'table'],
  [owner.settings('Acme', 'audit-log'), 'form'],
];

for (const [locale, colorScheme] of [['en-GB', 'light'], ['en-GB', 'dark'], ['de-DE', 'light'], ['de-DE', 'dark']]) {
  test(`at 360 pixels every page fits: ${locale}, ${colorScheme}`, async ({ person }) => {
    const olivia = await person({ locale, colorScheme, viewport: narrow });
    await olivia.go('/');
    await expect(olivia.page.getByRole('heading')).toBeVisible();
    await fits(olivia.page, 'sign-in');
    await olivia.sign_in('olivia@acme.example');
    for (const [path, role] of pages(olivia)) {
      await olivia.go(path);
      await expect(olivia.page.getByRole('main').getByRole(role).first()).toBeVisible();
      await fits(olivia.page, path);
      await expect(olivia.page.locator('html')).toHaveClass(new RegExp(`wa-${colorScheme}`));
      await expect(olivia.page.locator('html')).toHaveAttribute('lang', locale.slice(0, 2));
    }
  });
}

test('at 200 % zoom and with larger text every page fits and the banner leaves room', async ({ person }) => {
  const olivia = await person({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
  await olivia.sign_in('olivia@acme.example');
  for (const [path, role] of pages(olivia)) {
    await olivia.go(path);
    await expect(olivia.page.getByRole('main').getByRole(role).first()).toBeVisible();
    await olivia.page.evaluate(() => { document.documentElement.style.fontSize = '150%'; });
    await fits(olivia.page, path);
  }
});

test('who wants less motion gets none', async ({ person }) => {
  const olivia = await person({ reducedMotion: 'reduce' });
  await olivia.sign_in('olivia@acme.example');
  await olivia.choose('Menu of workspace Acme', 'Workspace settings');
  const longest = await olivia.page.evaluate(() => {
    const elements = (root) => [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? elements(each.shadowRoot) : [])]);
    const seconds = (text) => text.split(',').map((each) => Number.parseFloat(each) * (each.includes('ms') ? 0.001 : 1));
    return Math.max(...elements(document).filter((each) => each.localName.startsWith('mortise-') || each.classList.contains('button'))
      .flatMap((each) => { const style = getComputedStyle(each); return [...seconds(style.transitionDuration), ...seconds(style.animationDuration)]; }));
  });
  expect(longest).toBeLessThanOrEqual(0.001);
});

test('at 360 pixels dialogs, the banner and the audit log fit', async ({ person }) => {
  const olivia = await person({ viewport: narrow });
  await olivia.sign_in('olivia@acme.example');
  await olivia.open_accounts();
  for (const action of ['Deactivate API keys', 'Stop timer', 'Log in as user']) {
    await olivia.choose('Actions for Mia Schröder', action);
    await expect(olivia.dialog).toBeVisible();
    await fits(olivia.page, action);
    const { x, width } = await olivia.dialog.boundingBox();
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(narrow.width);
    if (action !== 'Log in as user') await olivia.page.keyboard.press('Escape');
  }
  await olivia.dialog.getByRole('button', { name: 'Log in as Mia Schröder' }).click();
  await expect(olivia.impersonation_banner).toBeVisible();
  await fits(olivia.page, 'the banner');
  await olivia.page.getByRole('button', { name: 'Return to my account' }).click();
  await olivia.tab('Audit log').click();
  await expect(olivia.row('Logged in as user')).toBeVisible();
  await fits(olivia.page, 'the audit log');
});
