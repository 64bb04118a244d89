import { defineConfig } from '@playwright/test';

const { CHROMIUM: executablePath } = process.env;

// oxlint-disable-next-line import/no-default-export -- Playwright asks for it.
export default defineConfig({
  testDir: '.',
  outputDir: '../../build/examples/engine',
  fullyParallel: true,
  workers: 2,
  // A machine may be slow; no test depends on its speed.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  use: {
    // An installed browser; leave this out where `npx playwright install` has been run.
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    },
  },
});
