// What is at the address of the mock may be anything.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { createMockClient, type MockClientOptions } from './mock-client.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const ready = JSON.stringify({ ready: true });
const json = { 'Content-Type': 'application/json' };
const list = (options: MockClientOptions) =>
  createMockClient(options).send({ method: 'GET', target: '/__mock__/api/worlds' });

test.each<[what: string, answer: RequestListener, message: RegExp]>([
  [
    'a web page',
    (_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<html>'),
    /is not an enrichment-sandbox mock: .* status 200 and the type text\/html/,
  ],
  [
    'another API',
    (_, response) => response.writeHead(200, json).end('{"ok":1}'),
    /is not an enrichment-sandbox mock/,
  ],
  [
    'broken JSON',
    (_, response) => response.writeHead(200, json).end('{"ready'),
    /is not an enrichment-sandbox mock/,
  ],
  [
    'a redirect',
    (_, response) => response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end(),
    /status 302/,
  ],
  [
    'an endless body',
    (_, response) => void response.writeHead(200, json).write('x'.repeat(5000)),
    /is larger than 1000 bytes/,
  ],
  ['a connection that is closed', (_, response) => response.destroy(), /closed the connection|failed/],
])('%s is an error that says so', async (_, answer, message) => {
  const url = await listen(answer);
  await expect(list({ url, maxBody: 1000 })).rejects.toThrow(message);
});

test('a server that is silent is given up', async () => {
  const url = await listen(() => undefined);
  await expect(list({ url, timeoutMs: 20 })).rejects.toThrow('did not respond within 0.02 s. Is it a mock?');
});

test('where nothing listens, the message says how to start a mock', async () => {
  const url = await listen(() => undefined);
  servers.splice(0).forEach((server) => server.close());
  await expect(list({ url })).rejects.toThrow(/no mock is listening .* Or start this command with --start\./);
});

test('the control token goes to the control API of this mock only', async () => {
  const seen: (readonly [string | undefined, string | undefined])[] = [];
  const other = await listen((request, response) => {
    seen.push(['other', request.headers.authorization]);
    response.end();
  });
  const url = await listen(({ url: target, headers: { authorization } }, response) => {
    seen.push([target, authorization]);
    if (target === '/__mock__/health') response.writeHead(200, json).end(ready);
    else response.writeHead(307, { Location: `${other}${target}` }).end();
  });
  const client = createMockClient({ url, controlToken: 'secret-token' });
  expect(await client.send({ method: 'GET', target: '/__mock__/api/worlds' })).toMatchObject({ status: 307 });
  await client.send({ method: 'GET', target: '/api/v1/enrichment/status/' });
  expect(seen).toEqual([
    ['/__mock__/health', 'Bearer secret-token'],
    ['/__mock__/api/worlds', 'Bearer secret-token'],
    ['/api/v1/enrichment/status/', undefined],
  ]);
});
