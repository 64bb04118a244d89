/** For tests: a server on a free port of this machine that records its requests. */
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TestServer {
  /** Without a trailing slash. */
  readonly url: string;
  readonly host: string;
  /** The received requests in order; the path is as sent. */
  readonly requests: readonly ReceivedRequest[];
  readonly stop: () => Promise<void>;
}

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}

const running: TestServer[] = [];

export async function serve(answer: RequestListener): Promise<TestServer> {
  const requests: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request;
    requests.push({ method, path, headers });
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const testServer = { url: `http://${host}`, host, requests, stop };
  running.push(testServer);
  return testServer;
}

/** For `afterEach`: stops everything that a test started, even after a failure. */
export async function stopAll(): Promise<void> {
  await Promise.all(running.splice(0).map(({ stop }) => stop()));
}
