import { defineConfig } from '@playwright/test';

const { CHROMIUM } = process.env;

export default defineConfig({
  testDir: '.',
  outputDir: '../../build/examples/browser-app-careless',
  fullyParallel: true,
  workers: 2,
  use: { launchOptions: CHROMIUM === undefined ? {} : { executablePath: CHROMIUM } },
});
