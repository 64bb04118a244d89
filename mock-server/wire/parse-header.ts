/** Reads a header such as Accept or Content-Type as Django does: a main value and parameters. */
import type { WireData } from '../../openapi/document.ts';
import { strip, stripOf } from '../operations/python.ts';
import { encodeUtf8, encodingOf, strictUtf8, unquote } from './python-decode.ts';

/** As what a version of the framework reads it; plain is Python's own way, which knows of no encoded parameters. */
type HeaderText = WireData['header-text'] | 'plain';

/** Where Django stumbles: over letters beyond ASCII and encoded values that are none, or over their charset. */
export type Unreadable = 'malformed' | 'unknown-charset';

export interface ParsedHeader {
  /** In lower case. */
  readonly main: string;
  /** By name in lower case; quotes taken off. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** @param kind of bytes the value and the names must be ASCII, and the parameters are bytes as binary strings again */
export function parseHeader(text: string, kind: HeaderText): ParsedHeader | Unreadable {
  const trim = kind === 'bytes' ? trimBytes : strip;
  const [main = '', ...parts] = partsOf(text, kind).map(trim);
  const parameters = new Map<string, string>();
  for (const part of parts) {
    const cut = part.indexOf('=');
    if (cut < 0) continue;
    const name = trim(part.slice(0, cut)).toLowerCase();
    if (kind === 'bytes' && !isAscii(name)) return 'malformed';
    const value = unquoted(trim(part.slice(cut + 1)));
    const isExtended = kind !== 'plain' && name.endsWith('*');
    const decoded = isExtended && part.split("'").length === 3 ? extended(value, kind) : { value };
    if (typeof decoded === 'string') return decoded;
    parameters.set(isExtended ? name.slice(0, -1) : name, decoded.value);
  }
  return kind !== 'bytes' || isAscii(main) ? { main: main.toLowerCase(), parameters } : 'malformed';
}

/** Cuts at each semicolon that has an even number of quotes before it; in text, of those that are not escaped. */
function partsOf(text: string, kind: HeaderText): readonly string[] {
  const parts: string[] = [];
  let begin = 0;
  let quotes = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (text[at] === '"' && (kind === 'bytes' || at === begin || text[at - 1] !== '\\')) quotes += 1;
    if (at === text.length || (text[at] === ';' && quotes % 2 === 0)) {
      parts.push(text.slice(begin, at));
      begin = at + 1;
      quotes = 0;
    }
  }
  return parts;
}

function unquoted(text: string): string {
  if (text.length < 2 || !/^".*"$/s.test(text)) return text;
  return text.slice(1, -1).replaceAll('\\\\', '\\').replaceAll('\\"', '"');
}

/** Charset, language and percent-encoded text (RFC 5987); the language is not looked at. */
function extended(sent: string, kind: HeaderText): { readonly value: string } | Unreadable {
  const [charset = '', , encoded] = sent.split("'");
  const text = kind === 'bytes' ? strictUtf8(encoded ?? '') : encoded;
  if (encoded === undefined || text === undefined) return 'malformed';
  const encoding = encodingOf(charset);
  if (encoding === undefined && text.includes('%')) return 'unknown-charset';
  const value = unquote(text, encoding ?? 'utf-8');
  return { value: kind === 'bytes' ? encodeUtf8(value) : value };
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

/** `bytes.strip()` */
function trimBytes(text: string): string {
  return stripOf(text, /[ \t-\r]/);
}
