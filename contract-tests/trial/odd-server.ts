/** Stands in front of a mock and changes its answers on the way: for servers that are legal and look odd. */
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OddRequest {
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly authorization: string | undefined;
  /** 1 for the first that came, 2 for the second. */
  readonly count: number;
}

export interface OddAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface Oddity {
  /** Answers in the place of the mock; undefined lets the request through. */
  readonly instead?: (request: OddRequest) => OddAnswer | undefined;
  /** Something that happens at the mock before the request comes to it. */
  readonly before?: (request: OddRequest, mockUrl: string) => Promise<unknown>;
  /** Changes what the mock answered. */
  readonly change?: (answer: OddAnswer, request: OddRequest) => OddAnswer;
}

export interface OddServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export async function startOddServer(mockUrl: string, oddity: Oddity): Promise<OddServer> {
  let count = 0;
  const server = createServer((incoming, outgoing) => {
    count += 1;
    const { method = '', url: target = '', headers } = incoming;
    const asked = { method, target, authorization: headers.authorization, count };
    answerTo(incoming, asked, mockUrl, oddity).then(
      ({ status, headers: sent, body }) => {
        // The mock's own Date goes through, and none is put in where it was taken out.
        outgoing.sendDate = false;
        outgoing.writeHead(status, sent.flat());
        outgoing.end(body);
      },
      (error: unknown) => outgoing.destroy(error as Error),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerTo(
  incoming: IncomingMessage,
  asked: OddRequest,
  mockUrl: string,
  { instead, before, change = (answer) => answer }: Oddity,
): Promise<OddAnswer> {
  const own = instead?.(asked);
  if (own !== undefined) return own;
  await before?.(asked, mockUrl);
  return change(await passOn(incoming, mockUrl), asked);
}

function passOn({ method, url: path, headers }: IncomingMessage, mockUrl: string): Promise<OddAnswer> {
  const { hostname, port, host } = new URL(mockUrl);
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, method, path, headers: { ...headers, host }, agent: false });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: pairs(response.rawHeaders).filter(([name]) => !/^(connection|keep-alive)$/i.test(name)),
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.end();
  });
}

function pairs(raw: readonly string[]): OddAnswer['headers'] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}
