/** The app as it would be deployed: built, and served from an origin that is not the API's. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

import { build, type Rollup } from 'vite';

export interface Site {
  /** Without a trailing slash. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/**
 * @param app the folder of its index.html, seen from the file whose `import.meta.url` is `from`
 * @param others files beside it
 */
export async function serveApp(
  app: string,
  from: string,
  others: Readonly<Record<string, string>> = {},
): Promise<Site> {
  const made = await built(fileURLToPath(new URL(app, from)));
  const files = new Map([...made, ...Object.entries(others)]);
  const server = createServer(({ url = '/' }, response) => {
    const name = new URL(url, 'http://site').pathname.slice(1) || 'index.html';
    const file = files.get(name);
    if (file === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'Content-Type': types[name.split('.').at(-1) ?? ''] ?? '' }).end(file);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function built(root: string): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const settings = {
    root,
    configFile: false,
    base: './',
    logLevel: 'silent',
    build: { write: false },
  } as const;
  // Without `watch` the result is not a watcher.
  const made = [await build(settings)].flat() as Rollup.RollupOutput[];
  const files = made.flatMap(({ output }) => output);
  return new Map(files.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]));
}
