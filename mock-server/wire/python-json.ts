/** Reads JSON as Python's json module does, in its very words where it refuses. */
import { integer, PythonFloat } from '../operations/python.ts';

export type ParsedJson =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'error'; readonly message: string }
  /** Nested so deeply that Python gives up with a RecursionError. */
  | { readonly kind: 'too-deep' };

/** The framework hands the parser a stack of which this much is left. */
const mostNesting = 943;
/** Python converts no longer integers from text. */
const mostDigits = 4300;

export function parsePythonJson(text: string): ParsedJson {
  if (text.startsWith('\ufeff')) {
    return { kind: 'error', message: located('Unexpected UTF-8 BOM (decode using utf-8-sig)', text, 0) };
  }
  const scanner = new Scanner(text);
  try {
    return { kind: 'value', value: scanner.document() };
  } catch (stop) {
    if (stop instanceof TooDeep) return { kind: 'too-deep' };
    if (stop instanceof Refusal) return { kind: 'error', message: stop.message };
    throw stop;
  }
}

class Refusal extends Error {}
class TooDeep extends Error {}

/** Python counts characters where JavaScript counts halves of surrogate pairs. */
function located(reason: string, text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = lengthOf(before.slice(before.lastIndexOf('\n') + 1)) + 1;
  return `${reason}: line ${line} column ${column} (char ${lengthOf(before)})`;
}

function lengthOf(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
}

const constants: Readonly<Record<string, unknown>> = { null: null, true: true, false: false };
const words = /null|true|false|NaN|-?Infinity/y;
const numbers = /(-?(?:[1-9]\d*|0))(\.\d+)?([eE][+-]?\d+)?/y;
const spaces = /[ \t\n\r]*/y;
/** All but quote, backslash and control characters. */
const plain = /[ !#-[\]-\uffff]*/y;
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class Scanner {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): unknown {
    this.#skipSpace();
    const value = this.#value();
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#refuse('Extra data');
    return value;
  }

  #value(): unknown {
    const next = this.#text[this.#at];
    if (next === '"') return this.#string();
    if (next === '{') return this.#nested(() => this.#object());
    if (next === '[') return this.#nested(() => this.#array());
    const word = this.#take(words);
    if (word !== undefined) return this.#constant(word);
    return this.#number() ?? this.#refuse('Expecting value');
  }

  #constant(word: string): unknown {
    if (Object.hasOwn(constants, word)) return constants[word];
    throw new Refusal(`Out of range float values are not JSON compliant: '${word}'`);
  }

  #number(): unknown {
    numbers.lastIndex = this.#at;
    const [all, whole, fraction, exponent] = numbers.exec(this.#text) ?? [];
    if (all === undefined || whole === undefined) return undefined;
    this.#at += all.length;
    if (fraction !== undefined || exponent !== undefined) {
      const value = Number(all);
      return Number.isFinite(value) && !Number.isInteger(value) ? value : new PythonFloat(value);
    }
    const count = whole.length - (whole.startsWith('-') ? 1 : 0);
    if (count > mostDigits) {
      const hint = 'use sys.set_int_max_str_digits() to increase the limit';
      throw new Refusal(
        `Exceeds the limit (${mostDigits} digits) for integer string conversion: value has ${count} digits; ${hint}`,
      );
    }
    return count < 16 ? Number(whole) + 0 : integer(BigInt(whole));
  }

  #object(): unknown {
    const entries: [string, unknown][] = [];
    this.#skipSpace();
    if (this.#skip('}')) return {};
    for (;;) {
      if (this.#text[this.#at] !== '"') this.#refuse('Expecting property name enclosed in double quotes');
      const key = this.#string();
      this.#skipSpace();
      if (!this.#skip(':')) this.#refuse("Expecting ':' delimiter");
      this.#skipSpace();
      entries.push([key, this.#value()]);
      this.#skipSpace();
      if (this.#skip('}')) return Object.fromEntries(entries);
      if (!this.#skip(',')) this.#refuse("Expecting ',' delimiter");
      this.#skipSpace();
    }
  }

  #array(): unknown {
    const items: unknown[] = [];
    this.#skipSpace();
    if (this.#skip(']')) return items;
    for (;;) {
      items.push(this.#value());
      this.#skipSpace();
      if (this.#skip(']')) return items;
      if (!this.#skip(',')) this.#refuse("Expecting ',' delimiter");
      this.#skipSpace();
    }
  }

  #string(): string {
    const begin = this.#at;
    this.#at += 1;
    let value = '';
    for (;;) {
      value += this.#take(plain) ?? '';
      const next = this.#text[this.#at];
      if (next === undefined) return this.#refuse('Unterminated string starting at', begin);
      if (next !== '"' && next !== '\\') return this.#refuse('Invalid control character at');
      this.#at += 1;
      if (next === '"') return value;
      if (this.#at === this.#text.length) return this.#refuse('Unterminated string starting at', begin);
      value += this.#escape();
    }
  }

  #escape(): string {
    const letter = this.#text[this.#at] ?? '';
    if (letter !== 'u') {
      this.#at += 1;
      return escapes[letter] ?? this.#refuse('Invalid \\escape', this.#at - 2);
    }
    const hex = this.#text.slice(this.#at + 1, this.#at + 5);
    // The last character of the document cannot be one of an escape: the string has to end.
    if (!/^[0-9a-fA-F]{4}$/.test(hex) || this.#at + 5 >= this.#text.length)
      return this.#refuse('Invalid \\uXXXX escape', this.#at);
    this.#at += 5;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  #nested<Value>(read: () => Value): Value {
    this.#at += 1;
    this.#depth += 1;
    if (this.#depth > mostNesting) throw new TooDeep();
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #skipSpace(): void {
    if (this.#text.charCodeAt(this.#at) <= 0x20) this.#take(spaces);
  }

  #skip(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #refuse(reason: string, at = this.#at): never {
    throw new Refusal(located(reason, this.#text, at));
  }
}
