/** Chromium for the tests of pages. Without one, these tests are skipped with a message. */
import { existsSync } from 'node:fs';

import type { Browser } from 'playwright-core';

/** `CHROMIUM=/path/to/it make unit` uses another one. */
const program = [
  process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => existsSync(path));

/** @param subject what is not looked at without a browser, for the message */
export function describeInChromium(subject: string, tests: () => void): void {
  if (program === undefined)
    process.stderr.write(
      `${subject} was NOT looked at in a browser: there is no Chromium; install one, or name it in CHROMIUM.\n`,
    );
  (program === undefined ? describe.skip : describe)(subject, tests);
}

export async function launchChromium(): Promise<Browser> {
  // Loading it costs a second, so no other test does.
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    ...(program === undefined ? {} : { executablePath: program }),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}
