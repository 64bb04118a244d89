/** A server on this machine that breaks off a response in the middle: only a real connection can do that. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Route } from 'playwright-core';

export interface CutResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** What is sent of the body. */
  readonly body: Uint8Array;
}

export interface Breaker {
  /** Answers a request of a page with the beginning of a response. */
  readonly cut: (route: Route, response: CutResponse) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openBreaker(): Promise<Breaker> {
  const waiting = new Map<string, CutResponse>();
  const server = createServer(({ url = '' }, response) => {
    const cut = waiting.get(url);
    waiting.delete(url);
    if (cut === undefined) {
      response.writeHead(404).end();
      return;
    }
    for (const [name, value] of cut.headers) response.appendHeader(name, value);
    response.writeHead(cut.status, { 'Content-Length': String(cut.body.length + 1) });
    response.flushHeaders();
    response.write(cut.body, () => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    cut: async (route, response) => {
      const path = `/${crypto.randomUUID()}`;
      // A page that was loaded securely loads nothing from here.
      if (route.request().url().startsWith('https:')) return route.abort('connectionreset');
      waiting.set(path, response);
      await route.continue({ url: `http://127.0.0.1:${port}${path}`, method: 'GET', postData: '' });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
