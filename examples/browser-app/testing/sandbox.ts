/** Playwright's test with a mock and a world, and with the app on an origin that is not the mock's. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { ControlError, type World } from 'enrichment-sandbox';
import { test as base } from 'enrichment-sandbox/playwright';

import { serveApp, type Site } from './site.ts';

export { expect } from 'enrichment-sandbox/playwright';

export const test = base.extend<object, { readonly site: Site }>({
  site: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it that nothing else is needed.
    async ({}, use) => {
      const site = await serveApp('..', import.meta.url, { 'mockServiceWorker.js': serviceWorker() });
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
});

/** What `npx msw init` puts beside a page. */
function serviceWorker(): string {
  return readFileSync(createRequire(import.meta.url).resolve('msw/mockServiceWorker.js'), 'utf8');
}

/** Whether coach or faults are not there yet. To be removed when they are. */
export async function isBeingMade(world: World): Promise<boolean> {
  const looks = [world.advice(), world.faults.list()].map((look) => look.then(() => false, saysSo));
  return (await Promise.all(looks)).includes(true);
}

function saysSo(error: unknown): boolean {
  if (error instanceof ControlError && error.message.includes('This is being made.')) return true;
  throw error;
}
