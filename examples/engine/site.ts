/** A site on a free port of this machine: an empty page, its workers, and the files of the package as they are. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

import { test as base } from '@playwright/test';
import { build, type Rollup } from 'vite';

export { expect } from '@playwright/test';

const packageFolder = new URL('.', import.meta.resolve('enrichment-sandbox/engine'));

export const test = base.extend<object, { readonly site: string }>({
  site: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from it that nothing else is needed.
    async ({}, use) => {
      const bundled = await bundleServiceWorker();
      const server = createServer(({ url = '' }, response) => {
        const content = url === '/bundled/service-worker.js' ? bundled : readSiteFile(url);
        if (content === undefined) response.writeHead(404).end();
        else {
          const type = url.endsWith('.js') ? 'text/javascript' : 'text/html';
          response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` }).end(content);
        }
      });
      await new Promise<void>((resolve) => {
        server.listen(0, '127.0.0.1', resolve);
      });
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
    { scope: 'worker' },
  ],
});

function readSiteFile(url: string): string | undefined {
  if (url.endsWith('/')) return '<!doctype html><title>A page</title>';
  if (url.startsWith('/engine/')) return readText(new URL(url.slice('/engine/'.length), packageFolder));
  // A browser resolves no names of packages.
  return readText(new URL(`.${url}`, import.meta.url))?.replace(
    'enrichment-sandbox/engine',
    '/engine/engine.js',
  );
}

function readText(file: URL): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** As one classic script, for browsers whose service workers cannot be modules. */
async function bundleServiceWorker(): Promise<string> {
  const entry = fileURLToPath(new URL('service-worker.js', import.meta.url));
  const output = { format: 'iife', codeSplitting: false } as const;
  const options = { write: false, rolldownOptions: { input: entry, output } } as const;
  const made = [await build({ configFile: false, logLevel: 'silent', build: options })].flat();
  return (made as Rollup.RollupOutput[])
    .flatMap(({ output: files }) => files.map((file) => ('code' in file ? file.code : '')))
    .join('');
}
