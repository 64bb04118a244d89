/** The framework's messages for wrong values: the only table of these texts. */
import { toPythonString, getPythonType } from './python.ts';

/** A longer value is shortened where a text repeats it; the framework would repeat megabytes. */
const maxRepeated = 10_000;

export const errorTexts = {
  required: 'This field is required.',
  null: 'This field may not be null.',
  blank: 'This field may not be blank.',
  uuid: 'Must be a valid UUID.',
  integer: 'A valid integer is required.',
  number: 'A valid number is required.',
  boolean: 'Must be a valid boolean.',
  string: 'Not a valid string.',
  nullCharacter: 'Null characters are not allowed.',
  emptyList: 'This list may not be empty.',
  noData: 'No data provided',
  tooLarge: 'String value too large.',
  noFile: 'No file was submitted.',
  notFile: 'The submitted data was not a file. Check the encoding type on the form.',
  emptyFile: 'The submitted file is empty.',
  surrogate: (code: number) => `Surrogate characters are not allowed: U+${code.toString(16).toUpperCase()}.`,
  choice: (given: unknown) => `"${repeat(given)}" is not a valid choice.`,
  minimum: (limit: number) => `Ensure this value is greater than or equal to ${limit}.`,
  maximum: (limit: number) => `Ensure this value is less than or equal to ${limit}.`,
  minLength: (limit: number) => `Ensure this field has at least ${limit} characters.`,
  maxLength: (limit: number) => `Ensure this field has no more than ${limit} characters.`,
  minItems: (limit: number) => `Ensure this field has at least ${limit} elements.`,
  maxItems: (limit: number) => `Ensure this field has no more than ${limit} elements.`,
  list: (given: unknown) => `Expected a list of items but got type "${getPythonType(given)}".`,
  map: (given: unknown) => `Expected a dictionary of items but got type "${getPythonType(given)}".`,
  root: (given: unknown) => `Invalid data. Expected a dictionary, but got ${getPythonType(given)}.`,
} as const;

function repeat(given: unknown): string {
  const text = toPythonString(given);
  return text.length <= maxRepeated ? text : `${text.slice(0, maxRepeated)}...`;
}
