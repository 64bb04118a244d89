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
  const spaced = text.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  return spaced.replaceAll(/\p{ASCII}+/gu, (run) => {
    if (!run.includes('%')) return run;
    const bytes = unescaped(run);
    if (encoding === 'latin-1') return bytes;
    return encoding === 'ascii' ? bytes.replaceAll(/[\u0080-\u00ff]/g, '\ufffd') : replacing(bytes);
  });
}

/** A loop, since a body of megabytes may be nothing but escapes. */
function unescaped(run: string): string {
  const bytes = Buffer.alloc(run.length);
  let length = 0;
  for (let at = 0; at < run.length; at += 1) {
    const hex = run[at] === '%' ? run.slice(at + 1, at + 3) : '';
    const isEscape = /^[\da-f]{2}$/i.test(hex);
    bytes[length] = isEscape ? Number.parseInt(hex, 16) : run.charCodeAt(at);
    length += 1;
    if (isEscape) at += 2;
  }
  return bytes.toString('latin1', 0, length);
}

function encodeUtf8(text: string): string {
  return Buffer.from(text).toString('latin1');
}
