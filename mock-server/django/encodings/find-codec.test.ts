// Each codec against samples of Python's results and errors (tools/reference/encodings.py), and the names of
// codecs.
import type { Decoded } from './codec.ts';
import { findCodec } from './find-codec.ts';
import samples from './samples.json' with { type: 'json' };

type Result = readonly [kind: string, words: string];
type Sample = readonly [codec: string, bytes: string, read: Result, strict?: Result, replace?: Result];

const rows = samples as unknown as readonly Sample[];
const names = [...new Set(rows.map(([codec]) => codec))];

const result = (decoded: Decoded): Result => {
  if (decoded.kind === 'text') return ['text', decoded.text];
  if (decoded.kind === 'failure') return ['failure', ''];
  return [decoded.isOfBytes ? 'of bytes' : 'error', decoded.message];
};

test.each(names)('%s decodes as in Python', (name) => {
  const codec = findCodec(name);
  const own = rows.filter(([one]) => one === name);
  const found = own.map(([, bytes, , strict, replace]) =>
    [
      codec?.read(bytes),
      ...(strict === undefined ? [] : [codec?.decode(bytes, 'strict')]),
      ...(replace === undefined ? [] : [codec?.decode(bytes, 'replace')]),
    ].map((decoded) => decoded && result(decoded)),
  );
  const want = own.map(([, , ...results]) => results);
  expect(found).toEqual(want);
});

test.each([
  ['UTF8', 'utf_8'],
  [' utf-8 ', 'utf_8'],
  ['utf--8', 'utf_8'],
  ['csISOLatin1', 'latin_1'],
  ['latin.1', undefined],
  ['iso.8859.1', 'latin_1'],
  ['Windows-1252', 'cp1252'],
  ['x-sjis', undefined],
  ['ms-kanji', 'cp932'],
  ['ks_c_5601-1987', 'euc_kr'],
  ['zip', 'zlib_codec'],
  ['constructor', undefined],
  ['', undefined],
])('the charset %j selects the codec %s', (charset, name) => {
  const codec = findCodec(charset);
  expect([codec !== undefined, codec]).toEqual([name !== undefined, findCodec(name ?? '')]);
});
