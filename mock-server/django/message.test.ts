import fc from 'fast-check';

import { mockUnderTest } from '../testing/mock-under-test.ts';
import {
  escapePath,
  escapeQuery,
  decodePercent,
  splitTarget,
  type WireReply,
  addContentLength,
} from './message.ts';
import { utf8 } from './encodings/utf-8.ts';
import { parsePairs } from './query-dict.ts';

test.each([
  ['/a/b', '/a/b', ''],
  ['/a?b=c', '/a', 'b=c'],
  ['/a?b?c', '/a', 'b?c'],
  ['/a?', '/a', ''],
  ['http://host:1/a?b', '/a', 'b'],
  ['HTTPS://host/a', '/a', ''],
  ['http://host?b', '', 'b'],
  ['http:/a?b', '/a', 'b'],
  ['*', '*', ''],
  ['/a?b#c', '/a', 'b'],
  ['/a#b?c', '/a', ''],
  ['', '', ''],
])('the target "%s" has the path "%s" and the query "%s"', (target, path, query) => {
  expect(splitTarget(target)).toEqual({ path, query });
});

test.each([
  ['abc', 'abc'],
  ['%61%2F%2f', 'a//'],
  ['%C3%A9', 'é'],
  ['%c3%a9', 'é'],
  ['\u00c3\u00a9', 'Ã©'],
  ['%E6%BC%A2', '漢'],
  ['%F0%9F%98%80', '😀'],
  ['%25zz', '%zz'],
  ['%2561', '%61'],
  ['%zz', '%zz'],
  ['%', '%'],
  ['%ff', '%FF'],
  ['\u00ff', 'ÿ'],
  ['%C3', '%C3'],
  ['%C3a', '%C3a'],
  ['%e6%bc', '%E6%BC'],
  ['%e6%bca', '%E6%BCa'],
  ['%C0%80', '%C0%80'],
  ['%ED%A0%80', '%ED%A0%80'],
  ['%ff%C3%A9', '%FFé'],
])('"%s" is decoded to "%s"', (text, decoded) => {
  expect(decodePercent(text)).toBe(decoded);
});

test('percent-encoded text is decoded to the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(decodePercent(encodeURIComponent(text))).toBe(text);
    }),
  );
});

test('an escaped path is not escaped twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const once = escapePath(encodeURIComponent(text));
      expect(escapePath(once)).toBe(once);
    }),
  );
});

test.each([
  ['page=2&x=%20y', 'page=2&x=%20y'],
  ['a[]=1;b#c', 'a[]=1;b#c'],
  ['"<>\\^`{|}', '%22%3C%3E%5C%5E%60%7B%7C%7D'],
])('the query "%s" is written to a header as "%s"', (query, escaped) => {
  expect(escapeQuery(query)).toBe(escaped);
});

test.each([
  [
    'page=9&page=1',
    [
      ['page', '9'],
      ['page', '1'],
    ],
  ],
  ['page=', [['page', '']]],
  ['page', [['page', '']]],
  ['?a=b', [['?a', 'b']]],
  ['&&a=b+c%20d&', [['a', 'b c d']]],
  [
    'a=%C3%A9&b=\u00c3\u00a9',
    [
      ['a', 'é'],
      ['b', 'é'],
    ],
  ],
  ['a=\u00e9', [['a', 'é']]],
  ['a=%ff', [['a', '\ufffd']]],
  ['', []],
])('the query "%s" is parsed as in Django', (query, pairs) => {
  expect(parsePairs(query, utf8)).toEqual(pairs);
});

const anyTarget = fc.oneof(
  fc.string({ unit: 'binary' }).map((text) => `/${Buffer.from(text).toString('latin1')}`),
  fc
    .array(
      fc.constantFrom(
        '/api/v1',
        '/enrichment',
        '/status',
        '/',
        '%',
        '%2F',
        '?',
        '#',
        '..',
        '*',
        'é',
        '%ff',
        ' ',
      ),
    )
    .map((parts) => parts.join('')),
  fc.webUrl({ withQueryParameters: true }),
);

test.each(['uuid', 'string'])(
  'any target gets a response of the API and causes no crash (%s)',
  async (route) => {
    const mock = mockUnderTest({ readings: { 'job-id-route': route } });
    await fc.assert(
      fc.asyncProperty(
        anyTarget,
        fc.constantFrom('GET', 'HEAD', 'POST', 'OPTIONS'),
        async (target, method) => {
          const { status, headers } = await mock.ask(`${method} ${target}`);
          expect([200, 301, 400, 404, 405]).toContain(status);
          expect(JSON.stringify(headers)).toMatch(/^[ -~]*$/);
          expect(mock.crashes).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  },
);

const getLength = async ({ stream }: WireReply) => {
  let length = 0;
  for await (const piece of stream?.() ?? []) length += Buffer.byteLength(piece);
  return length;
};

describe('a body that is generated in pieces', () => {
  const mebibyte = 'é'.repeat(512 * 1024);
  /** Counts the created pieces. */
  const getReply = (count: number) => {
    const made = { pieces: 0 };
    const stream = async function* () {
      for (let piece = 0; piece < count; piece += 1) {
        made.pieces += 1;
        yield mebibyte;
      }
    };
    return { made, reply: { status: 200, headers: [], body: '', stream } };
  };

  test('with 16 MiB has a Content-Length, and is generated once', async () => {
    const { made, reply } = getReply(16);
    const measured = await addContentLength(reply);
    expect(measured.headers).toEqual([['Content-Length', String(16 * 1024 * 1024)]]);
    expect([await getLength(measured), await getLength(measured), made.pieces]).toEqual([
      16 * 1024 * 1024,
      16 * 1024 * 1024,
      16,
    ]);
  });

  test('with more than that is sent without Content-Length, and no piece is generated twice', async () => {
    const { made, reply } = getReply(40);
    const measured = await addContentLength(reply);
    expect([measured.headers, made.pieces]).toEqual([[], 17]);
    expect([await getLength(measured), made.pieces]).toEqual([40 * 1024 * 1024, 40]);
    // A second read, which measures half of the length, gets the whole body again.
    expect([await getLength(measured), made.pieces]).toEqual([40 * 1024 * 1024, 80]);
  });
});
