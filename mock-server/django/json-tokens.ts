/** The grammar of JSON tokens, and Python's errors for them. */
import { PythonFloat } from './python.ts';

/** An error of Python's parser, and its position. */
export class JsonRefusal extends Error {
  /** Where in the text; undefined when the message does not say. */
  readonly at: number | undefined;
  constructor(reason: string, at?: number) {
    super(reason);
    this.at = at;
  }
}

export const escapes: Readonly<Record<string, number>> = {
  '"': 0x22,
  '\\': 0x5c,
  '/': 0x2f,
  b: 0x08,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
};

export function toFloat(text: string): number | PythonFloat {
  const value = Number(text);
  return Number.isFinite(value) && !Number.isInteger(value) ? value : new PythonFloat(value);
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
