/** Bytes and text in URLs and headers as in Python; `encodings/` handles other encodings. */
import { toBinary } from './encodings/binary.ts';
import type { Codec } from './encodings/codec.ts';
import { decodeReplacing } from './encodings/utf-8.ts';

/** Decodes UTF-8; undefined if a byte is invalid or the last character is incomplete. */
export function decodeStrictUtf8(bytes: string): string | undefined {
  const text = decodeReplacing(bytes);
  return encodeUtf8(text) === bytes ? text : undefined;
}

/** The bytes of a text as a binary string. */
export function encodeUtf8(text: string): string {
  return /^\p{ASCII}*$/u.test(text) ? text : toBinary(new TextEncoder().encode(text));
}

/** The bytes of a text in Latin-1, with escapes for all that it lacks. */
export function encodeRawUnicode(text: string): string {
  return text.replaceAll(/(?![\u0080-\u00ff])\P{ASCII}/gu, (one) => {
    const code = one.codePointAt(0) ?? 0;
    const hex = code.toString(16);
    return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
  });
}

/** `urllib.parse.unquote`: each run of ASCII is decoded separately. */
export function unquote(text: string, { decode }: Codec): string {
  if (!text.includes('%')) return text;
  return text.replaceAll(/\p{ASCII}+/gu, (run) => {
    if (!run.includes('%')) return run;
    const decoded = decode(decodeEscapes(run), 'replace');
    return decoded.kind === 'text' ? decoded.text : run;
  });
}

/** A loop, since a body of megabytes may be nothing but escapes. */
function decodeEscapes(run: string): string {
  const bytes = new Uint8Array(run.length);
  let length = 0;
  for (let at = 0; at < run.length; at += 1) {
    const hex = run[at] === '%' ? run.slice(at + 1, at + 3) : '';
    const isEscape = /^[\da-f]{2}$/i.test(hex);
    bytes[length] = isEscape ? Number.parseInt(hex, 16) : run.charCodeAt(at);
    length += 1;
    if (isEscape) at += 2;
  }
  return toBinary(bytes.subarray(0, length));
}
