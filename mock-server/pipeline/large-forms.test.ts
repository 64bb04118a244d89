// Forms of megabytes: parsed in portions, with the same result as short ones.
import { isUtf8 } from 'node:buffer';

import fc from 'fast-check';

import { runAtOnce } from '../portions/at-once.ts';
import { toBinary } from '../django/encodings/binary.ts';
import type { Work } from '../portions/portions.ts';
import { spec } from '../testing/shipped.ts';
import { getWireData, getDefaultReadings } from '../../openapi/questions.ts';
import { utf8 } from '../django/encodings/utf-8.ts';
import { decodeBase64 } from '../django/encodings/base64.ts';
import { unquotePlus } from '../django/form-text.ts';
import { parseMultipart } from '../django/multipart.ts';
import { readPairs } from '../django/query-dict.ts';
import { TextCollector } from '../django/encodings/text-collector.ts';
import { addUtf8, findWrongUtf8 } from '../django/encodings/utf8-bytes.ts';

const bytes = fc
  .array(
    fc.constantFrom(0x41, 0x7f, 0x80, 0xbf, 0xc0, 0xc3, 0xe2, 0x82, 0xac, 0xed, 0xa0, 0xf0, 0x9f, 0x98, 0xf5),
    { maxLength: 12 },
  )
  .map((codes) => toBinary(Uint8Array.from(codes)));

test('bytes are valid UTF-8 if the platform says so', () => {
  fc.assert(
    fc.property(bytes, (text) => {
      const wrong = runAtOnce(findWrongUtf8(text));
      expect(wrong === undefined).toBe(isUtf8(Buffer.from(text, 'latin1')));
    }),
    { numRuns: 2000 },
  );
});

test('invalid UTF-8 is replaced in the same way as by the decoder of the platform', () => {
  fc.assert(
    fc.property(bytes, (text) => {
      const collector = new TextCollector();
      addUtf8(collector, text, 0, text.length);
      expect(collector.finish()).toBe(
        new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.from(text, 'latin1')),
      );
    }),
    { numRuns: 2000 },
  );
});

test('a long value is decoded like a short one', () => {
  const anyPiece = fc.constantFrom(
    '%41',
    '%C3%A9',
    '%c3',
    '%',
    '%4',
    '%zz',
    '+',
    '\u00c3\u00a9',
    'a',
    '%ff',
    '%F0%9F%98%80',
  );
  fc.assert(
    fc.property(fc.array(anyPiece, { minLength: 1, maxLength: 8 }), fc.boolean(), (pieces, isBytes) => {
      const short = pieces.join('');
      // Each repetition is a separate run.
      const wide = '\u00c3\u00a9';
      const times = Math.ceil(5000 / short.length);
      const [once, often] = [`${short}${wide}`, `${short}${wide}`.repeat(times)].map((text) =>
        runAtOnce(unquotePlus(text, utf8, isBytes)),
      );
      expect(often).toBe(once?.repeat(times));
    }),
  );
});

test('megabytes of base64 are decoded completely', () => {
  const content = Buffer.from(Array.from({ length: 500_000 }, (_, at) => (at * 7) % 256));
  const lines = content.toString('base64').replaceAll(/.{76}/g, '$&\r\n');
  expect(runAtOnce(decodeBase64(lines)) === content.toString('latin1')).toBe(true);
});

const wire = getWireData(spec.questions, getDefaultReadings(spec.questions));
const multipart = (body: string) => parseMultipart('multipart/form-data; boundary=B', body, utf8, wire);

test.each([
  ['parts', '--B\r\nA: b\r\n\r\n\r\n'],
  ['files without a name', '--B\r\nContent-Disposition: a; filename="a"\r\n\r\n\r\n'],
  ['boundaries', '--B'],
])('of a hundred thousand %s only the first are examined', (_, part) => {
  const count = (times: number) => countPortions(multipart(part.repeat(times)));
  expect(count(200_000)).toBe(count(100_000));
  expect(runAtOnce(multipart(part.repeat(100_000)))).toEqual({ kind: 'suspicious' });
});

test('of a million fields none is examined', () => {
  expect(runAtOnce(readPairs('a=1&'.repeat(1_000_000), utf8))).toBe('suspicious');
});

test('a field of megabytes is parsed in many small chunks', () => {
  const body = `a=${'%41\u00c3\u00a9'.repeat(1_000_000)}`;
  expect(countPortions(readPairs(body, utf8))).toBeGreaterThan(body.length / 0x40000);
});

function countPortions(work: Work<unknown>): number {
  let portions = 1;
  while (work.next().done !== true) portions += 1;
  return portions;
}
