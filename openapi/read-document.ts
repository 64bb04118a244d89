/** Text in, checked document out: everything of loading but the disk. */
import { isMap } from './values.ts';

import { type Complaint, refuseIfAny } from './complaint.ts';
import type { EnrichmentDocument } from './document.ts';
import { type ExtensionsSchema, checkExtensionKeys } from './rules/extension-keys.ts';
import { checkFoundation } from './rules/foundation.ts';
import { checkLifeCycle } from './rules/life-cycle-sense.ts';
import { checkQuestions, checkTemplates } from './rules/question-sense.ts';
import { checkWiring } from './rules/wiring.ts';
import { widenResponses } from './widen-responses.ts';
import { parseYaml, type YamlSource } from './yaml-source.ts';

/**
 * Parses and checks an enrichment document.
 * @param text the YAML or JSON text
 * @param file its name, for complaints
 * @param extensions the content of extensions.schema.json
 * @returns the document with widened responses, deeply frozen
 * @throws ComplaintsError with all mistakes: first those of the keys; if there are none, those of the whole
 */
export function readEnrichmentDocument(
  text: string,
  file: string,
  extensions: ExtensionsSchema,
): EnrichmentDocument {
  const source = readApiDocument(text, file, extensions);
  refuseIfAny(findMissingKeys(source));
  refuseIfAny([
    ...checkFoundation(source),
    ...checkWiring(source),
    ...checkLifeCycle(source),
    ...checkQuestions(source),
    ...checkTemplates(source),
  ]);
  return deepFreeze(widenResponses(source.value as EnrichmentDocument));
}

/** Parses a document and checks only its x- keys; for documents other than that of the enrichment API. */
export function readApiDocument(text: string, file: string, extensions: ExtensionsSchema): YamlSource {
  const source = parseYaml(text, file);
  if (!isMap(source.value) || !String(source.value['openapi']).startsWith('3.1')) {
    const message =
      'this is not an OpenAPI 3.1 document; it must be a map in which "openapi" is a 3.1 version such as "3.1.0"';
    refuseIfAny([source.createComplaint([], message)]);
  }
  refuseIfAny(checkExtensionKeys(source, extensions));
  return source;
}

function findMissingKeys(source: YamlSource): Complaint[] {
  const document = source.value as Readonly<Record<string, unknown>>;
  return ['paths', 'components', 'servers', 'x-pages', 'x-life-cycle', 'x-questions']
    .filter((key) => document[key] === undefined)
    .map((key) =>
      source.createComplaint(
        [],
        `the document lacks the key "${key}"; start from the included openapi/enrichment.yaml`,
      ),
    );
}

/** Freezes a JSON value through and through. */
function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
