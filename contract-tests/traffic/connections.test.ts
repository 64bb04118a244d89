// Connections and what they carry: reuse, broken responses, and requests that are never sent.
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

import { serve, stopAll } from '../testing/serve.ts';
import { type HttpClient, createHttpClient, type Network } from './client.ts';

const clients: HttpClient[] = [];
const sockets: Server[] = [];
const plain = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]';

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  for (const server of sockets.splice(0)) server.close();
  await stopAll();
});

const clientWith = (timeoutMs = 5000, network: Network = {}): HttpClient => {
  const client = createHttpClient(timeoutMs, undefined, network);
  clients.push(client);
  return client;
};

const get = (url: string, client = clientWith()) => client.send({ method: 'GET', url, headers: [] });

/** A server below HTTP, for behaviour that no HTTP server has. */
async function listen(onSocket: (socket: Socket) => void): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  sockets.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What was sent before a whole exchange on another connection has arrived after it. */
const letBytesArrive = (host: string) => get(`http://${host}`);

/** A server that responds to each request on any connection with the next of these bytes, and leaves it open. */
async function talk(...responses: readonly string[]) {
  let [connections, asked] = [0, 0];
  const host = await listen((socket) => {
    connections += 1;
    socket.on('data', () => {
      socket.write(Buffer.from(responses[asked] ?? '', 'latin1'));
      asked += 1;
    });
  });
  return { url: `http://${host}`, count: () => ({ connections, asked }) };
}

describe('a response that breaks HTTP', () => {
  test('is read, with the names of its defects, and its connection is not used again', async () => {
    const { url, count } = await talk(`${plain}]`, plain, plain);
    const client = clientWith();
    expect(await get(url, client)).toEqual({
      kind: 'response',
      status: 200,
      headers: [['Content-Length', '2']],
      body: '[]',
      defects: [{ kind: 'more-bytes', detail: '1 byte' }],
    });
    expect(await get(url, client)).not.toHaveProperty('defects');
    expect(await get(url, client)).not.toHaveProperty('defects');
    expect(count()).toEqual({ connections: 2, asked: 3 });
  });

  test('is read as it is if it cannot be decompressed', async () => {
    const { url } = await serve((_, response) =>
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end('no gzip at all'),
    );
    expect(await get(url)).toMatchObject({
      status: 200,
      body: 'no gzip at all',
      defects: [{ kind: 'not-decompressible' }],
    });
  });

  test('is a failure that a retry may cure if it is cut, and keeps what came', async () => {
    const host = await listen((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')),
    );
    expect(await get(`http://${host}`)).toEqual({
      kind: 'no-response',
      reason: `${host}: the response ended too early`,
      mayPass: true,
      isMalformed: true,
      partial: {
        kind: 'response',
        status: 200,
        headers: [['Content-Length', '9']],
        body: 'half',
        defects: [{ kind: 'cut-short', detail: 'Content-Length is 9, but 4 bytes arrived' }],
      },
    });
  });

  test('that stops is waited for only once', async () => {
    const { url } = await talk(...Array.from({ length: 2 }, () => plain.replace(': 2', ': 3')));
    const client = clientWith(300);
    const first = await get(url, client);
    expect(first).toMatchObject({ timedOut: true, partial: { body: '[]' } });
    expect(await get(url, client)).toMatchObject({ timedOut: true, partial: { body: '[]' } });
  });

  test('with bytes that arrive later is noticed by the next request', async () => {
    const open: Socket[] = [];
    const host = await listen((socket) => {
      open.push(socket);
      socket.on('data', () => socket.write(plain));
    });
    const client = clientWith();
    expect(await get(`http://${host}`, client)).not.toHaveProperty('defects');
    const isSent = new Promise<void>((resolve) => open[0]?.write('late', () => resolve()));
    await isSent;
    await letBytesArrive(host);
    expect(await get(`http://${host}`, client)).toMatchObject({
      body: '[]',
      defects: [{ kind: 'unasked-bytes', detail: '4 bytes' }],
    });
  });
});

test('a connection that the server has closed in the meantime is opened again', async () => {
  const open: Socket[] = [];
  const host = await listen((socket) => {
    open.push(socket);
    socket.on('data', () => socket.write(plain));
  });
  const client = clientWith();
  for (let count = 0; count < 3; count += 1) {
    expect(await get(`http://${host}`, client)).toMatchObject({ status: 200, body: '[]' });
    open.at(-1)?.end();
    await letBytesArrive(host);
  }
  expect(open).toHaveLength(6);
});

test('several requests are under way at once, if that is allowed', async () => {
  let [open, max] = [0, 0];
  const { url } = await serve((_, response) => {
    open += 1;
    max = Math.max(max, open);
    setImmediate(() =>
      setImmediate(() => {
        open -= 1;
        response.end();
      }),
    );
  });
  const client = clientWith(5000, { maxConnections: 3 });
  const all = await Promise.all(Array.from({ length: 9 }, () => get(url, client)));
  expect(all.map((one) => one.kind)).toEqual(Array.from({ length: 9 }, () => 'response'));
  expect(max).toBeLessThanOrEqual(3);
});

test.each(['a\r\nX-B: c', 'a\0', '\u20ac'])('a header with %j is not sent', async (value) => {
  const { url, requests } = await serve((_, response) => response.end());
  const sent = clientWith().send({ method: 'GET', url, headers: [['X-A', value]] });
  await expect(sent).rejects.toThrow(
    'The header X-A of a request contains a character that HTTP does not allow.',
  );
  expect(requests).toEqual([]);
});
