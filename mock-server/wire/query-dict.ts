/** Reads `a=b&c=d`, of a query or of a form, as Django's QueryDict does. */
import type { Codec } from './encodings/codec.ts';
import { unquote } from './python-decode.ts';

/** Django takes no more fields than this (DATA_UPLOAD_MAX_NUMBER_FIELDS). */
export const mostFields = 1000;

export type Pairs = readonly (readonly [name: string, value: string])[];

/** Too many fields, which Django takes for an attack, or a codec that decodes no text, over which it fails. */
export type NoPairs = 'suspicious' | 'crash';

/**
 * Names and values in their order.
 * @param bytes as a binary string
 */
export function parsePairs(bytes: string, codec: Codec): Pairs | NoPairs {
  if (bytes === '') return [];
  const decoded = codec.decode(bytes, 'strict');
  if (decoded.kind === 'failure' || (decoded.kind === 'error' && !decoded.isOfBytes)) return 'crash';
  // What is not of the encoding is read as Latin-1.
  const fields = (decoded.kind === 'text' ? decoded.text : bytes).split('&');
  if (fields.length > mostFields) return 'suspicious';
  return fields
    .filter((field) => field !== '')
    .map((field) => {
      const cut = field.indexOf('=');
      const [name, value] = cut < 0 ? [field, ''] : [field.slice(0, cut), field.slice(cut + 1)];
      return [unquotePlus(name, codec), unquotePlus(value, codec)] as const;
    });
}

/** A plus sign stands for a space. */
function unquotePlus(text: string, codec: Codec): string {
  return unquote(text.replaceAll('+', ' '), codec);
}
