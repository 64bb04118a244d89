/** Run by the build: checks documents, scenarios and the default world, and prepares them for bundling. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Options } from 'ajv/dist/2020.js';
import { faker } from '@faker-js/faker/locale/en';
import standaloneCode from 'ajv/dist/standalone/index.js';

import { ComplaintsError } from '../openapi/complaint.ts';
import extensions from '../openapi/extensions.schema.json' with { type: 'json' };
import type { PeopleData } from '../mock-server/api/people.ts';
import { resolvePointer } from '../openapi/document.ts';
import { listOperations } from '../openapi/operations.ts';
import { readApiDocument, readEnrichmentDocument } from '../openapi/read-document.ts';
import { listSchemaPointers, createSpec } from '../openapi/spec.ts';
import { encodePointer, createAjv } from '../openapi/validators.ts';
import worldState from '../mock-server/store/text/world-state.schema.json' with { type: 'json' };
import {
  defaultWorldFile,
  demoWorldFile,
  loadScenarios,
  loadWorld,
} from '../mock-server/fixtures/load-fixtures.ts';

// The module is CommonJS, so its function is one level deeper than in its types.
const standalone = standaloneCode as unknown as (typeof standaloneCode)['default'];

/** @param directory the output folder */
function prepare(directory: string): void {
  mkdirSync(directory, { recursive: true });
  const write = (name: string, content: string) => writeFileSync(join(directory, name), content);

  const document = readEnrichmentDocument(
    readFileSync('openapi/enrichment.yaml', 'utf8'),
    'openapi/enrichment.yaml',
    extensions,
  );
  const spec = createSpec(document);
  write('enrichment.json', JSON.stringify(document));
  write('validators.cjs', compileValidators(document, listSchemaPointers(spec.operations, spec.questions)));

  const control = readApiDocument(
    readFileSync('openapi/control.yaml', 'utf8'),
    'openapi/control.yaml',
    extensions,
  ).value;
  write('control.json', JSON.stringify(control));
  const listControlOperations = listOperations(control as typeof document);
  write(
    'control-validators.cjs',
    compileValidators(control as object, listSchemaPointers(listControlOperations)),
  );
  write(
    'log-validators.cjs',
    compileValidators(withSchemas(control, worldState), logPointers, { allErrors: false }),
  );
  // The data that a client of it needs at run time.
  const routes = listControlOperations.map(({ id, method, path }) => [id, `${method} ${path}`] as const);
  write('control-routes.json', JSON.stringify(Object.fromEntries(routes)));

  write('people.json', JSON.stringify(pickPeople()));

  const scenarios = loadScenarios(spec.lifeCycle);
  const { fixture } = loadWorld(defaultWorldFile, scenarios, spec.lifeCycle);
  write('default-world.json', JSON.stringify(fixture));
  write('demo-world.json', JSON.stringify(loadWorld(demoWorldFile, {}, spec.lifeCycle).fixture));
}

/** The entries of a log. There can be many, and their first mistake is enough. */
const logPointers = ['LogEntry', 'Checkpoint', 'WorldState'].map((name) => `#/components/schemas/${name}`);

/** The document with more schemas. */
function withSchemas(document: unknown, more: object): object {
  const { components, ...others } = document as { readonly components: { readonly schemas: object } };
  return { ...others, components: { ...components, schemas: { ...components.schemas, ...more } } };
}

/** The lists of the English locale that results are drawn from: a tenth of it. */
function pickPeople(): PeopleData {
  const { person, company, commerce } = faker.rawDefinitions;
  const { first_name: firstNames, last_name: lastNames, last_name_pattern: lastNamePatterns } = person ?? {};
  return requireAll({
    firstNames: requireAll({
      generic: firstNames?.generic,
      female: firstNames?.female,
      male: firstNames?.male,
    }),
    lastNames: lastNames?.generic,
    lastNamePatterns: lastNamePatterns?.generic,
    companyPatterns: company?.name_pattern,
    legalForms: company?.['legal_entity_type'] as readonly string[] | undefined,
    titlePatterns: person?.job_title_pattern,
    jobDescriptors: person?.job_descriptor,
    jobAreas: person?.job_area,
    jobTypes: person?.job_type,
    departments: commerce?.department,
    latin: listLatinLetters(),
  });
}

function requireAll<T extends object>(parts: { readonly [K in keyof T]: T[K] | null | undefined }): T {
  for (const [name, part] of Object.entries(parts))
    if (part === undefined || part === null) throw new Error(`The English locale of faker has no "${name}".`);
  return parts as T;
}

/** How faker writes a letter of another script in an email address, where it does not give its number. */
function listLatinLetters(): Readonly<Record<string, string>> {
  const points = Array.from(
    { length: otherScripts.to - otherScripts.from },
    (_, index) => otherScripts.from + index,
  );
  const pairs = points.map((point) => {
    const letter = String.fromCodePoint(point);
    const user = faker.internet.username({ firstName: `<${letter}>`, lastName: '-' });
    return [letter, user.slice(1, user.indexOf('>')), point] as const;
  });
  return Object.fromEntries(
    pairs.flatMap(([letter, latin, point]) =>
      letter.normalize('NFKD') === letter && latin !== point.toString(36) ? [[letter, latin]] : [],
    ),
  );
}

/** Greek, Cyrillic, Armenian, Hebrew and Arabic. */
const otherScripts = { from: 0x370, to: 0x700 };

/** The document with references to its schemas by name: Ajv compiles a named schema once, and any other once per reference. */
function withNamedSchemas(document: object): {
  readonly components?: { readonly schemas?: Readonly<Record<string, object>> };
} {
  const text = JSON.stringify(document).replaceAll(
    /"\$ref":"#\/components\/schemas\/([^"/]+)([^"]*)"/g,
    (_, name: string, rest: string) => `"$ref":"component:${name}${rest === '' ? '' : `#${rest}`}"`,
  );
  return JSON.parse(text) as object;
}

/** A CommonJS module whose exports are the compiled schemas by their pointers. */
function compileValidators(document: object, pointers: readonly string[], options: Options = {}): string {
  const code = { source: true, lines: false };
  const ajv = createAjv({ discriminator: true, inlineRefs: false, validateSchema: false, code, ...options });
  const named = withNamedSchemas(document);
  ajv.addSchema(named, 'document');
  for (const [name, schema] of Object.entries(named.components?.schemas ?? {}))
    ajv.addSchema({ $id: `component:${name}`, ...schema });
  const names = pointers.map((pointer, index) => {
    // Ajv would compile a schema behind two references twice.
    const { $ref = `document${encodePointer(pointer)}` } = resolvePointer(named, pointer) as {
      readonly $ref?: string;
    };
    ajv.addSchema({ $id: `schema${index}`, $ref });
    return [`schema${index}`, pointer] as const;
  });
  const text = standalone(ajv, Object.fromEntries(names.map(([name]) => [name, name])));
  const table = names.map(([name, pointer]) => `${JSON.stringify(pointer)}: exports.${name}`).join(',\n');
  return `${text}\nmodule.exports = {\n${table}\n};\n`;
}

try {
  prepare(process.argv[2] ?? 'build/prepared');
} catch (error) {
  if (!(error instanceof ComplaintsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
