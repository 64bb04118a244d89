/** Reads `a=b&c=d`, of a query or of a form, as Django's QueryDict does. */
import { decode, type Encoding, encodeUtf8, unquote } from './python-decode.ts';

/** Django takes no more fields than this (DATA_UPLOAD_MAX_NUMBER_FIELDS). */
export const mostFields = 1000;

export type Pairs = readonly (readonly [name: string, value: string])[];

/**
 * Names and values in their order.
 * @param bytes as a binary string
 * @returns undefined when there are too many
 */
export function parsePairs(bytes: string, encoding: Encoding): Pairs | undefined {
  const decoded = decode(bytes, encoding);
  // What is not of the encoding is read as Latin-1; a character cut off at the end counts as such, since this is no stream.
  const whole = decoded.kind === 'text' && (encoding !== 'utf-8' || encodeUtf8(decoded.text) === bytes);
  const fields = (whole ? decoded.text : bytes).split('&');
  if (fields.length > mostFields) return undefined;
  return fields
    .filter((field) => field !== '')
    .map((field) => {
      const cut = field.indexOf('=');
      const [name, value] = cut < 0 ? [field, ''] : [field.slice(0, cut), field.slice(cut + 1)];
      return [unquotePlus(name, encoding), unquotePlus(value, encoding)] as const;
    });
}

/** A plus sign stands for a space. */
function unquotePlus(text: string, encoding: Encoding): string {
  return unquote(text.replaceAll('+', ' '), encoding);
}
