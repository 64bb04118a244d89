/**
 * Completes the simulation of another document: new fields are filled from their schemas, new operations
 * return their examples.
 */
import type { CheckAt } from '../../openapi/conformance.ts';
import type { Operation, ResponseModel } from '../../openapi/operations.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { Handler, Model } from '../api/reply.ts';
import { createCandidates } from '../sample/create-value.ts';
import { createFill, fillBody } from '../sample/fill.ts';
import { findNewFields } from '../sample/new-fields.ts';
import { createExampleHandler, type Example } from '../sample/serve-example.ts';

export interface Completed {
  /** Its error bodies are filled too. */
  readonly spec: Spec;
  /** Absent where nothing is to be filled. */
  readonly fill?: NonNullable<Model['fill']>;
  /** Of the operations that the mock does not know. */
  readonly handlers: Readonly<Record<string, Handler>>;
  /** Printed at the start: `Job.progress`, and `getHistory (GET /api/v1/...)`. */
  readonly filled: readonly string[];
  readonly served: readonly string[];
  /** A sentence for each field and operation for which no value can be made. */
  readonly mistakes: readonly string[];
}

const json = 'application/json';

/**
 * @param known the ids of the operations that the mock simulates
 * @param checkAt compiled schemas of the document, by which every value is held before it is taken
 */
export function completeSpec(
  spec: Spec,
  shipped: Spec,
  known: readonly string[],
  checkAt: CheckAt,
): Completed {
  const { document } = spec;
  const isUsable = (pointer: string) => (value: unknown) => isFitting(checkAt, pointer, value);
  const fields = findNewFields(spec, shipped).map((field) => ({
    ...field,
    value: createCandidates(document, field.pointer).find(isUsable(field.pointer)),
  }));
  const values = new Map(
    fields.flatMap(({ pointer, value }) => (value === undefined ? [] : [[pointer, value] as const])),
  );
  const operations = spec.operations
    .filter(({ id }) => !known.includes(id))
    .map((operation) => ({ operation, example: findExample(operation, document, isUsable) }));
  return {
    spec: values.size === 0 ? spec : { ...spec, response: (name) => fillResponse(spec, name, values) },
    ...(values.size === 0 ? {} : { fill: createFill(document, values) }),
    handlers: Object.fromEntries(
      operations.flatMap(({ operation, example }) =>
        example === undefined ? [] : [[operation.id, createExampleHandler(operation, example)] as const],
      ),
    ),
    filled: fields.map(({ name }) => name),
    served: operations.map(({ operation: { id, method, path } }) => `${id} (${method} ${path})`),
    mistakes: [
      ...fields
        .filter(({ value }) => value === undefined)
        .map(
          ({ name, pointer }) =>
            `The mock cannot create a value for the new field "${name}" that fits the schema at ${pointer}; add an "example" that does.`,
        ),
      ...operations
        .filter(({ example }) => example === undefined)
        .map(
          ({ operation: { id } }) =>
            `The mock cannot serve the new operation "${id}": it needs a success response (2xx) that has no body or an example that fits its schema.`,
        ),
    ],
  };
}

/** A schema that no validator takes is one that nothing fits. */
function isFitting(checkAt: CheckAt, pointer: string, value: unknown): boolean {
  try {
    return checkAt(pointer)(value) === true;
  } catch {
    return false;
  }
}

/** The first success of the operation; of several examples the first that fits the schema. */
function findExample(
  { responses }: Operation,
  document: unknown,
  isUsable: (pointer: string) => (value: unknown) => boolean,
): Example | undefined {
  const [found] = Object.entries(responses)
    .filter(([code]) => /^2\d\d$/.test(code))
    .toSorted(([a], [b]) => Number(a) - Number(b));
  if (found === undefined) return undefined;
  const [code, { content }] = found;
  const status = Number(code);
  const [first] = Object.entries(content);
  if (first === undefined) return { status, kind: 'none' };
  const media = content[json];
  if (media === undefined) {
    const [mediaType, { examples }] = first;
    const text = Object.values(examples).find((one) => typeof one === 'string');
    return text === undefined || status !== 200 ? undefined : { status, kind: 'text', mediaType, text };
  }
  const { schemaPointer, examples } = media;
  const candidates = [...Object.values(examples), ...createCandidates(document, schemaPointer)];
  const body = candidates.find((one) => one !== undefined && isUsable(schemaPointer)(one));
  return body === undefined ? undefined : { status, kind: 'json', body };
}

/** The error response with its examples and templates filled. */
function fillResponse(spec: Spec, name: string, values: ReadonlyMap<string, unknown>): ResponseModel {
  const response = spec.response(name);
  const media = response.content[json];
  if (media === undefined) return response;
  const filled = (body: unknown) => fillBody(spec.document, media.schemaPointer, body, values);
  const examples = Object.fromEntries(
    Object.entries(media.examples).map(([key, example]) => [key, filled(example)]),
  );
  const template = media.template === undefined ? {} : { template: filled(media.template) };
  return { ...response, content: { ...response.content, [json]: { ...media, examples, ...template } } };
}
