/** Parses a header with parameters like Python's email package, which newer versions of Django use (RFC 2231). */
import { strip } from './python.ts';
import { findCodec, latin1 } from './encodings/find-codec.ts';
import { encodeRawUnicode, unquote } from './python-decode.ts';
import { type ParsedHeader, splitParts, type Unreadable } from './header-parts.ts';

/** A value in which a charset and a language were named before the text. */
interface Extended {
  readonly charset: string;
  readonly text: string;
}

interface ParameterPiece {
  /** Its place in the value; undefined where the value has one piece. */
  readonly at: number | undefined;
  readonly text: string;
  readonly isEncoded: boolean;
}

/** Parameters without a value are blank, and keep their case. */
export function parseMailHeader(text: string): ParsedHeader | Unreadable {
  if (!text.includes(';')) return { main: strip(text).toLowerCase(), parameters: new Map() };
  const [[main = ''] = [], ...sent] = splitParts(text, 'text').map(splitPair);
  const found = joinContinuations(sent.map(([name = '', value = '']) => [name, unquoteMail(value)]));
  if (found === 'crash' || found === 'malformed') return found;
  const parameters = new Map<string, string>();
  for (const [name, value] of found) {
    if (name === '') continue;
    const plain = typeof value === 'string' ? value : decodeExtended(value);
    if (plain === undefined) return 'malformed';
    parameters.set(name, plain);
  }
  return { main: main.toLowerCase(), parameters };
}

function splitPair(part: string): readonly string[] {
  const cut = part.indexOf('=');
  if (cut < 0) return [strip(part), ''];
  return [strip(part.slice(0, cut)).toLowerCase(), strip(part.slice(cut + 1))];
}

/** `name*`, `name*0`, `name*1*`, ... become one parameter each, after all plain ones. */
function joinContinuations(
  sent: readonly (readonly [name: string, value: string])[],
): readonly (readonly [string, string | Extended])[] | 'crash' | 'malformed' {
  const whole: (readonly [string, string])[] = [];
  const inPieces = new Map<string, ParameterPiece[]>();
  for (const [name, value] of sent) {
    const [, base, , number] = /^(\w+)\*((\d+)\*?)?$/.exec(name) ?? [];
    if (base === undefined) {
      whole.push([name, requote(value)]);
      continue;
    }
    // Python converts no longer integers from text.
    if (number !== undefined && number.length > 4300) return 'malformed';
    const at = number === undefined ? undefined : Number(number);
    inPieces.set(base, [...(inPieces.get(base) ?? []), { at, text: value, isEncoded: name.endsWith('*') }]);
  }
  const values: (readonly [string, string | Extended])[] = [...whole];
  for (const [name, pieces] of inPieces) {
    // Python cannot compare a number with none.
    if (new Set(pieces.map(({ at }) => at === undefined)).size > 1) return 'crash';
    values.push([name, joinValue(pieces)]);
  }
  return values;
}

function joinValue(pieces: readonly ParameterPiece[]): string | Extended {
  const inOrder = pieces.toSorted(
    (a, b) =>
      (a.at ?? 0) - (b.at ?? 0) || compare(a.text, b.text) || Number(a.isEncoded) - Number(b.isEncoded),
  );
  const text = inOrder.map((piece) => (piece.isEncoded ? unquote(piece.text, latin1) : piece.text)).join('');
  const value = quoteMail(text);
  if (!pieces.some(({ isEncoded }) => isEncoded)) return unquoteMail(`"${value}"`);
  const [charset = '', language, ...rest] = value.split("'");
  // Without both quotes Python falls back to ASCII.
  if (language === undefined || rest.length === 0)
    return { charset: 'ascii', text: unquoteMail(`"${value}"`) };
  return { charset, text: unquoteMail(`"${rest.join("'")}"`) };
}

/** Undefined for a charset that Python does not know; without any, the text is its own. */
function decodeExtended({ charset, text }: Extended): string | undefined {
  const codec = charset === '' ? undefined : findCodec(charset);
  if (codec === undefined) return charset === '' ? unquoteMail(text) : undefined;
  if (!codec.isText) return unquoteMail(text);
  const found = codec.decode(encodeRawUnicode(text), 'replace');
  return found.kind === 'text' ? found.text : undefined;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function requote(value: string): string {
  return unquoteMail(`"${quoteMail(value)}"`);
}

/** `email.utils.quote` */
function quoteMail(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}

/** `email.utils.unquote` */
function unquoteMail(text: string): string {
  if (text.length < 2) return text;
  if (text.startsWith('"') && text.endsWith('"'))
    return text.slice(1, -1).replaceAll('\\\\', '\\').replaceAll('\\"', '"');
  return text.startsWith('<') && text.endsWith('>') ? text.slice(1, -1) : text;
}
