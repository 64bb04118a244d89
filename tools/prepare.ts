/** Run by the build: checks documents, scenarios and the default world, and prepares them for bundling. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { faker } from '@faker-js/faker/locale/en';

import { ComplaintsError } from '../openapi/complaint.ts';
import extensions from '../openapi/extensions.schema.json' with { type: 'json' };
import { packNames, type PeopleData } from '../mock-server/api/people.ts';
import { listOperations } from '../openapi/operations.ts';
import { readApiDocument, readEnrichmentDocument } from '../openapi/read-document.ts';
import { formatDocument, toServedDocument } from '../openapi/served-document.ts';
import { createSpec } from '../openapi/spec.ts';
import { getStatusLook } from '../page-parts/status-look.ts';
import { narrowResponses } from '../openapi/widen-responses.ts';
import worldState from '../mock-server/store/text/world-state.schema.json' with { type: 'json' };
import {
  defaultWorldFile,
  demoWorldFile,
  loadScenarios,
  loadWorld,
} from '../mock-server/fixtures/load-fixtures.ts';
import { slimControl, slimEnrichment } from './slim-documents.ts';

/** @param directory the output folder */
function prepare(directory: string): void {
  for (const folder of ['openapi', 'site/openapi']) mkdirSync(join(directory, folder), { recursive: true });
  const write = (name: string, content: string) => writeFileSync(join(directory, name), content);

  const document = readEnrichmentDocument(
    readFileSync('openapi/enrichment.yaml', 'utf8'),
    'openapi/enrichment.yaml',
    extensions,
  );
  const spec = createSpec(document);
  write('enrichment.json', JSON.stringify(document));
  write('enrichment-slim.json', JSON.stringify(slimEnrichment(document)));

  const control = readApiDocument(
    readFileSync('openapi/control.yaml', 'utf8'),
    'openapi/control.yaml',
    extensions,
  ).value;
  write('control.json', JSON.stringify(control));
  write('control-slim.json', JSON.stringify(slimControl(control as object, worldState)));
  // The data that a client of it needs at run time.
  const routes = listOperations(control as typeof document).map(
    ({ id, method, path }) => [id, `${method} ${path}`] as const,
  );
  write('control-routes.json', JSON.stringify(Object.fromEntries(routes)));

  // For other tools: in the package, and on the static site, where the server is two folders above the document.
  for (const [name, one] of Object.entries({ enrichment: narrowResponses(document), control })) {
    write(`openapi/${name}.json`, `${JSON.stringify(one)}\n`);
    const served = toServedDocument(one as object, '../..');
    write(`site/openapi/${name}.json`, `${JSON.stringify(served)}\n`);
    write(`site/openapi/${name}.yaml`, formatDocument(served, 'yaml'));
  }

  // For pages that have no document.
  const looks = spec.lifeCycle.internalStatuses.map((one) => [one, getStatusLook(one, spec.lifeCycle)]);
  write('status-looks.json', JSON.stringify(Object.fromEntries(looks)));

  write('people.json', JSON.stringify(pickPeople()));

  const scenarios = loadScenarios(spec.lifeCycle);
  const { fixture } = loadWorld(defaultWorldFile, scenarios, spec.lifeCycle);
  write('default-world.json', JSON.stringify(fixture));
  write('demo-world.json', JSON.stringify(loadWorld(demoWorldFile, {}, spec.lifeCycle).fixture));
}

/** The lists of the English locale that results are drawn from: a tenth of it. */
function pickPeople(): PeopleData {
  const { person, company, commerce } = faker.rawDefinitions;
  const { first_name: firstNames, last_name: lastNames, last_name_pattern: lastNamePatterns } = person ?? {};
  return requireAll({
    firstNames: {
      generic: packNames(firstNames?.generic ?? []),
      female: packNames(firstNames?.female ?? []),
      male: packNames(firstNames?.male ?? []),
    },
    lastNames: packNames(lastNames?.generic ?? []),
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

try {
  prepare(process.argv[2] ?? 'build/prepared');
} catch (error) {
  if (!(error instanceof ComplaintsError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
