import { defineConfig } from '@playwright/test';

const { CHROMIUM: executablePath } = process.env;

// oxlint-disable-next-line import/no-default-export -- Playwright asks for it.
export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  use: {
    // An installed browser; leave this out where `npx playwright install` has been run.
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    },
  },
});
