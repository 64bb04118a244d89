/** Chromium for the tests of pages. Without one they are skipped with a message; in continuous integration they fail. */
import type { Browser } from 'playwright-core';

import { findChromium } from '../find-chromium.ts';

/** `CHROMIUM=/path/to/it make unit` uses another one. */
const program = findChromium(process.env['CHROMIUM']);

/** @param subject what is not looked at without a browser, for the message */
export function describeInChromium(subject: string, tests: () => void): void {
  if (program !== undefined) {
    describe(subject, tests);
    return;
  }
  const reason = `${subject}: not looked at in a browser, since there is no Chromium. Install one (Debian: apt-get install chromium), or name it in CHROMIUM.`;
  const isRequired = (process.env['CI'] ?? '') !== '';
  if (isRequired) {
    test(subject, () => {
      throw new Error(reason);
    });
    return;
  }
  process.stderr.write(`${reason}\n`);
  describe.skip(subject, tests);
}

export async function launchChromium(): Promise<Browser> {
  // Loading it costs a second, so no other test does.
  const { chromium } = await import('playwright-core');
  return chromium.launch({
    ...(program === undefined ? {} : { executablePath: program }),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}
