/** Compiles JSON Schemas at run time; the shipped ones are compiled at build time by the same settings. */
import { Ajv2020, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';

// ajv-formats is CommonJS whose default export nodenext sees one level too deep.
const addFormats = addFormatsModule as unknown as typeof addFormatsModule.default;

/** Ajv as this project uses it: every error, with the value; keywords of OpenAPI and ours are not its business. */
export function createAjv(options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false, ...options });
  addFormats(ajv);
  // The sizes of integers are for generated clients; a limit is what the document writes as one.
  for (const format of ['int32', 'int64']) ajv.addFormat(format, true);
  return ajv;
}

/** Checks a value; the errors are on the function, as in Ajv. */
export type Validator = ValidateFunction;

/** Finds the validator of the schema at a JSON pointer of a document, e.g. `#/components/schemas/Job`. */
export type ValidatorAt = (pointer: string) => Validator;

/**
 * Validators for any pointer of a document, compiled on first use.
 * @throws Error from Ajv when the schema at the pointer is not one
 */
export function createValidators(document: object): ValidatorAt {
  const ajv = createAjv({ validateSchema: false });
  ajv.addSchema(document, 'document');
  const compiled = new Map<string, Validator>();
  return (pointer) => {
    const known = compiled.get(pointer);
    if (known !== undefined) return known;
    const validator = ajv.compile({ $ref: `document${encodePointer(pointer)}` });
    compiled.set(pointer, validator);
    return validator;
  };
}

/** A JSON pointer as the fragment of a URI (RFC 6901, section 6). */
export function encodePointer(pointer: string): string {
  return `#${pointer.slice(1).split('/').map(encodeURIComponent).join('/')}`;
}
