/** Run by the build: checks documents, scenarios and the default world, and leaves them ready to be bundled. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import standaloneCode from 'ajv/dist/standalone/index.js';

import { ComplaintsError } from '../openapi/complaint.ts';
import extensions from '../openapi/extensions.schema.json' with { type: 'json' };
import { listOperations } from '../openapi/operations.ts';
import { readApiDocument, readEnrichmentDocument } from '../openapi/read-document.ts';
import { listSchemaPointers, specFrom } from '../openapi/spec.ts';
import { encodePointer, newAjv } from '../openapi/validators.ts';
import world from '../fixtures/world.schema.json' with { type: 'json' };
import state from '../mock-server/state/state.schema.json' with { type: 'json' };
import { defaultWorldFile, loadScenarios, loadWorld } from '../mock-server/fixtures/load-fixtures.ts';

// The module is CommonJS, so its function comes one level deeper than its types say.
const standalone = standaloneCode as unknown as (typeof standaloneCode)['default'];

/** @param directory where the prepared files go */
function prepare(directory: string): void {
  mkdirSync(directory, { recursive: true });
  const write = (name: string, content: string) => writeFileSync(join(directory, name), content);

  const document = readEnrichmentDocument(
    readFileSync('openapi/enrichment.yaml', 'utf8'),
    'openapi/enrichment.yaml',
    extensions,
  );
  const spec = specFrom(document);
  write('enrichment.json', JSON.stringify(document));
  write('validators.cjs', compileValidators(document, listSchemaPointers(spec.operations, spec.questions)));

  const control = readApiDocument(
    readFileSync('openapi/control.yaml', 'utf8'),
    'openapi/control.yaml',
    extensions,
  ).value;
  write('control.json', JSON.stringify(control));
  const controlOperations = listOperations(control as typeof document);
  write(
    'control-validators.cjs',
    compileValidators(control as object, listSchemaPointers(controlOperations)),
  );
  // All that a client of it needs to know at run time.
  const routes = controlOperations.map(({ id, method, path }) => [id, `${method} ${path}`] as const);
  write('control-routes.json', JSON.stringify(Object.fromEntries(routes)));

  write('state-validator.cjs', stateValidator());

  const scenarios = loadScenarios(spec.lifeCycle);
  const { fixture } = loadWorld(defaultWorldFile, scenarios, spec.lifeCycle);
  write('default-world.json', JSON.stringify(fixture));
}

/** A CommonJS module that is the compiled schema of state files. */
function stateValidator(): string {
  const ajv = newAjv({ validateSchema: false, code: { source: true, lines: false } });
  ajv.addSchema(world);
  return standalone(ajv, ajv.compile(state));
}

/** A CommonJS module whose exports are the compiled schemas by their pointers. */
function compileValidators(document: object, pointers: readonly string[]): string {
  const ajv = newAjv({ validateSchema: false, code: { source: true, lines: false } });
  ajv.addSchema(document, 'document');
  const names = pointers.map((pointer, index) => {
    ajv.addSchema({ $id: `schema${index}`, $ref: `document${encodePointer(pointer)}` });
    return [`schema${index}`, pointer] as const;
  });
  const code = standalone(ajv, Object.fromEntries(names.map(([name]) => [name, name])));
  const table = names.map(([name, pointer]) => `${JSON.stringify(pointer)}: exports.${name}`).join(',\n');
  return `${code}\nmodule.exports = {\n${table}\n};\n`;
}

try {
  prepare(process.argv[2] ?? 'build/prepared');
} catch (error) {
  if (!(error instanceof ComplaintsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
