/** A server in front of a mock that changes its responses: for legal servers with unusual behaviour. */
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { pairHeaders } from '../traffic/client.ts';

export interface VariantRequest {
  /** 1 for the first request, 2 for the second. */
  readonly count: number;
  /** Path and query as sent. */
  readonly target: string;
  /** The requested host, which is not the mock. */
  readonly host: string;
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
}

export interface VariantResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
}

export interface LegalVariant {
  /** Acts on the mock before it gets the request. */
  readonly before?: (request: VariantRequest, mockUrl: string) => Promise<unknown>;
  /** Replaces the request to the mock. */
  readonly rewrite?: (target: string) => string;
  /** Responds in place of the mock; `drop` closes the connection, undefined forwards the request. */
  readonly instead?: (request: VariantRequest) => VariantResponse | 'drop' | undefined;
  /** Changes the response of the mock. */
  readonly change?: (answer: VariantResponse, request: VariantRequest) => VariantResponse;
  /** Writes the response as the text of a message, one character per byte; the connection then closes. */
  readonly write?: (answer: VariantResponse, request: VariantRequest) => string;
}

export interface VariantServer {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export async function startVariantServer(mockUrl: string, variant: LegalVariant): Promise<VariantServer> {
  let count = 0;
  const server = createServer((incoming, outgoing) => {
    count += 1;
    const { url: target = '', method = '', headers } = incoming;
    const asked = { count, target, method, headers, host: headers.host ?? '' };
    respond(incoming, asked, mockUrl, variant).then(
      (answer) => {
        if (answer === 'drop') return outgoing.destroy();
        if (variant.write !== undefined)
          return incoming.socket.end(Buffer.from(variant.write(answer, asked), 'latin1'));
        // The mock's own Date is forwarded, and no other is added after it was removed.
        outgoing.sendDate = false;
        outgoing.writeHead(answer.status, answer.headers.flat());
        return outgoing.end(answer.body);
      },
      (error: unknown) => outgoing.writeHead(599).end(String(error)),
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

async function respond(
  incoming: IncomingMessage,
  asked: VariantRequest,
  mockUrl: string,
  { before, rewrite = (target) => target, instead, change = (answer) => answer }: LegalVariant,
): Promise<VariantResponse | 'drop'> {
  const own = instead?.(asked);
  if (own !== undefined) return own;
  await before?.(asked, mockUrl);
  // The headers for HEAD are those of the changed response to GET; Node sends no body with them.
  const method = asked.method === 'HEAD' ? 'GET' : asked.method;
  return change(await forwardRequest(incoming, method, rewrite(asked.target), mockUrl), asked);
}

function forwardRequest(
  incoming: IncomingMessage,
  method: string,
  path: string,
  mockUrl: string,
): Promise<VariantResponse> {
  const { headers } = incoming;
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
          headers: pairHeaders(response.rawHeaders).filter(
            ([name]) => !/^(connection|keep-alive)$/i.test(name),
          ),
          body: Buffer.concat(chunks),
        }),
      );
    });
    incoming.pipe(sent);
  });
}
