/** The requests that a tool makes of the examples in a document: one for each media type and example of a body. */
import type { OpenAPIV3_1 } from 'openapi-types';

import { follow } from '../../openapi/document.ts';
import { httpMethods } from '../../openapi/operations.ts';

export interface ExampleRequest {
  /** `submitEnrichment with application/json "contacts"`. */
  readonly name: string;
  readonly operation: string;
  readonly method: string;
  /** With its parameters and its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData;
  /** The status of the success in the document. */
  readonly success: number;
}

/** @throws Error if a parameter of a path or a body has no example */
export function listRequests(document: unknown): readonly ExampleRequest[] {
  const { paths = {} } = document as OpenAPIV3_1.Document;
  return Object.entries(paths).flatMap(([path, item]) =>
    httpMethods.flatMap((method) => {
      const operation = item?.[method];
      if (operation === undefined) return [];
      const { operationId = '', responses } = operation;
      const parameters = [...(item?.parameters ?? []), ...(operation.parameters ?? [])].map(
        (one) => follow(document, one, '').value as OpenAPIV3_1.ParameterObject,
      );
      const base = {
        operation: operationId,
        method: method.toUpperCase(),
        path: fillPath(path, parameters),
        success: Number(Object.keys(responses).find((status) => status.startsWith('2'))),
      };
      const bodies = listBodies(document, operation.requestBody);
      if (bodies.length === 0) return [{ ...base, name: operationId, headers: {} }];
      return bodies.map(({ name, ...body }) => ({ ...base, ...body, name: `${operationId} with ${name}` }));
    }),
  );
}

function fillPath(path: string, parameters: readonly OpenAPIV3_1.ParameterObject[]): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const example = parameters.find((one) => one.in === 'path' && one.name === name)?.example as unknown;
    if (typeof example !== 'string') throw new Error(`The parameter "${name}" of ${path} has no example.`);
    return encodeURIComponent(example);
  });
  const query = parameters
    .filter((one) => one.in === 'query' && one.example !== undefined)
    .map(({ name, example }): [string, string] => [name, String(example)]);
  return query.length === 0 ? filled : `${filled}?${String(new URLSearchParams(query))}`;
}

function listBodies(document: unknown, requestBody: unknown) {
  if (requestBody === undefined) return [];
  const { content } = follow(document, requestBody, '').value as OpenAPIV3_1.RequestBodyObject;
  return Object.entries(content).flatMap(([mediaType, { examples = {}, encoding = {} }]) => {
    if (Object.keys(examples).length === 0) throw new Error(`A body as ${mediaType} has no example.`);
    return Object.entries(examples).map(([name, example]) => ({
      name: `${mediaType} "${name}"`,
      ...createBody(
        mediaType,
        (follow(document, example, '').value as OpenAPIV3_1.ExampleObject).value,
        encoding,
      ),
    }));
  });
}

type Encodings = Readonly<Record<string, OpenAPIV3_1.EncodingObject>>;

function createBody(
  mediaType: string,
  value: unknown,
  encoding: Encodings,
): Pick<ExampleRequest, 'headers' | 'body'> {
  if (mediaType === 'application/json')
    return { headers: { 'Content-Type': mediaType }, body: JSON.stringify(value) };
  const fields = Object.entries(value as object).flatMap(([name, one]) => toFields(name, one, encoding));
  if (mediaType === 'application/x-www-form-urlencoded')
    return { headers: { 'Content-Type': mediaType }, body: String(new URLSearchParams([...fields])) };
  const form = new FormData();
  for (const [name, text] of fields) {
    if (name === 'file') form.append(name, new Blob([text], { type: 'text/csv' }), 'people.csv');
    else form.append(name, text);
  }
  return { headers: {}, body: form };
}

/** @throws Error for a map without the style `deepObject`, since tools differ in how they send it */
function toFields(name: string, value: unknown, encoding: Encodings): readonly [string, string][] {
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  if (encoding[name]?.style !== 'deepObject')
    throw new Error(`The field "${name}" of a form has no encoding.`);
  return Object.entries(value).map(([key, one]): [string, string] => [`${name}[${key}]`, String(one)]);
}
