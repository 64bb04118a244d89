import { createServer, type Server } from 'node:https';
import { type AddressInfo, connect as connectTcp } from 'node:net';
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';

import { createCertificate } from '../testing/certificate.ts';
import { runContract } from '../testing/command.ts';
import { serve, stopAll } from '../testing/serve.ts';
import { type Network, createHttpClient } from './client.ts';
import { findProxy } from './proxy.ts';

const running: (Server | HttpServer)[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await stopAll();
});

async function listening(server: Server | HttpServer): Promise<number> {
  running.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function get(url: string, network: Network = {}, timeoutMs = 5000) {
  const client = createHttpClient(timeoutMs, undefined, network);
  try {
    return await client.send({ method: 'GET', url, headers: [['Authorization', 'Bearer canary-token']] });
  } finally {
    client.close();
  }
}

/** A proxy that opens every tunnel to this port, and forwards unencrypted requests. */
async function startProxy(port: number, status = 200) {
  const received: string[] = [];
  const server = createHttpServer((request, response) => {
    received.push(`${request.method} ${request.url} ${request.headers['proxy-authorization'] ?? 'nobody'}`);
    response.end('by the proxy');
  });
  server.on('connect', (request, socket) => {
    received.push(`CONNECT ${request.url} ${request.headers['proxy-authorization'] ?? 'nobody'}`);
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    const onward = connectTcp(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      onward.pipe(socket);
      socket.pipe(onward);
    });
    onward.on('error', () => socket.destroy());
    return socket.on('error', () => onward.destroy());
  });
  return { url: `http://127.0.0.1:${await listening(server)}`, received };
}

const through = (url: string, target: string) => {
  const proxy = findProxy(new URL(target), { HTTPS_PROXY: url, HTTP_PROXY: url });
  if (proxy === undefined || proxy === 'unusable') throw new Error('There is no proxy.');
  return proxy;
};

const day = 24 * 60 * 60 * 1000;
const ago = (days: number) => new Date(Date.now() - days * day);

describe('a target with a TLS certificate', () => {
  test.each([
    ['from an unknown CA', {}, 'the TLS certificate is self-signed; give your CA with --ca FILE', false],
    ['that has expired', { from: ago(20), until: ago(10) }, 'the TLS certificate has expired', true],
    [
      'that is not valid yet',
      { from: ago(-10), until: ago(-20) },
      'the TLS certificate is not valid yet',
      true,
    ],
  ])('%s causes a message and gets no token', async (_, dates, reason, isTrusted) => {
    const made = createCertificate('localhost', dates);
    let asked = 0;
    const port = await listening(createServer(made, () => (asked += 1)));
    expect(await get(`https://localhost:${port}/`, isTrusted ? { ca: [made.cert] } : {})).toMatchObject({
      reason: `localhost:${port}: ${reason}`,
    });
    expect(asked).toBe(0);
  });

  test('from an unknown CA gets no token through a proxy either', async () => {
    const made = createCertificate('api.example');
    let asked = 0;
    const port = await listening(createServer(made, () => (asked += 1)));
    const proxy = await startProxy(port);
    const target = 'https://api.example/list/';
    expect(await get(target, { proxy: through(proxy.url, target) })).toMatchObject({
      reason: 'api.example: the TLS certificate is self-signed; give your CA with --ca FILE',
    });
    expect(asked).toBe(0);
  });

  test('from an unknown CA gets no token even if the environment disables the check', async () => {
    let asked = 0;
    const port = await listening(createServer(createCertificate('localhost'), () => (asked += 1)));
    const { status, stderr } = await runContract(['--base-url', `https://localhost:${port}`], {
      CONTRACT_TOKEN: 'canary-token',
      NODE_TLS_REJECT_UNAUTHORIZED: '0',
    });
    expect([status, asked]).toEqual([3, 0]);
    expect(stderr).toContain('the TLS certificate is self-signed');
  });

  test('of another host causes a message', async () => {
    const made = createCertificate('elsewhere.example');
    const port = await listening(createServer(made));
    expect(await get(`https://localhost:${port}/`, { ca: [made.cert] })).toMatchObject({
      reason: `localhost:${port}: the TLS certificate is for another host`,
    });
  });

  test('from the given CA is trusted', async () => {
    const made = createCertificate('localhost');
    const port = await listening(createServer(made, (_, response) => response.end('hello')));
    expect(await get(`https://localhost:${port}/`, { ca: [made.cert] })).toMatchObject({ body: 'hello' });
  });

  test('is reached through a proxy tunnel, and the proxy sees no token', async () => {
    const made = createCertificate('api.example');
    const port = await listening(createServer(made, (_, response) => response.end('through')));
    const proxy = await startProxy(port);
    const target = 'https://api.example/list/';
    const network = { ca: [made.cert], proxy: through(proxy.url.replace('//', '//ann:pw@'), target) };
    expect(await get(target, network)).toMatchObject({ status: 200, body: 'through' });
    expect(proxy.received).toEqual([
      `CONNECT api.example:443 Basic ${Buffer.from('ann:pw').toString('base64')}`,
    ]);
  });
});

