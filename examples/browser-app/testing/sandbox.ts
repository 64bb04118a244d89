/** Playwright's test with a mock and a world, and with the app on an origin that is not the mock's. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

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
