/** The formats of JSON Schema and OpenAPI, by the type of the values that they describe: those of ajv-formats. */
import { fullFormats } from 'ajv-formats/dist/formats.js';

type Test = (value: never) => boolean;

export const formats: Readonly<Record<'string' | 'number', Readonly<Record<string, Test>>>> = {
  string: pickFormats('string'),
  number: pickFormats('number'),
};

function pickFormats(type: string): Readonly<Record<string, Test>> {
  return Object.fromEntries(
    Object.entries(fullFormats).flatMap(([name, format]) => {
      if (typeof format === 'boolean' || typeof format === 'string') return [];
      const own = typeof format === 'object' && 'type' in format ? format.type : 'string';
      const test = format instanceof RegExp || typeof format === 'function' ? format : format.validate;
      if (own !== type || typeof test === 'string') return [];
      return [[name, test instanceof RegExp ? (text: string) => test.test(text) : (test as Test)] as const];
    }),
  );
}
