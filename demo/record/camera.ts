/** A browser without a window that takes pictures of the pages of the demo. */
import { setTimeout } from 'node:timers/promises';

import { UsageError } from '../../command-line/command.ts';
import { loadOptional } from '../../command-line/load-optional.ts';
import { findChromium } from '../../files/find-chromium.ts';

export interface Camera {
  /** Opens a page. */
  readonly open: (url: string) => Promise<void>;
  /** Sets the wall clock of the page, which stands still in between. */
  readonly setTime: (milliseconds: number) => Promise<void>;
  /**
   * A picture as a PNG file, when the page has come to rest.
   * @param quietMs how long nothing may have changed
   * @param height of its upper part; the whole page by default
   */
  readonly shoot: (quietMs: number, height?: number) => Promise<Uint8Array>;
}

export interface Studio {
  readonly openCamera: (scheme: 'light' | 'dark', milliseconds: number) => Promise<Camera>;
  readonly close: () => Promise<void>;
}

const viewport = { width: 1024, height: 576 };
const maxTries = 40;

/** @param chosen the Chromium that the user names. @throws UsageError if there is no browser to take pictures with */
export async function openStudio(chosen: string | undefined, places?: readonly string[]): Promise<Studio> {
  const { chromium } = await loadPlaywright();
  const program = findChromium(chosen, places);
  if (program === undefined)
    throw new UsageError(
      'Recording needs Chromium, and there is none. Install it (Debian: apt-get install chromium), or name it in the variable CHROMIUM.',
    );
  const browser = await chromium.launch({
    executablePath: program,
    // Letters look the same on every screen.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none', '--disable-lcd-text'],
  });
  return {
    close: () => browser.close(),
    openCamera: async (colorScheme, milliseconds) => {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
      await context.clock.setFixedTime(milliseconds);
      const page = await context.newPage();
      return {
        open: async (url) => {
          await page.goto(url);
        },
        setTime: (now) => context.clock.setFixedTime(now),
        shoot: async (quietMs, height = viewport.height) => {
          const clip = { x: 0, y: 0, width: viewport.width, height };
          let before = await page.screenshot({ clip });
          for (let tries = 0; tries < maxTries; tries += 1) {
            await setTimeout(quietMs);
            const picture = await page.screenshot({ clip });
            if (before.equals(picture)) return picture;
            before = picture;
          }
          return before;
        },
      };
    },
  };
}

/** The package does not bring it, since only a recording needs it. */
async function loadPlaywright(): Promise<typeof import('playwright-core')> {
  return loadOptional(
    async () => import('playwright-core'),
    'Recording needs the package playwright-core, which is not installed. Run "npm install --no-save playwright-core" and try again.',
  );
}
