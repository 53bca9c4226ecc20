// The pictures of the documentation, from the demo data: node screenshots.mjs
import { chromium, expect } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import { launch_options } from './support/browser.mjs';
import { Person } from './support/person.mjs';
import { Server } from './support/server.mjs';

const images = fileURLToPath(new URL('../../docs/images/', import.meta.url));

const server = await Server.start();
const browser = await chromium.launch(launch_options);
try {
  const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/Berlin', colorScheme: 'light', viewport: { width: 1280, height: 800 } });
  const olivia = new Person(page, server);
  await olivia.sign_in('olivia@acme.example');
  await olivia.open_accounts();
  await page.getByRole('button', { name: 'Joined' }).click();
  await expect(page.getByRole('columnheader', { name: 'Joined' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('button', { name: 'Actions for Mia Schröder' }).click();
  await expect(page.getByRole('menuitem', { name: 'Stop timer' })).toBeVisible();
  await page.mouse.move(0, 0);
  await page.screenshot({ animations: 'disabled', path: `${images}accounts-tab.png` });
} finally {
  await browser.close();
  await server.stop();
}
