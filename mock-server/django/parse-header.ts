/** Parses a header such as Accept or Content-Type like Django: a main value and parameters. */
import { strip, stripKind } from './python.ts';
import { findCodec } from './encodings/find-codec.ts';
import { utf8 } from './encodings/utf-8.ts';
import { type HeaderText, type ParsedHeader, splitParts, type Unreadable } from './header-parts.ts';
import { parseMailHeader } from './parse-mail-header.ts';
import { encodeUtf8, decodeStrictUtf8, unquote } from './python-decode.ts';

/** @param kind of bytes the value and the names must be ASCII, and the parameters are bytes as binary strings again */
export function parseHeader(text: string, kind: HeaderText): ParsedHeader | Unreadable {
  if (kind === 'mail') return parseMailHeader(text);
  const trim = kind === 'bytes' ? trimBytes : strip;
  const [main = '', ...parts] = splitParts(text, kind).map(trim);
  const parameters = new Map<string, string>();
  for (const part of parts) {
    const cut = part.indexOf('=');
    if (cut < 0) continue;
    const name = trim(part.slice(0, cut)).toLowerCase();
    if (kind === 'bytes' && !isAscii(name)) return 'malformed';
    const value = stripQuotes(trim(part.slice(cut + 1)));
    const isExtended = kind !== 'plain' && name.endsWith('*');
    const decoded = isExtended && part.split("'").length === 3 ? decodeExtended(value, kind) : { value };
    if (typeof decoded === 'string') return decoded;
    parameters.set(isExtended ? name.slice(0, -1) : name, decoded.value);
  }
  return kind !== 'bytes' || isAscii(main) ? { main: main.toLowerCase(), parameters } : 'malformed';
}

function stripQuotes(text: string): string {
  if (text.length < 2 || !/^".*"$/s.test(text)) return text;
  return text.slice(1, -1).replaceAll('\\\\', '\\').replaceAll('\\"', '"');
}

/** Charset, language and percent-encoded text (RFC 5987); the language is ignored. */
function decodeExtended(sent: string, kind: HeaderText): { readonly value: string } | Unreadable {
  const [charset = '', , encoded] = sent.split("'");
  const text = kind === 'bytes' ? decodeStrictUtf8(encoded ?? '') : encoded;
  if (encoded === undefined || text === undefined) return 'malformed';
  const codec = findCodec(charset);
  if (codec?.isText !== true && text.includes('%')) return 'unknown-charset';
  const value = unquote(text, codec ?? utf8);
  return { value: kind === 'bytes' ? encodeUtf8(value) : value };
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

/** `bytes.strip()` */
function trimBytes(text: string): string {
  return stripKind(text, /[ \t-\r]/);
}
