// Waits for all open requests, whichever client sent them.
import { createServer, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { waitUntilIdle } from './requests-in-flight.ts';

let server: Server;
let url = '';
/** Open requests, by path. */
const held = new Map<string, ServerResponse>();

beforeAll(async () => {
  server = createServer(({ url: path = '' }, response) => void held.set(path, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  for (const response of held.values()) response.end();
  server.closeAllConnections();
  server.close();
});

async function answer(path: string): Promise<void> {
  while (!held.has(path)) await new Promise(setImmediate);
  held.get(path)?.end('{}');
}

const clients: readonly (readonly [name: string, ask: (path: string) => Promise<unknown>])[] = [
  ['fetch', async (path) => (await fetch(`${url}${path}`)).json()],
  [
    'node:http',
    (path) =>
      new Promise((resolve, reject) => {
        request(`${url}${path}`, (response) => response.resume().on('end', () => resolve('read')))
          .on('error', reject)
          .end();
      }),
  ],
];

test.each(clients)('a request of %s is awaited until its client has read the response', async (name, ask) => {
  const seen: string[] = [];
  const asked = ask(`/${name}`).then(() => seen.push('read'));
  const settled = waitUntilIdle().then(() => seen.push('settled'));
  await answer(`/${name}`);
  await Promise.all([asked, settled]);
  expect(seen).toEqual(['read', 'settled']);
});

test('a request to the control API, such as a wait for the journal, is not awaited', async () => {
  const waiting = fetch(`${url}/__mock__/api/worlds/w/requests/wait`);
  await waitUntilIdle();
  await answer('/__mock__/api/worlds/w/requests/wait');
  expect((await waiting).status).toBe(200);
});

test('without a request it settles at once', async () => {
  await expect(waitUntilIdle()).resolves.toBeUndefined();
});
