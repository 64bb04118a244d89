/** Finds and starts a Chromium for the lives of apps. */
import { existsSync } from 'node:fs';

import type { Browser } from 'playwright-core';

import { UsageError } from '../../command-line/command.ts';
import { loadOptional } from '../../command-line/load-optional.ts';
import { findChromium } from '../../files/find-chromium.ts';

export interface BrowserChoice {
  /** The program that the user names. */
  readonly program?: string | undefined;
  readonly isHeaded: boolean;
  /** The address of the app, and other hosts that its pages may use. */
  readonly app: string;
  readonly allowedHosts: readonly string[];
  /** Where a browser usually is. */
  readonly places?: readonly string[];
}

/** @throws UsageError if there is no playwright-core or no browser */
export async function launchBrowser({
  program,
  isHeaded,
  places,
  ...reach
}: BrowserChoice): Promise<Browser> {
  if (program !== undefined && !existsSync(program))
    throw new UsageError(
      `--browser is "${program}", and there is no such program. Name a Chromium or Chrome.`,
    );
  const { chromium } = await loadPlaywright();
  const own = chromium.executablePath();
  const found = program ?? findChromium(undefined, places) ?? (existsSync(own) ? own : undefined);
  if (found === undefined)
    throw new UsageError(
      'There is no Chromium. Install one (Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium), or name its program with --browser.',
    );
  return chromium
    .launch({
      executablePath: found,
      headless: !isHeaded,
      // The command ends the browser itself.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none', formatReach(reach)],
    })
    .catch((error: unknown) => {
      const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
      throw new UsageError(
        `The browser ${found} does not start: ${reason}. Name another Chromium with --browser.`,
      );
    });
}

/**
 * The flag that keeps the browser from all other hosts: Playwright routes neither what a server redirects to nor web sockets.
 * @returns a name of a host per rule; anything else in a name is left out, since it could end the rule
 */
export function formatReach({ app, allowedHosts }: Pick<BrowserChoice, 'app' | 'allowedHosts'>): string {
  const given = [new URL(app).hostname, ...allowedHosts].filter((host) =>
    /^[\w.-]+$|^\[[\da-f:.]+\]$/i.test(host),
  );
  const reachable = ['localhost', '*.localhost', '127.*', '[::1]', ...given];
  return `--host-resolver-rules=${['MAP * ~NOTFOUND', ...new Set(reachable.map((host) => `EXCLUDE ${host}`))].join(' , ')}`;
}

/** The package does not bring it, since only apps need it. */
async function loadPlaywright(): Promise<typeof import('playwright-core')> {
  return loadOptional(
    async () => import('playwright-core'),
    'Apps need the package playwright-core, which is not installed. Run "npm install --save-dev playwright-core" and try again.',
  );
}
