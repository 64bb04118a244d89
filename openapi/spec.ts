/** The enrichment document prepared for use: its operations, its life cycle and its questions. */
import type { EnrichmentDocument, DocumentationPage } from './document.ts';
import { type LifeCycle, createLifeCycle } from './life-cycle.ts';
import { type Operation, listOperations, type ResponseModel, toResponseModel } from './operations.ts';
import type { Questions } from './questions.ts';

export interface Spec {
  readonly document: EnrichmentDocument;
  readonly operations: readonly Operation[];
  readonly lifeCycle: LifeCycle;
  readonly questions: Questions;
  readonly pages: Readonly<Record<string, DocumentationPage>>;
  /** A response of `components/responses`. @throws Error when the document has none of that name */
  readonly response: (name: string) => ResponseModel;
  /** The operation with this id. @throws Error when the document has none */
  readonly operation: (id: string) => Operation;
}

/** Makes a checked document ready for use. */
export function createSpec(document: EnrichmentDocument): Spec {
  const operations = listOperations(document);
  const byId = new Map(operations.map((operation) => [operation.id, operation]));
  const responses = new Map(
    Object.entries(document.components?.responses ?? {}).map(([name, response]) => [
      name,
      toResponseModel(document, response, `#/components/responses/${name}`),
    ]),
  );
  return {
    document,
    operations,
    lifeCycle: createLifeCycle(document['x-life-cycle']),
    questions: document['x-questions'],
    pages: document['x-pages'],
    response: (name) => requireValue(responses.get(name), `response "${name}" under components`),
    operation: (id) => requireValue(byId.get(id), `operation "${id}"`),
  };
}

function requireValue<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The document has no ${what}; the code needs it.`);
  return value;
}

/** The pointers of every schema that requests, responses or readings may be checked against. */
export function listSchemaPointers(
  operations: readonly Operation[],
  questions: Questions = {},
): readonly string[] {
  const pointers = operations.flatMap(({ parameters, requestBody, responses }) => [
    ...parameters.map(({ schemaPointer }) => schemaPointer),
    ...Object.values(requestBody),
    ...Object.values(responses).flatMap(({ content }) =>
      Object.values(content).map(({ schemaPointer }) => schemaPointer),
    ),
  ]);
  const readings = Object.values(questions).flatMap(({ readings: all }) => Object.values(all));
  return [...new Set([...pointers, ...readings.flatMap(({ schema }) => schema?.$ref ?? [])])];
}
