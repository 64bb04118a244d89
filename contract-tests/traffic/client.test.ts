import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { serve, stopAll } from '../testing/serve.ts';
import { type HttpClient, createHttpClient } from './client.ts';

const clients: HttpClient[] = [];
const sockets: Server[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  for (const server of sockets.splice(0)) server.close();
  await stopAll();
});

const clientWith = (timeoutMs = 5000): HttpClient => {
  const client = createHttpClient(timeoutMs);
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

const packed = (encoding: string, body: Buffer) =>
  serve((_, response) => response.writeHead(200, { 'Content-Encoding': encoding }).end(body));

describe('the read-only client', () => {
  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'CONNECT', 'PROPFIND', 'get', ''])(
    'refuses "%s" before it sends a byte',
    async (method) => {
      const { url, requests } = await serve((_, response) => response.end());
      const asked = clientWith().send({ method, url: `${url}/a/b?c=1`, headers: [] });
      await expect(asked).rejects.toThrow(`This client is read-only; it does not send ${method} to /a/b.`);
      expect(requests).toEqual([]);
    },
  );

  test.each(['GET', 'HEAD', 'OPTIONS'])('sends %s', async (method) => {
    const { url, requests } = await serve((_, response) => response.end());
    await clientWith().send({ method, url, headers: [] });
    expect(requests.map((request) => request.method)).toEqual([method]);
  });

  test('a closed client sends nothing', async () => {
    const { url, requests } = await serve((_, response) => response.end());
    const client = clientWith();
    client.close();
    await expect(get(url, client)).rejects.toThrow('The client is closed and sends no more requests.');
    expect(requests).toEqual([]);
  });
});

describe('a sent request', () => {
  test('has the exact path, and no additional header', async () => {
    const { url, host, requests } = await serve((_, response) => response.end());
    const path = '/a/../b/%2e%2e/%2D//x;y=1?q=%20+&r';
    await clientWith().send({ method: 'GET', url: url + path, headers: [['Accept', 'text/x']] });
    expect(requests).toEqual([
      { method: 'GET', path, headers: { accept: 'text/x', host, connection: 'keep-alive' } },
    ]);
  });

  test('follows the request before it, over one connection', async () => {
    const ports = new Set<number | undefined>();
    let [open, max] = [0, 0];
    const { url } = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      open += 1;
      max = Math.max(max, open);
      setImmediate(() => {
        open -= 1;
        response.end();
      });
    });
    const client = clientWith();
    await Promise.all([1, 2, 3].map(() => get(url, client)));
    expect([max, ports.size]).toEqual([1, 1]);
  });
});

describe('a received response', () => {
  test('has status, headers in their original case, and body', async () => {
    const { url } = await serve((_, response) => {
      response.sendDate = false;
      response
        .writeHead(404, ['X-ODD', 'a', 'x-Odd', 'b', 'Connection', 'close', 'Content-Length', '6'])
        .end('größ');
    });
    expect(await get(url)).toEqual({
      kind: 'response',
      status: 404,
      headers: [
        ['X-ODD', 'a'],
        ['x-Odd', 'b'],
        ['Connection', 'close'],
        ['Content-Length', '6'],
      ],
      body: 'größ',
    });
  });

  test('is the redirect itself, not its destination', async () => {
    const elsewhere = await serve((_, response) => response.end());
    const { url } = await serve((_, response) => response.writeHead(301, { Location: elsewhere.url }).end());
    expect(await get(url)).toMatchObject({ status: 301, body: '' });
    expect(elsewhere.requests).toEqual([]);
  });

  const text = '{"a": "ü"}';
  test.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
    ['identity', Buffer.from(text)],
    ['constructor', Buffer.from(text)],
  ])('is decompressed from %s', async (encoding, body) => {
    expect(await get((await packed(encoding, body)).url)).toMatchObject({ status: 200, body: text });
  });

  test('is read even if it comes in chunks, one byte at a time', async () => {
    const { url } = await serve((_, response) => {
      for (const byte of Buffer.from(text)) response.write(Buffer.of(byte));
      response.end();
    });
    expect(await get(url)).toMatchObject({ body: text });
  });

  test('is empty for an empty body that claims to be compressed', async () => {
    expect(await get((await packed('gzip', Buffer.alloc(0))).url)).toMatchObject({ status: 200, body: '' });
  });
});

