/** Serves small apps, each at a path. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface PageServer {
  readonly getUrl: (name: string) => string;
  readonly close: () => Promise<void>;
}

/** @param pages HTML by name */
export async function servePages(pages: Readonly<Record<string, string>>): Promise<PageServer> {
  const server = createServer(({ url = '/' }, response) => {
    const name = decodeURIComponent(new URL(url, 'http://pages').pathname.slice(1));
    const page = Object.hasOwn(pages, name) ? pages[name] : undefined;
    response.writeHead(page === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' });
    response.end(page ?? 'There is no such page.');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    getUrl: (name) => `http://127.0.0.1:${port}/${encodeURIComponent(name)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
