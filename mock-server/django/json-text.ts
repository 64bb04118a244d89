/** A position in a JSON text: reads tokens like Python's scanner, each in bounded portions. */
import { narrowInteger, type PythonFloat } from './python.ts';
import type { Work } from '../portions/portions.ts';
import { escapes, isDigit, JsonRefusal, toFloat } from './json-tokens.ts';
import { TextCollector } from './encodings/text-collector.ts';
import { addUtf8 } from './encodings/utf8-bytes.ts';

/** Python converts no longer integers from text. */
const maxDigits = 4300;
/** A longer number with a fraction or an exponent is not converted. */
const maxFloat = 100_000;
/** Tokens and parts of tokens in a portion of work. */
const portion = 20_000;
/** Characters that are read at a stretch. */
const stretch = 0x10000;

const quote = 0x22;
const backslash = 0x5c;
const minus = 0x2d;
const zero = 0x30;
const shortNumber = /-?(?:0|[1-9]\d{0,14})(\.\d{1,30})?([eE][+-]?\d{1,9})?(?![\d.eE])/y;
const notNumbers = ['NaN', 'Infinity', '-Infinity'] as const;

export class JsonText {
  at = 0;
  readonly #text: string;
  /** Its characters are bytes of UTF-8. */
  readonly #isUtf8: boolean;
  #left = portion;
  #spentAt = 0;
  #collector: TextCollector | undefined;

  constructor(text: string, isUtf8: boolean) {
    this.#text = text;
    this.#isUtf8 = isUtf8;
  }

  /** The code at the present place; NaN at the end. */
  peek(): number {
    return this.#text.charCodeAt(this.at);
  }

