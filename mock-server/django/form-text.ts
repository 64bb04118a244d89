/** Decodes the percent-encoded values of a form in portions, since a single value can be megabytes long. */
import type { Work } from '../portions/portions.ts';
import type { Codec } from './encodings/codec.ts';
import { decodeReplacing, utf8 } from './encodings/utf-8.ts';
import { unquote } from './python-decode.ts';
import { TextCollector } from './encodings/text-collector.ts';
import { addUtf8 } from './encodings/utf8-bytes.ts';

/** Shorter texts are decoded in one go. */
const short = 4096;
/** Characters in a portion of work. */
const portion = 0x10000;

const percent = 0x25;
const plus = 0x2b;

/**
 * `urllib.parse.unquote_plus`: a plus sign is a space, and each run of ASCII is decoded separately.
 * @param isUtf8 whether the characters of the text are bytes of UTF-8
 */
export function* unquotePlus(text: string, codec: Codec, isUtf8: boolean): Work<string> {
  if (text.length <= short || codec !== utf8)
    return unquote((isUtf8 ? decodeReplacing(text) : text).replaceAll('+', ' '), codec);
  const found = new TextCollector();
  const run = new ByteRun(found);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const byte = code === percent ? readEscape(text, at) : undefined;
    if (byte !== undefined) {
      run.add(byte);
      at += 2;
    } else if (code < 0x80) run.add(code === plus ? 0x20 : code);
    else {
      run.end();
      if (isUtf8) at = addUtf8(found, text, at, at + 1) - 1;
      else found.addUnit(code);
    }
    if (run.spend()) yield;
  }
  run.end();
  return found.finish();
}

function readEscape(text: string, at: number): number | undefined {
  const high = parseHexDigit(text.charCodeAt(at + 1));
  const low = parseHexDigit(text.charCodeAt(at + 2));
  return high < 0 || low < 0 ? undefined : high * 16 + low;
}

function parseHexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** The bytes of a run of ASCII, which become text together. */
class ByteRun {
  readonly #text: TextCollector;
  readonly #bytes = new Uint8Array(portion);
  #used = 0;
  #steps = 0;

  constructor(text: TextCollector) {
    this.#text = text;
  }

  add(byte: number): void {
    // A character may begin with the last three bytes.
    if (this.#used === portion) this.#flush(this.#used - 3);
    this.#bytes[this.#used] = byte;
    this.#used += 1;
  }

  end(): void {
    this.#flush(this.#used);
  }

  /** @returns whether a portion is full */
  spend(): boolean {
    this.#steps += 1;
    return this.#steps % portion === 0;
  }

  #flush(end: number): void {
    if (this.#used === 0) return;
    const bytes = this.#bytes.subarray(0, this.#used);
    const at = addUtf8(this.#text, bytes, 0, end);
    this.#bytes.copyWithin(0, at, this.#used);
    this.#used -= at;
  }
}
