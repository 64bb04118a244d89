/** Reads a header such as Accept or Content-Type as Django does: a main value and parameters. */
import { stripOf } from '../operations/python.ts';

export interface ParsedHeader {
  /** In lower case. */
  readonly main: string;
  /** By name in lower case; quotes taken off. */
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * @param asciiOnly as older versions want it: the value and the names
 * @returns undefined where Django stumbles: over letters beyond ASCII in the value or in a name, or an unknown charset
 */
export function parseHeader(text: string, asciiOnly = true): ParsedHeader | undefined {
  const [main = '', ...parts] = partsOf(text);
  const parameters = new Map<string, string>();
  for (const part of parts) {
    const cut = part.indexOf('=');
    if (cut < 0) continue;
    const name = trim(part.slice(0, cut)).toLowerCase();
    if (asciiOnly && !isAscii(name)) return undefined;
    const value = valueOf(part, name.endsWith('*'), trim(part.slice(cut + 1)));
    if (value === undefined) return undefined;
    parameters.set(name.replace(/\*$/, ''), value);
  }
  return !asciiOnly || isAscii(main) ? { main: main.toLowerCase(), parameters } : undefined;
}

/** Cuts at each semicolon that has an even number of quotes before it. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  let begin = 0;
  let quotes = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (text[at] === '"') quotes += 1;
    if (at === text.length || (text[at] === ';' && quotes % 2 === 0)) {
      parts.push(trim(text.slice(begin, at)));
      begin = at + 1;
      quotes = 0;
    }
  }
  return parts;
}

function valueOf(part: string, isExtended: boolean, text: string): string | undefined {
  const unquoted = /^".*"$/s.test(text) && text.length >= 2 ? unescaped(text.slice(1, -1)) : text;
  if (!isExtended || part.split("'").length !== 3) return unquoted;
  const [charset = '', , encoded] = unquoted.split("'");
  if (encoded === undefined || !encoded.includes('%')) return encoded;
  return knownCharsets.has(charset.toLowerCase()) ? percentDecoded(encoded) : undefined;
}

/** Those in which a parameter can be encoded (RFC 5987). */
const knownCharsets: ReadonlySet<string> = new Set([
  'utf-8',
  'utf8',
  'iso-8859-1',
  'latin-1',
  'us-ascii',
  'ascii',
]);

function unescaped(text: string): string {
  return text.replaceAll('\\\\', '\\').replaceAll('\\"', '"');
}

/** Bytes as a binary string. */
function percentDecoded(text: string): string {
  return text.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

/** `bytes.strip()` */
function trim(text: string): string {
  return stripOf(text, /[ \t-\r]/);
}
