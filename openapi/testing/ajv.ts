/** Ajv, which confirms what our own checks find, and checks files in formats of others. */
import { Ajv2020, type Options } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';

// ajv-formats is CommonJS whose default export nodenext sees one level too deep.
const addFormats = addFormatsModule as unknown as typeof addFormatsModule.default;

/** Ajv with every error and its schema; keywords of OpenAPI and ours are not its business. */
export function createAjv(options: Options = {}): Ajv2020 {
  const ajv = new Ajv2020({ allErrors: true, verbose: true, strict: false, logger: false, ...options });
  addFormats(ajv);
  // The sizes of integers are for generated clients; a limit is one only if the schema has it.
  for (const size of ['int32', 'int64']) ajv.addFormat(size, true);
  return ajv;
}
