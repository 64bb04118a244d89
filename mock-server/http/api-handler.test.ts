// The headers that the engine gets: Node's own where nothing is sent twice, and joined as gunicorn joins them otherwise.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import fc from 'fast-check';

import { sendRawRequest } from '../testing/http-client.ts';
import { toWireRequest } from './api-handler.ts';

let server: Server;
let received: IncomingMessage | undefined;
beforeAll(async () => {
  server = createServer({ requireHostHeader: false }, (request, response) => {
    received = request;
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

/** Sends these headers, and returns what the engine gets of them. */
async function exchange(headers: readonly (readonly [name: string, value: string])[]) {
  const { port } = server.address() as AddressInfo;
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  await sendRawRequest(`http://127.0.0.1:${port}`, 'GET /', ...lines);
  if (received === undefined) throw new Error('The request did not arrive.');
  const { host: _, connection: __, ...own } = toWireRequest(received).headers;
  return new Map(Object.entries(own));
}

/** Every value, in the order in which it was sent; of content types the last one. */
function joinHeaders(headers: readonly (readonly [name: string, value: string])[]) {
  const joined = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = key === 'content-type' ? undefined : joined.get(key);
    joined.set(key, before === undefined ? value : `${before},${value}`);
  }
  return joined;
}

test.each<[string, readonly (readonly [string, string])[]]>([
  [
    'once each',
    [
      ['Accept', 'a/b'],
      ['X-One', '1'],
    ],
  ],
  [
    'twice, of which Node would drop one',
    [
      ['Authorization', 'Bearer a'],
      ['authorization', 'Bearer b'],
    ],
  ],
  [
    'twice, which Node would join with a semicolon',
    [
      ['Cookie', 'a=1'],
      ['Cookie', 'b=2'],
    ],
  ],
  [
    'which Node would keep as a list',
    [
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
    ],
  ],
  ['once, which Node would keep as a list', [['Set-Cookie', 'a=1']]],
  [
    'as two content types',
    [
      ['Content-Type', 'a/b'],
      ['Content-Type', 'c/d'],
    ],
  ],
  [
    'with the name of an inherited property',
    [
      ['__proto__', 'a'],
      ['constructor', 'b'],
      ['toString', 'c'],
    ],
  ],
  [
    'with numbers as names',
    [
      ['2', 'a'],
      ['1', 'b'],
      ['2', 'c'],
    ],
  ],
])('headers that are sent %s', async (_, headers) => {
  expect(await exchange(headers)).toEqual(joinHeaders(headers));
});

test('any headers', async () => {
  const names = [
    'Accept',
    'accept',
    'Authorization',
    'Cookie',
    'Set-Cookie',
    'Content-Type',
    'Origin',
    'X-A',
    '__proto__',
    '7',
  ];
  const header = fc.tuple(fc.constantFrom(...names), fc.stringMatching(/^[!-~]([ -~]{0,8}[!-~])?$/));
  await fc.assert(
    fc.asyncProperty(fc.array(header, { maxLength: 8 }), async (headers) => {
      expect(await exchange(headers)).toEqual(joinHeaders(headers));
    }),
    { numRuns: 100 },
  );
});
