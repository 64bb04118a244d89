import { defineConfig } from '@playwright/test';

const { CHROMIUM } = process.env;

// oxlint-disable-next-line import/no-default-export -- Playwright asks for it.
export default defineConfig({
  testDir: '.',
  outputDir: '../../build/examples/browser-app',
  fullyParallel: true,
  workers: 2,
  // A machine may be slow; no test depends on its speed.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  use: { launchOptions: CHROMIUM === undefined ? {} : { executablePath: CHROMIUM } },
});
