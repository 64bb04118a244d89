// Sends requests over keep-alive connections, as cheaply as Node can: the load must not slow down the server that it measures.
// @ts-check
import { connect } from 'node:net';

/**
 * One request, as bytes.
 * @param {string} line such as `GET /path`
 * @param {Record<string, string>} [headers]
 * @param {string | Buffer} [body]
 */
export function formatRequest(line, headers = {}, body = '') {
  const bytes = Buffer.from(body);
  const all = {
    Host: '127.0.0.1',
    ...headers,
    ...(bytes.length === 0 ? {} : { 'Content-Length': String(bytes.length) }),
  };
  const head = [
    `${line} HTTP/1.1`,
    ...Object.entries(all).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ];
  return Buffer.concat([Buffer.from(head.join('\r\n')), bytes]);
}

/**
 * Sends a number of requests, each connection one after the other.
 * @param {number | readonly number[]} port of several, each connection takes the next one
 * @param {Buffer | ((nth: number) => Buffer)} request the bytes of each request
 * @param {{ requests: number, connections?: number, anyStatus?: boolean, latencies?: number[] }} options any status, or only a success; a list that gets the milliseconds of each request
 * @returns {Promise<string>} the last response
 */
export function sendRequests(port, request, { requests, connections = 8, anyStatus = false, latencies }) {
  const ports = typeof port === 'number' ? [port] : port;
  return new Promise((resolve, reject) => {
    let sent = 0;
    let answered = 0;
    for (let one = 0; one < Math.min(connections, requests); one += 1) {
      const socket = connect(ports[one % ports.length] ?? 0, '127.0.0.1').setNoDelay(true);
      let began = 0;
      /** @type {Buffer[]} */
      let pieces = [];
      let received = 0;
      let expected = 0;
      const sendNext = () => {
        if (sent === requests) return socket.end();
        const bytes = typeof request === 'function' ? request(sent) : request;
        sent += 1;
        if (latencies !== undefined) began = performance.now();
        return socket.write(bytes);
      };
      socket.on('connect', sendNext).on('error', reject);
      socket.on(
        'close',
        () => answered < requests && received > 0 && reject(new Error('The server closed a connection.')),
      );
      socket.on('data', (piece) => {
        pieces.push(piece);
        received += piece.length;
        // The head is read again only when the length is not that of the response before.
        if (received !== expected) expected = measureResponse(pieces);
        if (received < expected) return;
        if (received > expected || !(anyStatus || pieces[0]?.[9] === success)) {
          reject(
            new Error(
              `Not a complete response with status 2xx: ${Buffer.concat(pieces).toString().slice(0, 300)}`,
            ),
          );
          return;
        }
        answered += 1;
        latencies?.push(performance.now() - began);
        if (answered === requests) resolve(Buffer.concat(pieces).toString());
        pieces = [];
        received = 0;
        sendNext();
      });
    }
  });
}

/** The first digit of the statuses 200 to 299. */
const success = '2'.charCodeAt(0);

/** The length of a response with its head; infinite while its end is not in sight. @param {readonly Buffer[]} pieces */
function measureResponse(pieces) {
  const text = Buffer.concat(pieces).toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return Number.POSITIVE_INFINITY;
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(text.slice(0, end + 2))?.[1];
  if (length !== undefined) return end + 4 + Number(length);
  return text.endsWith('\r\n0\r\n\r\n') ? text.length : Number.POSITIVE_INFINITY;
}
