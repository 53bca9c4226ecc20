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
  retries: 1,   // a browser on a busy machine; the report names whoever needed it `flaky`
  timeout: 60_000,
  expect: {
    timeout: 10_000,
    // The same browser and fonts draw letters a little differently from machine to machine.
    toHaveScreenshot: {
      pathTemplate: '../../docs/images/pages/{arg}{ext}', stylePath: './support/still.css', animations: 'disabled', caret: 'hide', threshold: 0.25, maxDiffPixels: 1_500,
    },
  },
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
