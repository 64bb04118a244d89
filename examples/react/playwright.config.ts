import { defineConfig } from '@playwright/test';

const { CHROMIUM } = process.env;

// oxlint-disable-next-line import/no-default-export -- Playwright asks for it.
export default defineConfig({
  testDir: '.',
  outputDir: '../../build/examples/react',
  fullyParallel: true,
  workers: 2,
  use: { launchOptions: CHROMIUM === undefined ? {} : { executablePath: CHROMIUM } },
});
