/** Reads `a=b&c=d`, of a query or of a form, as Django's QueryDict does. */
import { runAtOnce } from '../operations/at-once.ts';
import type { Work } from '../operations/uploads/portions.ts';
import { unquotePlus } from './form-text.ts';
import { decode, type Encoding } from './python-decode.ts';
import { findWrongUtf8 } from './utf8-bytes.ts';

/** Django takes no more fields than this (DATA_UPLOAD_MAX_NUMBER_FIELDS). */
export const mostFields = 1000;

export type Pairs = readonly (readonly [name: string, value: string])[];

/**
 * Names and values in their order.
 * @param bytes as a binary string
 * @returns undefined when there are too many
 */
export function parsePairs(bytes: string, encoding: Encoding): Pairs | undefined {
  return runAtOnce(readPairs(bytes, encoding));
}

/** The same in portions of about a millisecond, for the body of a form. */
export function* readPairs(bytes: string, encoding: Encoding): Work<Pairs | undefined> {
  if (hasTooMany(bytes)) return undefined;
  const isUtf8 = encoding === 'utf-8' && (yield* findWrongUtf8(bytes)) === undefined;
  const text = encoding === 'utf-8' ? bytes : decodeWhole(bytes, encoding);
  const pairs: (readonly [name: string, value: string])[] = [];
  for (const field of text.split('&')) {
    if (field === '') continue;
    const cut = field.indexOf('=');
    const [name, value] = cut < 0 ? [field, ''] : [field.slice(0, cut), field.slice(cut + 1)];
    const read = (one: string) => unquotePlus(one, encoding, isUtf8);
    pairs.push([yield* read(name), yield* read(value)]);
  }
  return pairs;
}

/** What is not of the encoding is read as Latin-1. */
function decodeWhole(bytes: string, encoding: Encoding): string {
  const decoded = decode(bytes, encoding);
  return decoded.kind === 'text' ? decoded.text : bytes;
}

/** Counted before anything is made of them: a body of megabytes may be nothing but separators. */
function hasTooMany(bytes: string): boolean {
  let fields = 1;
  for (let at = bytes.indexOf('&'); at >= 0; at = bytes.indexOf('&', at + 1)) {
    fields += 1;
    if (fields > mostFields) return true;
  }
  return false;
}
