/** A load balancer in front of several mocks, for tests: each request goes to the next one that accepts it, and events stay open. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface Balancer {
  /** Without a trailing slash. */
  readonly url: string;
  /** The mock that serves the open events of a world, if one does. */
  readonly findServing: () => string | undefined;
  readonly stop: () => Promise<void>;
}

/** @param targets the URLs of the mocks */
export async function startBalancer(targets: readonly string[]): Promise<Balancer> {
  let turn = 0;
  let serving: string | undefined;
  const pass = (incoming: IncomingMessage, body: Buffer, response: ServerResponse, tries: number): void => {
    turn += 1;
    const target = targets[turn % targets.length] ?? '';
    const { method, headers, url: path = '/' } = incoming;
    if (path.includes('/events')) serving = target;
    const { hostname, port } = new URL(target);
    const sent = request({ hostname, port, path, method, headers, agent: false });
    const fail = (): void => {
      // Nothing has come yet, so that another one may answer.
      if (!response.headersSent && tries > 1) pass(incoming, body, response, tries - 1);
      else response.destroy();
    };
    sent.once('error', fail).once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.once('error', () => response.destroy()).pipe(response);
    });
    response.once('close', () => sent.destroy());
    sent.end(body);
  };
  const server = createServer((incoming, response) => {
    const pieces: Buffer[] = [];
    incoming.on('data', (piece: Buffer) => pieces.push(piece));
    incoming.once('end', () => pass(incoming, Buffer.concat(pieces), response, targets.length));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    findServing: () => serving,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
