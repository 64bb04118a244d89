// Sends one request over a bare connection byte for byte, and parses the response into plain values.
// @ts-check
import { connect } from 'node:net';

/**
 * @typedef {{ method: string, target: string, headers: [string, string][], body: string }} Request All texts are Latin-1.
 * @typedef {{ status: number, headers: Map<string, string>, body: string }} Answer
 */

/** @param {number} port @param {Request} request @returns {Promise<Answer>} */
export async function exchange(port, { method, target, headers, body }) {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const own = [
    ...(names.has('host') ? [] : [['Host', '127.0.0.1:4010']]),
    ...(body === '' || names.has('content-length') || names.has('transfer-encoding')
      ? []
      : [['Content-Length', String(body.length)]]),
    ['Connection', 'close'],
  ];
  const head = [...headers, ...own].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return parse(await talk(port, `${method} ${target} HTTP/1.1\r\n${head}\r\n${body}`));
}

/** @param {number} port @param {string} text @returns {Promise<string>} */
function talk(port, text) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let came = '';
    socket.setEncoding('latin1');
    socket.setTimeout(300_000, () => socket.destroy());
    socket.on('data', (/** @type {string} */ part) => {
      came += part;
    });
    // A server that rejects a request may reset the connection; the bytes before that count.
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(came));
    socket.write(text, 'latin1');
  });
}

/** @param {string} came @returns {Answer} */
function parse(came) {
  const end = came.indexOf('\r\n\r\n');
  const [first = '', ...lines] = came.slice(0, Math.max(0, end)).split('\r\n');
  const status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(first)?.[1] ?? 0);
  const rest = came.slice(end + 4);
  if (status >= 100 && status < 200) return parse(rest);
  const headers = new Map(
    lines.map((line) => {
      const cut = line.indexOf(':');
      return [line.slice(0, cut).toLowerCase(), line.slice(cut + 1).trim()];
    }),
  );
  const body = headers.get('transfer-encoding') === 'chunked' ? unchunked(rest) : rest;
  return { status, headers, body };
}

/** @param {string} text @returns {string} */
function unchunked(text) {
  let body = '';
  for (let at = 0; ; ) {
    const cut = text.indexOf('\r\n', at);
    const size = Number.parseInt(text.slice(at, cut), 16);
    if (cut < 0 || !(size > 0)) return body;
    body += text.slice(cut + 2, cut + 2 + size);
    at = cut + 4 + size;
  }
}
