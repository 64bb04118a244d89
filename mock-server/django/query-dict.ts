/** Parses `a=b&c=d` in a query or a form, like Django's QueryDict. */
import { runAtOnce } from '../portions/at-once.ts';
import type { Work } from '../portions/portions.ts';
import type { Codec } from './encodings/codec.ts';
import { utf8 } from './encodings/utf-8.ts';
import { unquotePlus } from './form-text.ts';
import { findWrongUtf8 } from './encodings/utf8-bytes.ts';

/** Django takes no more fields than this (DATA_UPLOAD_MAX_NUMBER_FIELDS). */
export const maxFields = 1000;

export type Pairs = readonly (readonly [name: string, value: string])[];

/** Too many fields, which Django takes for an attack, or a codec that decodes no text, over which it fails. */
export type NoPairs = 'suspicious' | 'crash';

/**
 * Names and values in their order.
 * @param bytes as a binary string
 */
export function parsePairs(bytes: string, codec: Codec): Pairs | NoPairs {
  return runAtOnce(readPairs(bytes, codec));
}

/** The same in portions of about a millisecond, for the body of a form. */
export function* readPairs(bytes: string, codec: Codec): Work<Pairs | NoPairs> {
  if (bytes === '') return [];
  const isUtf8 = codec === utf8 && (yield* findWrongUtf8(bytes)) === undefined;
  // Invalid bytes are read as Latin-1.
  const decoded = codec === utf8 ? undefined : codec.decode(bytes, 'strict');
  if (decoded?.kind === 'failure' || (decoded?.kind === 'error' && !decoded.isOfBytes)) return 'crash';
  const text = decoded?.kind === 'text' ? decoded.text : bytes;
  if (hasTooMany(text)) return 'suspicious';
  const pairs: (readonly [name: string, value: string])[] = [];
  for (const field of text.split('&')) {
    if (field === '') continue;
    const cut = field.indexOf('=');
    const [name, value] = cut < 0 ? [field, ''] : [field.slice(0, cut), field.slice(cut + 1)];
    pairs.push([yield* unquotePlus(name, codec, isUtf8), yield* unquotePlus(value, codec, isUtf8)]);
  }
  return pairs;
}

/** Counted before parsing, since a body of megabytes may contain only separators. */
function hasTooMany(text: string): boolean {
  let fields = 1;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
    fields += 1;
    if (fields > maxFields) return true;
  }
  return false;
}
