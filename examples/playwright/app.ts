/** Serves the page of this example; a project of your own has its development server and a `baseURL` instead. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { test as base } from 'enrichment-sandbox/playwright';

const types: Readonly<Record<string, string>> = {
  '/': 'text/html',
  '/index.html': 'text/html',
  '/app.js': 'text/javascript',
};

interface AppFixtures {
  /** The address of the page, at another origin than the mock. */
  readonly appUrl: string;
}

export const test = base.extend<object, AppFixtures>({
  appUrl: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it that nothing else is needed.
    async ({}, use) => {
      const server = createServer(({ url = '' }, response) => {
        const type = types[url];
        if (type === undefined) response.writeHead(404).end();
        else {
          const file = url === '/' ? '/index.html' : url;
          response.setHeader('Content-Type', type).end(readFileSync(new URL(`app${file}`, import.meta.url)));
        }
      });
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/index.html`);
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
    { scope: 'worker' },
  ],
  // The target of `page.goto('/')`.
  baseURL: async ({ appUrl }, use) => {
    await use(new URL('/', appUrl).href);
  },
});
