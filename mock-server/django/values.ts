/** Converts request values like the fields of a serializer. */
import { narrowInteger, parseInteger, PythonFloat, toPythonString, strip, stripZeros } from './python.ts';
import { isMap as isPlainMap } from '../../openapi/values.ts';
import { UploadedFile } from './uploaded-file.ts';

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return isPlainMap(value) && !(value instanceof UploadedFile || value instanceof PythonFloat);
}

/** The integer that a field of the framework reads, such as 1 from " 1.0 "; undefined when it reads none. */
export function toInteger(given: unknown): number | bigint | undefined {
  const isNested = typeof given === 'object' && !(given instanceof PythonFloat);
  const value = isNested ? undefined : parseInteger(stripZeros(toPythonString(given)));
  return value === undefined ? undefined : narrowInteger(value);
}

/** The text that a field of the framework reads: without the white space around it, numbers as Python writes them; undefined when it reads none. */
export function toText(given: unknown): string | undefined {
  if (typeof given === 'string') return strip(given);
  const isNumber = typeof given === 'number' || typeof given === 'bigint' || given instanceof PythonFloat;
  return isNumber ? toPythonString(given) : undefined;
}
