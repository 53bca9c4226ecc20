// The browser suite: Chromium against the release build. Each test has a server of its own, with the demo data.
//   CHROMIUM        the browser, /usr/bin/chromium unless told
//   MORTISE_BUILD   the build, build/release unless told
import { defineConfig } from '@playwright/test';
import { launch_options } from './support/browser.mjs';

export default defineConfig({
  testDir: '.',
  testMatch: '*.test.mjs',
  outputDir: 'results',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    headless: true,
    launchOptions: launch_options,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
