/** Playwright's test with a mock and a world, and with the app on an origin that is not the mock's. */
import { test as base } from 'enrichment-sandbox/playwright';

import { serveApp, type Site } from './site.ts';

export { expect } from 'enrichment-sandbox/playwright';

export const test = base.extend<object, { readonly site: Site }>({
  site: [
    // Playwright wants to see what a fixture needs.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const site = await serveApp('..', import.meta.url);
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
});
