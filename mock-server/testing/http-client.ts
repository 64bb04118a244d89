/** An HTTP client for tests: requests are sent unchanged, and responses returned unchanged. */
import { type IncomingHttpHeaders, request } from 'node:http';
import { connect, type Socket } from 'node:net';

export interface HttpReply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface HttpRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One request over a separate connection. */
export function sendRequest(
  url: string,
  { method = 'GET', headers = {}, body = '' }: HttpRequest = {},
): Promise<HttpReply> {
  const length = body === '' ? {} : { 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers: { ...length, ...headers }, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
      );
      response.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

export interface Connection {
  readonly send: (text: string) => void;
  /** Resolves to the data so far when it contains the text, or to all data when the server closes. */
  readonly until: (text: string) => Promise<string>;
  /** Resolves to all data when the server has closed. */
  readonly closed: () => Promise<string>;
  readonly leave: () => void;
}

/** A raw connection, for bytes that no client sends. Texts are Latin-1, so that any byte can be sent. */
export function openConnection(url: string): Connection {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  socket.setEncoding('latin1');
  let received = '';
  let ended = false;
  const until = (done: () => boolean) =>
    new Promise<string>((resolve, reject) => {
      const checkReceived = () => {
        if (!ended && !done()) return;
        socket.off('data', checkReceived).off('close', checkReceived);
        resolve(received);
      };
      socket.on('data', checkReceived).on('close', checkReceived).once('error', reject);
      checkReceived();
    });
  socket.on('data', (text: string) => {
    received += text;
  });
  socket.on('close', () => {
    ended = true;
  });
  return {
    send: (text) => void socket.write(text, 'latin1'),
    until: (text) => until(() => received.includes(text)),
    closed: () => until(() => false),
    leave: () => socket.destroy(),
  };
}

/** The complete raw response to a raw request, on a connection that closes afterwards. */
export async function sendRawRequest(
  url: string,
  line: string,
  ...headers: readonly string[]
): Promise<string> {
  const wire = openConnection(url);
  wire.send([`${line} HTTP/1.1`, 'Host: 127.0.0.1', 'Connection: close', ...headers, '', ''].join('\r\n'));
  return wire.closed();
}
