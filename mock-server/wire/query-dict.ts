/** Reads `a=b&c=d`, of a query or of a form, as Django's QueryDict does. */
import { decode, type Encoding, replacing } from './python-decode.ts';

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
      return [unquote(name, encoding), unquote(value, encoding)] as const;
    });
}

/** `urllib.parse.unquote` of a form: each run of ASCII is decoded by itself. */
function unquote(text: string, encoding: Encoding): string {
  return text.replaceAll('+', ' ').replaceAll(/\p{ASCII}+/gu, (run) => {
    if (!run.includes('%')) return run;
    const bytes = run.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (encoding === 'latin-1') return bytes;
    return encoding === 'ascii' ? bytes.replaceAll(/[\u0080-\u00ff]/g, '\ufffd') : replacing(bytes);
  });
}

function encodeUtf8(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
