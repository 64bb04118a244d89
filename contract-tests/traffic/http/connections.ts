/** Opens connections to the target, reuses them, and sends one request at a time over each. */
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, rootCertificates } from 'node:tls';

import { openTunnel, type Proxy } from '../proxy.ts';
import { exchangeOnSocket, type SocketRequest, type SocketResult } from './exchange-on-socket.ts';
import { countBytes } from './response-reader.ts';

/** The connection to the target; direct and with Node's certificates by default. */
export interface Network {
  readonly proxy?: Proxy;
  /** Certificates in PEM that are trusted in addition to the default ones. */
  readonly ca?: readonly string[];
  /** How many requests may be under way at once; one by default. */
  readonly maxConnections?: number;
}

export interface Connections {
  /** Sends a request and reads its response. @throws Error with a code, if no response can be read */
  readonly exchange: (url: URL, request: SocketRequest, signal: AbortSignal) => Promise<SocketResult>;
  readonly close: () => void;
}

/** A connection that waits for the next request. */
interface IdleConnection {
  readonly socket: Socket;
  /** Bytes that came although nothing was requested. */
  unasked: number;
  isGone: boolean;
  /** Makes it an ordinary socket again. */
  readonly wake: () => void;
}

export function createConnections({ proxy, ca = [], maxConnections = 1 }: Network): Connections {
  const idle: IdleConnection[] = [];
  const waiting: (() => void)[] = [];
  const open = new Set<Socket>();
  let underWay = 0;
  let unasked = 0;

  const takeIdle = (): Socket | undefined => {
    for (let one = idle.pop(); one !== undefined; one = idle.pop()) {
      one.wake();
      unasked += one.unasked;
      if (!one.isGone && one.unasked === 0) return one.socket;
      one.socket.destroy();
    }
    return undefined;
  };

  const dial = async (url: URL, signal: AbortSignal): Promise<Socket> => {
    const socket = await openSocket(url, { proxy, ca }, signal);
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    return socket;
  };

  const run = async (url: URL, request: SocketRequest, signal: AbortSignal): Promise<SocketResult> => {
    // A request that changes something must not be sent twice because a connection had just been closed.
    const used = request.isSafe ? takeIdle() : undefined;
    const result = await exchangeOnSocket(used ?? (await dial(url, signal)), request, signal);
    if (result.kind === 'response' && result.response.staysOpen) idle.push(rest(result.socket));
    else result.socket.destroy();
    return result.kind === 'response' ? noteUnasked(result) : result;
  };

  const noteUnasked = (result: Extract<SocketResult, { kind: 'response' }>): SocketResult => {
    const count = unasked;
    unasked = 0;
    if (count === 0) return result;
    const defect = { kind: 'unasked-bytes', detail: countBytes(count) } as const;
    return {
      ...result,
      response: { ...result.response, defects: [...result.response.defects, defect] },
    };
  };

  return {
    exchange: async (url, request, signal) => {
      if (underWay < maxConnections) underWay += 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await run(url, request, signal);
      } finally {
        const next = waiting.shift();
        if (next === undefined) underWay -= 1;
        else next();
      }
    },
    close: () => {
      for (const socket of open) socket.destroy();
    },
  };
}

function rest(socket: Socket): IdleConnection {
  const onData = (bytes: Buffer) => {
    one.unasked += bytes.length;
  };
  const onGone = () => {
    one.isGone = true;
    socket.destroy();
  };
  const one: IdleConnection = {
    socket,
    unasked: 0,
    isGone: false,
    wake: () => {
      socket.off('data', onData).off('end', onGone).off('close', onGone).off('error', onGone);
      socket.ref();
    },
  };
  socket.on('data', onData).on('end', onGone).on('close', onGone).on('error', onGone);
  socket.unref();
  return one;
}

async function openSocket(
  url: URL,
  { proxy, ca }: { readonly proxy: Proxy | undefined; readonly ca: readonly string[] },
  signal: AbortSignal,
): Promise<Socket> {
  const isSecure = url.protocol === 'https:';
  const host = getHost(url);
  const port = getPort(url);
  const direct = { host, port };
  if (!isSecure) {
    const near = proxy === undefined ? direct : { host: getHost(proxy.url), port: getPort(proxy.url) };
    return waitUntil('connect', connectTcp(near), signal);
  }
  const trust = {
    // Whatever the environment says: a token never goes to a server without a valid certificate.
    rejectUnauthorized: true,
    ...(ca.length === 0 ? {} : { ca: [...rootCertificates, ...ca] }),
    ...(isIP(host) === 0 ? { servername: host } : {}),
  };
  const tunnel = proxy === undefined ? {} : { socket: await openTunnel(proxy, url, signal) };
  return waitUntil('secureConnect', connectTls({ ...direct, ...trust, ...tunnel }), signal);
}

function waitUntil(event: 'connect' | 'secureConnect', socket: Socket, signal: AbortSignal): Promise<Socket> {
  socket.setNoDelay(true);
  return new Promise((resolve, reject) => {
    const finish = (act: () => void) => {
      socket.off('error', onError).off('close', onClose).off(event, onReady);
      signal.removeEventListener('abort', onAbort);
      act();
    };
    const fail = (error: Error) =>
      finish(() => {
        // A destroyed socket may still report an error.
        socket.on('error', () => undefined).destroy();
        reject(error);
      });
    const onError = (error: Error) => fail(error);
    const onClose = () => fail(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    const onAbort = () => fail(new Error('late'));
    const onReady = () => finish(() => resolve(socket));
    socket.on('error', onError).on('close', onClose).on(event, onReady);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
}

function getHost({ hostname }: URL): string {
  return hostname.replaceAll(/^\[|\]$/g, '');
}

function getPort({ port, protocol }: URL): number {
  return port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
}
