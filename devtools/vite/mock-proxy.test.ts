// What the development server passes on to the mock, and to whom.
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect as connectSocket } from 'node:net';
import { text as readAll } from 'node:stream/consumers';

import { connect, startMock } from '../../library/index.ts';
import { enrichmentDevtools } from './index.ts';
import { createMockProxy, type Middleware } from './mock-proxy.ts';

async function serve(middleware: Middleware) {
  const server = createServer((incoming, response) =>
    middleware(incoming, response, () => response.end('the app')),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const get = (url: string, headers: Readonly<Record<string, string>>) =>
  new Promise<number | undefined>((resolve, reject) => {
    request(url, { headers }, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    })
      .on('error', reject)
      .end();
  });

test('the control API has the origin of the app, and no other page gets in', async () => {
  await using mock = await startMock();
  await using app = await serve(createMockProxy(mock.url, ['/__mock__', '/api']));
  const behind = await connect(app.url);
  const world = behind.world();
  await world.clock.advance('1m');
  expect(await world.journal.list()).toEqual([]);
  expect((await fetch(`${app.url}/api/v1/enrichment/status/`)).status).toBe(401);
  for (const path of ['/', '/__mock', '/__mock__x', '/apis'])
    expect(await (await fetch(app.url + path)).text()).toBe('the app');
  const health = `${app.url}/__mock__/api/health`;
  expect(await get(health, { Origin: app.url })).toBe(200);
  expect(await get(health, { Origin: 'http://evil.example' })).toBe(403);
  expect(await get(health, { Host: 'evil.example' })).toBe(403);
});

test('nobody gets in through a tunnel or a proxy that gives each request the host of this machine', async () => {
  await using mock = await startMock();
  await using app = await serve(createMockProxy(mock.url, ['/__mock__', '/api']));
  const health = `${app.url}/__mock__/api/health`;
  for (const headers of [
    { 'X-Forwarded-For': '203.0.113.7' },
    { 'X-Forwarded-For': '127.0.0.1, 203.0.113.7' },
    { 'X-Forwarded-For': 'unknown' },
    { 'X-Forwarded-Host': 'my-tunnel.example' },
    { 'X-Real-IP': '203.0.113.7' },
    { Forwarded: 'for=203.0.113.7;host=my-tunnel.example' },
  ] satisfies readonly Readonly<Record<string, string>>[])
    expect([headers, await get(health, headers)]).toEqual([headers, 403]);
  const own = { 'X-Forwarded-For': '127.0.0.1, ::1', 'X-Forwarded-Host': new URL(app.url).host };
  expect(await get(health, own)).toBe(200);
});

test.each([
  { Origin: 'null' },
  { Origin: 'http://localhost.evil.example' },
  { Origin: 'http://localhost@evil.example' },
  { Origin: 'http://127.0.0.1:1' },
  { Origin: 'HTTP://EVIL.EXAMPLE' },
  { Origin: '' },
  { 'Sec-Fetch-Site': 'cross-site' },
  { 'Sec-Fetch-Site': 'same-site' },
  { Host: 'localhost.evil.example' },
  { Host: '127.0.0.1.evil.example' },
  { Host: '127.0.0.1@evil.example' },
  { Host: '[::1].evil.example' },
] satisfies readonly Readonly<Record<string, string>>[])(
  'with %j a request gets nothing',
  async (headers) => {
    await using mock = await startMock();
    await using app = await serve(createMockProxy(mock.url, ['/__mock__']));
    expect(await get(`${app.url}/__mock__/api/health`, headers)).toBeGreaterThanOrEqual(400);
  },
);

test('a request without a host does not get that of the mock', async () => {
  await using mock = await startMock();
  await using app = await serve(createMockProxy(mock.url, ['/__mock__']));
  const socket = connectSocket(Number(new URL(app.url).port), '127.0.0.1');
  socket.write('GET /__mock__/api/health HTTP/1.0\r\n\r\n');
  expect(await readAll(socket)).toMatch(/^HTTP\/1\.1 403 /);
});

test('another machine gets nothing, although the development server is reachable from there', () => {
  const middleware = createMockProxy('http://127.0.0.1:4010', ['/__mock__']);
  const written: unknown[] = [];
  const response = {
    writeHead: (status: number) => written.push(status),
    end: (text: string) => written.push(JSON.parse(text)),
  } as unknown as ServerResponse;
  const incoming = {
    url: '/__mock__/',
    headers: {},
    socket: { remoteAddress: '192.168.1.5' },
  } as IncomingMessage;
  middleware(incoming, response, () => written.push('passed on'));
  expect(written).toEqual([
    403,
    {
      title: 'Forbidden',
      status: 403,
      detail: 'The mock is only reachable from the machine on which it runs.',
    },
  ]);
});

test('without a mock, the response says what to do', async () => {
  await using app = await serve(createMockProxy('http://127.0.0.1:1', ['/__mock__']));
  const response = await fetch(`${app.url}/__mock__/api/health`);
  expect([response.status, response.headers.get('content-type')]).toEqual([502, 'application/problem+json']);
  expect(await response.json()).toMatchObject({
    detail: expect.stringContaining('No mock answers at http://127.0.0.1:1. Start one with'),
  });
});

test.each(['127.0.0.1:4010', 'https://127.0.0.1:4010', ''])('%j is no address of a mock', (mock) => {
  expect(() => enrichmentDevtools({ mock })).toThrow('it must be a URL such as http://127.0.0.1:4010.');
});

test('the plugin is there in development only, and gives the drawer its options', () => {
  const plugin = enrichmentDevtools({ world: 'shop', shortcut: false });
  const appliesTo = (env: { command: string; isPreview?: boolean }) => plugin.apply({}, env);
  expect(
    [{ command: 'serve' }, { command: 'build' }, { command: 'serve', isPreview: true }].map(appliesTo),
  ).toEqual([true, false, false]);
  plugin.configResolved({ base: '/shop/' });
  const [tag] = plugin.transformIndexHtml();
  const src = tag?.attrs['src'] ?? '';
  expect(src).toBe('/shop/@id/virtual:enrichment-sandbox-devtools');
  const id = plugin.resolveId(src.slice('/shop/@id/'.length)) ?? '';
  expect(plugin.load(id)).toContain('mountDevtools({"world":"shop","shortcut":false,"mock":""})');
  expect(plugin.load('other')).toBeUndefined();
});
