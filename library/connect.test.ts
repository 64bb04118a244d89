// Taking hold of a mock that runs: what is asked of it before it is believed, and what is said when it is none.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { runningMock } from '../mock-server/testing/running-mock.ts';
import { connect } from './connect.ts';

let server: Server | undefined;
afterEach(() => void server?.close());

/** Something else that listens, and answers all requests alike. */
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

test('a mock that runs is taken hold of by its address, with a slash at its end or without', async () => {
  const running = await runningMock();
  const mock = await connect(`${running.url}/`);
  expect([mock.url, mock.version]).toEqual([running.url, VERSION]);
  expect(await mock.worlds()).toEqual(['default']);
  await running.stop();
});

test('stopping what was only connected to leaves it running', async () => {
  const running = await runningMock();
  await (await connect(running.url)).stop();
  expect(await (await connect(running.url)).worlds()).toEqual(['default']);
  await running.stop();
});

test('where nobody listens, it is said what to start', async () => {
  const url = await stranger(200, '{}');
  server?.close();
  await expect(connect(url)).rejects.toMatchObject({
    status: 0,
    message: `getHealth: no mock answers at ${url} (ECONNREFUSED); start one with "enrichment-sandbox mock", and give the base address that it prints, without a path.`,
  });
});

test.each([
  ['another server', 404, '{"detail":"Not found."}'],
  ['a server that likes everything', 200, '{}'],
  ['a server that sends no JSON', 200, 'hello'],
])('%s is no mock', async (_, status, body) => {
  await expect(connect(await stranger(status, body))).rejects.toThrow('is no mock of enrichment-sandbox');
});

test('the address of the API is not that of the mock', async () => {
  const running = await runningMock();
  await expect(connect(`${running.url}/api/v1`)).rejects.toThrow('without a path');
  await running.stop();
});

test.each([
  ['9.0.0', `the mock at URL is enrichment-sandbox 9.0.0, and this library is ${VERSION}`],
  ['0.99.0', 'use one version for both'],
])('a mock of version %s is refused', async (version, sentence) => {
  const url = await stranger(200, JSON.stringify({ status: 'ok', version, worlds: 1, readings: {} }));
  await expect(connect(url)).rejects.toThrow(sentence.replace('URL', url));
});