const reasonFrom = async (host: string, timeoutMs?: number, scheme = 'http') => {
  const sent = await clientWith(timeoutMs).send({
    method: 'GET',
    url: `${scheme}://${host}/secret-path?token=canary`,
    headers: [['Authorization', 'Bearer canary-token']],
  });
  return sent.kind === 'response'
    ? sent
    : { reason: sent.reason.replace(host, 'HOST'), mayPass: sent.mayPass };
};

describe('a failure message is one sentence without any part of the request', () => {
  test.each(['127.0.0.1', 'localhost'])('refused by %s', async (name) => {
    const host = await listen(() => undefined);
    for (const server of sockets.splice(0)) server.close();
    expect(await reasonFrom(host.replace('127.0.0.1', name))).toEqual({
      reason: 'HOST: the connection was refused; no server listens at this address',
      mayPass: false,
    });
  });

  test('refused by an IPv6 address', async () => {
    const host = (await listen(() => undefined)).replace('127.0.0.1', '[::1]');
    // The second message is that of a machine without IPv6.
    const reason = expect.stringMatching(/^HOST: (the connection was refused;|the host cannot be reached)/);
    expect(await reasonFrom(host)).toMatchObject({ reason });
  });

  test('unknown host', async () => {
    // The second message is that of a machine without a name server.
    const reason = expect.stringMatching(/^HOST: (the host does not exist|.* could not be looked up)$/);
    expect(await reasonFrom('no-such-host.invalid', 60_000)).toMatchObject({ reason });
  });

  test.each<[string, (socket: Socket) => void]>([
    ['at once', (socket) => socket.destroy()],
    ['in the middle of the body', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')],
    [
      'in the middle of a chunk',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf'),
    ],
  ])('reset %s', async (_, onSocket) => {
    const host = await listen((socket) => socket.once('data', () => onSocket(socket)));
    expect(await reasonFrom(host)).toMatchObject({ mayPass: true });
  });

  test.each<[string, (socket: Socket) => void]>([
    ['without a response', () => undefined],
    ['after half a response', (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf')],
  ])('hanging %s', async (_, onSocket) => {
    const open: Socket[] = [];
    const host = await listen((socket) => {
      open.push(socket);
      onSocket(socket);
    });
    expect(await reasonFrom(host, 50)).toEqual({
      reason: 'HOST: it did not respond within 0.05 s',
      mayPass: false,
    });
    for (const socket of open) socket.destroy();
  });

  test('not HTTP', async () => {
    const host = await listen((socket) => socket.end('220 mail.example ESMTP\r\n'));
    expect(await reasonFrom(host)).toEqual({
      reason: 'HOST: the response is not valid HTTP',
      mayPass: false,
    });
  });

  test('not TLS', async () => {
    const { host } = await serve((_, response) => response.end());
    expect(await reasonFrom(host, 5000, 'https')).toEqual({
      reason: 'HOST: the port does not use TLS; is it http instead of https?',
      mayPass: false,
    });
  });

  const tooLong = { reason: 'HOST: the response was longer than 16 MiB', mayPass: false };

  test('longer than the limit', async () => {
    const mebibyte = Buffer.alloc(1024 * 1024, ' ');
    const { host } = await serve((_, response) => {
      const pour = () => {
        while (!response.destroyed && response.write(mebibyte));
      };
      response.on('drain', pour);
      pour();
    });
    expect(await reasonFrom(host)).toEqual(tooLong);
  });

  test('longer than the limit after decompression', async () => {
    const { host } = await packed('gzip', gzipSync(Buffer.alloc(17 * 1024 * 1024)));
    expect(await reasonFrom(host)).toEqual(tooLong);
  });
});
