// Connecting to a running mock: how it is verified, and the errors if it is not a mock.
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';

import { runningMock } from '../mock-server/testing/running-mock.ts';
import { connect } from './connect.ts';

let server: Server | undefined;
afterEach(() => void server?.close());

/** Another server, which sends the same response to all requests. */
async function stranger(status: number, body: string): Promise<string> {
  const own = createServer((_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
  });
  server = own;
  await new Promise<void>((resolve) => {
    own.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(own.address() as AddressInfo).port}`;
}

test('a running mock is found by its URL, with or without a trailing slash', async () => {
  const running = await runningMock();
  const mock = await connect(`${running.url}/`);
  expect([mock.url, mock.version]).toEqual([running.url, VERSION]);
  expect(await mock.worlds()).toEqual(['default']);
  await running.stop();
});

test('stopping a mock that was only connected to leaves it running', async () => {
  const running = await runningMock();
  await (await connect(running.url)).stop();
  expect(await (await connect(running.url)).worlds()).toEqual(['default']);
  await running.stop();
});

test('without a mock, the message says how to start one', async () => {
  const url = await stranger(200, '{}');
  server?.close();
  await expect(connect(url)).rejects.toMatchObject({
    status: 0,
    message: `getHealth: no mock is listening at ${url} (ECONNREFUSED). Start one with "enrichment-sandbox mock", and use the base URL that it prints, without a path.`,
  });
});

test.each([
  ['another server', 404, '{"detail":"Not found."}'],
  ['a server that responds with 200 to everything', 200, '{}'],
  ['a server that does not send JSON', 200, 'hello'],
])('%s is not a mock', async (_, status, body) => {
  await expect(connect(await stranger(status, body))).rejects.toThrow('is not an enrichment-sandbox mock');
});

test('http:// may be left out', async () => {
  const running = await runningMock();
  expect((await connect(running.url.replace('http://', ''))).url).toBe(running.url);
  await running.stop();
});

test.each(['/api/v1', '/backend', '/__mock__/api', '/backend/api/v1/enrichment/status/'])(
  'with the path %s, the message contains the correct base URL',
  async (path) => {
    const running = await runningMock();
    await expect(connect(`${running.url}${path}`)).rejects.toThrow(
      `getHealth: the mock is at ${running.url}, not under the path of ${running.url}${path.replace(/\/$/, '')}. Use its base URL without a path: connect("${running.url}").`,
    );
    await running.stop();
  },
);

test('another server is not reported as a mock under another path', async () => {
  const url = await stranger(404, '{}');
  await expect(connect(`${url}/api`)).rejects.toThrow('is not an enrichment-sandbox mock');
});

test.each(['', 'file:///tmp/mock', 'http://', 'the mock'])('%j is not a URL', async (url) => {
  await expect(connect(url)).rejects.toThrow(
    'is not the address of a mock; it must be a URL such as http://127.0.0.1:4010.',
  );
});

// Errors below HTTP, with their code as the cause. None of them may be reported as a missing mock.
test('https for a mock is distinguished from a missing mock', async () => {
  const running = await runningMock();
  const refused = connect(running.url.replace('http:', 'https:'));
  await expect(refused).rejects.toMatchObject({
    status: 0,
    message: expect.stringContaining('write http:// instead of https://'),
    cause: { code: expect.stringMatching(/EPROTO|ERR_SSL/) },
  });
  await running.stop();
});

test.each([
  ['does not speak HTTP', 'HPE_INVALID_CONSTANT', 'SSH-2.0-OpenSSH_9.2\r\n'],
  ['closed the connection before it responded', 'ECONNRESET', undefined],
])('a server that %s is reported with the code %s', async (words, code, greeting) => {
  const raw = createTcpServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => (greeting === undefined ? socket.destroy() : socket.end(greeting)));
  });
  await new Promise<void>((resolve) => {
    raw.listen(0, '127.0.0.1', resolve);
  });
  const { port } = raw.address() as AddressInfo;
  await expect(connect(`http://127.0.0.1:${port}`)).rejects.toMatchObject({
    message: expect.stringContaining(words),
    cause: { code },
  });
  raw.close();
});

test('a fetch that a test replaced is not called', async () => {
  const running = await runningMock();
  const stubbed = jest.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('Failed to fetch'));
  const mock = await connect(running.url);
  expect([await mock.worlds(), stubbed.mock.calls]).toEqual([['default'], []]);
  stubbed.mockRestore();
  await running.stop();
});

test.each([
  ['9.0.0', `the mock at URL is enrichment-sandbox 9.0.0, but this library is ${VERSION}`],
  ['0.99.0', 'Use the same version for both'],
])('a mock of version %s is rejected', async (version, sentence) => {
  const url = await stranger(200, JSON.stringify({ status: 'ok', version, worlds: 1, readings: {} }));
  await expect(connect(url)).rejects.toThrow(sentence.replace('URL', url));
});

describe('a mock that needs a control token', () => {
  const controlToken = 'operator-token-0123456789';

  test('is held with it', async () => {
    const running = await runningMock({ controlToken });
    const mock = await connect(running.url, { controlToken });
    expect(await mock.worlds()).toEqual(['default']);
    await mock.world('shop').clock.advance('1h');
    await running.stop();
  });

  test.each([{}, { controlToken: 'wrong-token-0123456789' }])('is not held with %j', async (options) => {
    const running = await runningMock({ controlToken });
    await expect(connect(running.url, options)).rejects.toMatchObject({
      status: 401,
      message: expect.stringContaining(`connect("${running.url}", { controlToken })`) as unknown,
    });
    await running.stop();
  });
});
