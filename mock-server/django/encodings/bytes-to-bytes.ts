/** The codecs of Python that make bytes of bytes; some framework versions decode a body with them all the same. */
import { runAtOnce } from '../../portions/at-once.ts';
import { decodeBase64 } from './base64.ts';
import { type Codec, type Decoded, toCodecError } from './codec.ts';
import { utf8 } from './utf-8.ts';

/** The bytes that come out are JSON again, in UTF-8. */
const readers: Readonly<Record<string, (bytes: string) => Decoded>> = {
  base64_codec: readBase64,
  hex_codec: readHexadecimal,
  quopri_codec: (bytes) => utf8.decode(readQuotedPrintable(bytes), 'strict'),
  uu_codec: () => toCodecError('Missing "begin" line in input data'),
};

const toFailure = (): Decoded => ({ kind: 'failure' });

/** No text can be decoded with it. */
export function createBytesCodec(name: string): Codec {
  return { isText: false, decode: toFailure, read: readers[name] ?? toFailure };
}

function readBase64(bytes: string): Decoded {
  const decoded = runAtOnce(decodeBase64(bytes));
  if (decoded !== undefined) return utf8.decode(decoded, 'strict');
  const count = bytes.replaceAll(/[^A-Za-z0-9+/]/g, '').length;
  return toCodecError(
    count % 4 === 1
      ? `Invalid base64-encoded string: number of data characters (${count}) cannot be 1 more than a multiple of 4`
      : 'Incorrect padding',
  );
}

function readHexadecimal(bytes: string): Decoded {
  if (bytes.length % 2 === 1) return toCodecError('Odd-length string');
  if (!/^[\da-f]*$/i.test(bytes)) return toCodecError('Non-hexadecimal digit found');
  return utf8.decode(
    bytes.replaceAll(/../g, (two) => String.fromCharCode(Number.parseInt(two, 16))),
    'strict',
  );
}

function readQuotedPrintable(bytes: string): string {
  return bytes
    .replaceAll(/[ \t]+(?=\r?\n|$)/g, '')
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([\da-f]{2})/gi, (_, two: string) => String.fromCharCode(Number.parseInt(two, 16)));
}
