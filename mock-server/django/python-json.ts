/** Parses JSON like Python's json module, with the same error messages. */
import type { Work } from '../portions/portions.ts';
import { JsonReader, TooDeep, TooLong } from './json-reader.ts';
import type { JsonShape } from './json-shape.ts';
import { JsonRefusal } from './json-tokens.ts';

export type ParsedJson =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly message: string }
  /** Nested so deeply that Python gives up with a RecursionError. */
  | { readonly kind: 'too-deep' }
  /** A list has more items than it may have, and the rest was not read. */
  | { readonly kind: 'too-long'; readonly path: readonly (string | number)[]; readonly maxItems: number };

export interface JsonOptions {
  /** The parts of the document to keep. */
  readonly shape: JsonShape;
  /** Whether the characters of the text are bytes of UTF-8. */
  readonly isUtf8: boolean;
}

/** Reads a text in portions of about a millisecond. */
export function* readPythonJson(text: string, { shape, isUtf8 }: JsonOptions): Work<ParsedJson> {
  try {
    if (text.startsWith(isUtf8 ? '\u00ef\u00bb\u00bf' : '\ufeff'))
      throw new JsonRefusal('Unexpected UTF-8 BOM (decode using utf-8-sig)', 0);
    return { kind: 'value', value: yield* new JsonReader(text, isUtf8).read(shape) };
  } catch (stop) {
    if (stop instanceof TooDeep) return { kind: 'too-deep' };
    if (stop instanceof TooLong) return { kind: 'too-long', path: stop.path, maxItems: stop.maxItems };
    if (!(stop instanceof JsonRefusal)) throw stop;
    const { message, at } = stop;
    return { kind: 'error', message: at === undefined ? message : yield* locate(message, text, at, isUtf8) };
  }
}

/** Characters in a portion of work. */
const portion = 0x20000;

/** Python counts characters where JavaScript counts halves of surrogate pairs, and UTF-8 has bytes. */
function* locate(reason: string, text: string, place: number, isUtf8: boolean): Work<string> {
  let characters = 0;
  let line = 1;
  let lineBegin = 0;
  for (let at = 0; at < place; at += 1) {
    const code = text.charCodeAt(at);
    const isMore = isUtf8
      ? (code & 0xc0) === 0x80
      : code >= 0xdc00 && code <= 0xdfff && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
    if (!isMore) characters += 1;
    if (code === 0x0a) {
      line += 1;
      lineBegin = characters;
    }
    if (at % portion === portion - 1) yield;
  }
  return `${reason}: line ${line} column ${characters - lineBegin + 1} (char ${characters})`;
}
