/**
 * The formats of texts, as in ajv-formats. Sizes of integers such as `int32` allow all numbers: they are for generated
 * clients, and a limit is one only if the schema has it.
 */
import { fullFormats } from 'ajv-formats/dist/formats.js';

type Test = (value: never) => boolean;

export const formats = pickFormats();

function pickFormats(): Readonly<Record<string, Test>> {
  return Object.fromEntries(
    Object.entries(fullFormats).flatMap(([name, format]) => {
      if (typeof format === 'boolean' || typeof format === 'string') return [];
      const own = typeof format === 'object' && 'type' in format ? format.type : 'string';
      const test = format instanceof RegExp || typeof format === 'function' ? format : format.validate;
      if (own !== 'string' || typeof test === 'string') return [];
      return [[name, test instanceof RegExp ? (text: string) => test.test(text) : (test as Test)] as const];
    }),
  );
}