describe('a proxy', () => {
  test('gets the full URL of an unencrypted request', async () => {
    const proxy = await startProxy(1);
    const target = 'http://api.example/list/?a=1';
    expect(await get(target, { proxy: through(proxy.url, target) })).toMatchObject({ body: 'by the proxy' });
    expect(proxy.received).toEqual([`GET ${target} nobody`]);
  });

  test.each([
    [407, 'the proxy requires a user name and a password; put them into HTTPS_PROXY'],
    [403, 'the proxy refused to connect to the target (status 403)'],
  ])('that returns %s causes a message', async (status, reason) => {
    const proxy = await startProxy(1, status);
    const target = 'https://api.example/';
    expect(await get(target, { proxy: through(proxy.url, target) })).toMatchObject({
      reason: `api.example: ${reason}`,
    });
  });

  test('that does not listen causes a message', async () => {
    const { url, stop } = await serve(() => undefined);
    await stop();
    const target = 'https://api.example/';
    expect(await get(target, { proxy: through(url, target) })).toMatchObject({
      reason: 'api.example: the proxy cannot be reached; check HTTPS_PROXY and NO_PROXY',
    });
  });

  test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
    ['https://api.example/', { HTTPS_PROXY: 'http://p:3128' }, 'p:3128'],
    ['https://api.example/', { https_proxy: 'p:3128' }, 'p:3128'],
    ['http://api.example/', { HTTPS_PROXY: 'http://p:3128' }, undefined],
    ['https://api.example/', { HTTPS_PROXY: 'http://p', NO_PROXY: 'example' }, undefined],
    ['https://api.example/', { HTTPS_PROXY: 'http://p', NO_PROXY: 'x, .api.example' }, undefined],
    ['https://api.example/', { HTTPS_PROXY: 'http://p', no_proxy: '*' }, undefined],
    ['https://api.example/', { HTTPS_PROXY: 'http://p', NO_PROXY: 'api.example:444' }, 'p'],
    ['https://my-api.example/', { HTTPS_PROXY: 'http://p', NO_PROXY: 'api.example' }, 'p'],
    ['http://127.0.0.1:4010/', { HTTP_PROXY: 'http://p' }, undefined],
    ['https://[::1]/', { HTTPS_PROXY: 'http://p' }, undefined],
  ])('for %s with %j is %s', (target, env, host) => {
    const proxy = findProxy(new URL(target), env);
    expect(proxy === 'unusable' ? proxy : proxy?.host).toBe(host);
  });

  test.each(['socks5://p', 'https://p', 'http://'])('%s is not supported', (text) => {
    expect(findProxy(new URL('https://api.example/'), { HTTPS_PROXY: text })).toBe('unusable');
  });
});

describe('a target that', () => {
  test('sends endless headers causes a message', async () => {
    const { url, host } = await serve((_, response) =>
      response.writeHead(200, { 'X-Long': 'x'.repeat(70_000) }).end(),
    );
    expect(await get(url)).toMatchObject({
      reason: `${host}: the response headers are too large`,
    });
  });

  test('sends single bytes is abandoned at the timeout', async () => {
    const { url, host } = await serve((_, response) => {
      const drip = setInterval(() => response.write(' '), 10);
      response.on('close', () => clearInterval(drip));
    });
    expect(await get(url, {}, 200)).toMatchObject({ reason: `${host}: it did not respond within 0.2 s` });
  });
});