  /** Counts a token and the characters since the last one. @returns whether a portion is full */
  spend(): boolean {
    this.#left -= 1 + ((this.at - this.#spentAt) >> 4);
    this.#spentAt = this.at;
    if (this.#left > 0) return false;
    this.#left = portion;
    return true;
  }

  refuse(reason: string, at = this.at): never {
    throw new JsonRefusal(reason, at);
  }

  /** Skips white space. @returns whether there is more of it than one portion skips */
  skipSpace(): boolean {
    const end = this.at + stretch;
    while (this.at < end) {
      const code = this.peek();
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return false;
      this.at += 1;
    }
    return true;
  }

  /** A string without escapes and of usual length; undefined when it is another, and nothing is read. */
  shortString(): string | undefined {
    const begin = this.at + 1;
    const end = Math.min(begin + 4096, this.#text.length);
    for (let at = begin; at < end; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code === quote) {
        this.at = at + 1;
        return this.#text.slice(begin, at);
      }
      if (code === backslash || code < 0x20 || (code > 0x7f && this.#isUtf8)) return undefined;
    }
    return undefined;
  }

  /** Any string, at its opening quote. @param max number of characters to keep, approximately */
  *string(max: number): Work<string> {
    const begin = this.at;
    // A text that is refused half-way ends the reading, so the one collector is always free.
    const text = max > 0 ? (this.#collector ??= new TextCollector()) : undefined;
    this.at += 1;
    for (;;) {
      const from = this.at;
      this.#skipPlain();
      if (text !== undefined && text.length < max) this.#collect(text, from);
      if (this.spend()) yield;
      const code = this.peek();
      if (Number.isNaN(code)) return this.refuse('Unterminated string starting at', begin);
      if (code === quote) {
        this.at += 1;
        return text?.finish() ?? '';
      }
      if (code < 0x20) return this.refuse('Invalid control character at');
      if (code !== backslash) continue;
      this.at += 1;
      if (this.at === this.#text.length) return this.refuse('Unterminated string starting at', begin);
      const unit = this.#escape();
      if (text !== undefined && text.length < max) text.addUnit(unit);
    }
  }

  /** To the next quote, backslash or control character, or as far as one goes at a stretch. */
  #skipPlain(): void {
    const end = Math.min(this.at + stretch, this.#text.length);
    while (this.at < end) {
      const code = this.peek();
      if (code === quote || code === backslash || code < 0x20) return;
      this.at += 1;
    }
    // A character is not cut in two.
    while (this.#isUtf8 && (this.peek() & 0xc0) === 0x80) this.at += 1;
  }

  #collect(text: TextCollector, from: number): void {
    if (this.#isUtf8) addUtf8(text, this.#text, from, this.at);
    else for (let at = from; at < this.at; at += 1) text.addUnit(this.#text.charCodeAt(at));
  }

  #escape(): number {
    const letter = this.#text[this.at] ?? '';
    if (letter !== 'u') {
      this.at += 1;
      return escapes[letter] ?? this.refuse('Invalid \\escape', this.at - 2);
    }
    const hex = this.#text.slice(this.at + 1, this.at + 5);
    // The last character of the document cannot be one of an escape: the string has to end.
    if (!/^[0-9a-fA-F]{4}$/.test(hex) || this.at + 5 >= this.#text.length)
      return this.refuse('Invalid \\uXXXX escape', this.at);
    this.at += 5;
    return Number.parseInt(hex, 16);
  }

  /** A short number or a constant; undefined when it is neither, and nothing is read. */
  shortScalar(): number | PythonFloat | boolean | null | undefined {
    const code = this.peek();
    if (code === 0x6e && this.#take('null')) return null;
    if (code === 0x74 && this.#take('true')) return true;
    if (code === 0x66 && this.#take('false')) return false;
    return this.#shortInteger() ?? this.#shortFloat();
  }

  #shortFloat(): number | PythonFloat | undefined {
    shortNumber.lastIndex = this.at;
    const [text, fraction, exponent] = shortNumber.exec(this.#text) ?? [];
    if (text === undefined) return undefined;
    this.at += text.length;
    return fraction === undefined && exponent === undefined ? Number(text) + 0 : toFloat(text);
  }

  /** Any number. @param isKept converts it */
  *number(isKept: boolean): Work<unknown> {
    const word = notNumbers.find((one) => this.#take(one));
    if (word !== undefined)
      throw new JsonRefusal(`Out of range float values are not JSON compliant: '${word}'`);
    return yield* this.#number(isKept);
  }

  /** Undefined if there is no number or not a simple one; then nothing is read. */
  #shortInteger(): number | undefined {
    let value = 0;
    let at = this.at;
    for (const end = at + 15; at < end; at += 1) {
      const digit = this.#text.charCodeAt(at) - zero;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
      // No digit follows a zero at the beginning.
      if (value === 0) {
        at += 1;
        break;
      }
    }
    const next = this.#text.charCodeAt(at);
    if (at === this.at || next === 0x2e || (next | 0x20) === 0x65 || (value !== 0 && isDigit(next)))
      return undefined;
    this.at = at;
    return value;
  }

  *#number(isKept: boolean): Work<unknown> {
    const begin = this.at;
    const isNegative = this.peek() === minus;
    const first = this.#text.charCodeAt(begin + Number(isNegative));
    if (!isDigit(first)) return this.refuse('Expecting value');
    this.at += Number(isNegative);
    if (first === zero) this.at += 1;
    else yield* this.#digits();
    const whole = this.at - begin - Number(isNegative);
    const hasFraction = yield* this.#fraction();
    const hasExponent = yield* this.#exponent();
    const isFloat = hasFraction || hasExponent;
    if (isFloat && this.at - begin > maxFloat) {
      if (isKept) throw new JsonRefusal(`The number has more than ${maxFloat} characters.`);
      return 0;
    }
    if (!isFloat && whole > maxDigits) {
      const hint = 'use sys.set_int_max_str_digits() to increase the limit';
      throw new JsonRefusal(
        `Exceeds the limit (${maxDigits} digits) for integer string conversion: value has ${whole} digits; ${hint}`,
      );
    }
    if (!isKept) return 0;
    const text = this.#text.slice(begin, this.at);
    if (!isFloat) return whole < 16 ? Number(text) + 0 : narrowInteger(BigInt(text));
    return toFloat(text);
  }

  *#fraction(): Work<boolean> {
    if (this.peek() !== 0x2e || !isDigit(this.#text.charCodeAt(this.at + 1))) return false;
    this.at += 1;
    yield* this.#digits();
    return true;
  }

  *#exponent(): Work<boolean> {
    if ((this.peek() | 0x20) !== 0x65) return false;
    const sign = this.#text.charCodeAt(this.at + 1);
    const isSigned = sign === minus || sign === 0x2b;
    if (!isDigit(this.#text.charCodeAt(this.at + 1 + Number(isSigned)))) return false;
    this.at += 1 + Number(isSigned);
    yield* this.#digits();
    return true;
  }

  *#digits(): Work<void> {
    for (let count = 0; isDigit(this.peek()); count += 1) {
      this.at += 1;
      if (count % stretch === stretch - 1) yield;
    }
  }

  #take(word: string): boolean {
    if (!this.#text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }
}
