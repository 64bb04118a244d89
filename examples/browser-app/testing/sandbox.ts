/** Playwright's test with a mock and a world, and with the app on an origin that is not the mock's. */
import { test as base } from 'enrichment-sandbox/playwright';

import { serveApp, type Site } from './site.ts';

export { expect } from 'enrichment-sandbox/playwright';

export const test = base.extend<object, { readonly site: Site }>({
  site: [
    async ({ browserName: _ }, use) => {
      const site = await serveApp('..', import.meta.url);
      await use(site);
      await site.stop();
    },
    { scope: 'worker' },
  ],
});
