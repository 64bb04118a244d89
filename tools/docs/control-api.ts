/** Generates the reference of the control API: every operation with its parameters, body, curl lines and responses. */
import type { OpenAPIV3_1 } from 'openapi-types';

import {
  asSentence,
  type Document,
  isShown,
  formatObject,
  formatType,
  getRefName,
  resolve,
} from './schema.ts';
import { formatCode, formatTable } from './table.ts';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly operation: OpenAPIV3_1.OperationObject;
  readonly parameters: readonly OpenAPIV3_1.ParameterObject[];
}

const methods = ['get', 'post', 'put', 'delete'] as const;

/** A section per tag with its operations, and one with the objects that they send and return. */
export function formatControlApi(document: Document): string {
  const calls = findCalls(document);
  const sections = (document.tags ?? []).map(({ name, description = '' }) => {
    const own = calls.filter(({ operation }) => operation.tags?.includes(name)).toSorted(byEffect);
    return [`## ${name}`, description, ...own.map((call) => formatCall(document, call))].join('\n\n');
  });
  return [...sections, formatErrors(document), formatObjects(document, calls)].join('\n\n');
}

/** An operation that deletes comes after the one that creates, so that the examples work in turn; the smallest first. */
function byEffect(a: Call, b: Call): number {
  const isDelete = ({ method }: Call) => Number(method === 'DELETE');
  return isDelete(a) - isDelete(b) || (isDelete(a) === 1 ? b.path.length - a.path.length : 0);
}

function findCalls(document: Document): readonly Call[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item?.[method];
      if (operation === undefined) return [];
      const parameters = [...(item?.parameters ?? []), ...(operation.parameters ?? [])].map((one) =>
        resolve<OpenAPIV3_1.ParameterObject>(document, one),
      );
      return [{ method: method.toUpperCase(), path, operation, parameters }];
    }),
  );
}

/** The preparation of an example. */
const before: Readonly<Record<string, readonly string[]>> = {
  waitForRequests: [
    "curl -H 'Authorization: Bearer alice-token~tour' http://127.0.0.1:4010/api/v1/enrichment/status/$JOB/",
  ],
};

function formatCall(document: Document, call: Call): string {
  const { method, path, operation, parameters } = call;
  const { operationId = '', summary = '', description = '' } = operation;
  const query = parameters.filter((one) => one.in === 'query');
  const body = getBody(document, operation);
  return [
    `### ${operationId}`,
    formatCode(`${method} ${path}`),
    [asSentence(summary), description.trim().replaceAll('\n', ' ')].join(' ').trim(),
    ...(query.length === 0 ? [] : [formatParameters(document, query)]),
    ...(body?.schema === undefined ? [] : [formatObject(document, body.schema)]),
    [
      isEndless(operation) ? '```sh no-run: it does not end' : '```sh',
      ...(before[operationId] ?? []),
      ...formatCurl(call, body?.examples ?? []),
      '```',
    ].join('\n'),
    formatAnswers(document, operation),
  ].join('\n\n');
}

/** A stream of events, for which nobody can wait. */
function isEndless({ responses = {} }: OpenAPIV3_1.OperationObject): boolean {
  return JSON.stringify(responses).includes('text/event-stream');
}

function getBody(document: Document, { requestBody }: OpenAPIV3_1.OperationObject) {
  if (requestBody === undefined) return undefined;
  const { content } = resolve<OpenAPIV3_1.RequestBodyObject>(document, requestBody);
  const { schema, examples = {} } = content['application/json'] ?? {};
  const values = Object.values(examples).map(
    (one) => resolve<OpenAPIV3_1.ExampleObject>(document, one).value as unknown,
  );
  // An example with dots only shows a format.
  return { schema, examples: values.filter((value) => !JSON.stringify(value).includes('...')) };
}

function formatParameters(document: Document, query: readonly OpenAPIV3_1.ParameterObject[]): string {
  return formatTable(
    ['Query', 'Type', 'Meaning'],
    query.map(({ name, schema = {}, description = '' }) => {
      const { default: given } = resolve<OpenAPIV3_1.SchemaObject>(document, schema);
      const otherwise = given === undefined ? '' : ` Default: ${formatCode(String(given))}.`;
      return [formatCode(name), formatType(document, schema), `${asSentence(description)}${otherwise}`];
    }),
  );
}

/** A line to paste for each example of the body, or one line for an operation without a body. */
function formatCurl(
  { method, path, operation, parameters }: Call,
  examples: readonly unknown[],
): readonly string[] {
  const { url, query } = fillPath(path, parameters);
  const address = query === '' ? url : `"${url}?${query}"`;
  const verb = chooseFlags(method, operation);
  if (examples.length === 0) return [`curl${verb} ${address}`];
  return examples.map((value) => `curl ${toFormFlags(value).join(' ')} ${address}`);
}

function chooseFlags(method: string, operation: OpenAPIV3_1.OperationObject): string {
  if (isEndless(operation)) return ' -N';
  // Its numbers are never the same.
  if (operation.operationId === 'getMetrics') return ' -s -o metrics.txt';
  return method === 'GET' ? '' : ` -X ${method}`;
}

function fillPath(path: string, parameters: readonly OpenAPIV3_1.ParameterObject[]) {
  const url = path
    .replace('/__mock__/api/worlds/{world}', '$W')
    .replace(/^\/__mock__\/api/, '$MOCK')
    .replace(/^\/__mock__/, '${MOCK%/api}')
    .replaceAll(/\{([a-z]+)\}/g, (_all, name: string) => shorten(String(findExample(parameters, name))));
  const examples = parameters.filter((one) => one.in === 'query' && one.example !== undefined);
  const query = [...new Set([...examples.slice(0, 1), ...examples.slice(-1)])]
    .map(({ name, example }) => `${name}=${String(example)}`)
    .join('&');
  return { url, query };
}

function findExample(parameters: readonly OpenAPIV3_1.ParameterObject[], name: string): unknown {
  return parameters.find((one) => one.name === name)?.example;
}

/** A body as curl sends a form; the name of a nested field joins the names on its path with dots. */
function toFormFlags(value: unknown, way = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [`-d ${quote(`${way}=${String(value)}`)}`];
  return Object.entries(value).flatMap(([name, inner]) =>
    toFormFlags(inner, way === '' ? name : `${way}.${name}`),
  );
}

/** The newest job has a name on the page. */
function shorten(text: string): string {
  return text.replace('9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60', '$JOB');
}

function quote(text: string): string {
  const short = shorten(text);
  return /^[\w.=:$/-]+$/.test(short) ? short : `'${text}'`;
}

/** The responses of an operation, in a sentence or two; the errors are described once, at the end of the page. */
function formatAnswers(document: Document, { responses = {} }: OpenAPIV3_1.OperationObject): string {
  const answers = Object.entries(responses).map(([status, response]) => {
    const { description, content = {} } = resolve<OpenAPIV3_1.ResponseObject>(document, response);
    const [type = '', { schema } = {}] = Object.entries(content)[0] ?? [];
    const isError = type === 'application/problem+json';
    const isJson = schema !== undefined && type.includes('json');
    const body = isJson ? formatType(document, schema) : formatCode(type);
    return {
      status,
      isError,
      text: `${status}${body === '' ? '' : ` (${body})`}: ${asSentence(description)}`,
    };
  });
  const errors = answers.filter(({ isError }) => isError).map(({ status }) => status);
  const others = answers.filter(({ isError }) => !isError).map(({ text }) => `- ${text}`);
  return [...others, `- ${errors.join(', ')}: see [Errors](#errors).`].join('\n');
}

/** One row per error, with the example of the document. */
function formatErrors(document: Document): string {
  const rows = Object.values(document.components?.responses ?? {}).flatMap((part) => {
    const { description, content = {} } = resolve<OpenAPIV3_1.ResponseObject>(document, part);
    const example = content['application/problem+json']?.example as
      | { readonly status: number; readonly detail: string }
      | undefined;
    return example === undefined
      ? []
      : [[String(example.status), asSentence(description), formatCode(example.detail)]];
  });
  const sorted = rows.toSorted(([a = ''], [b = '']) => Number(a) - Number(b));
  return ['## Errors', formatTable(['Status', 'Meaning', 'Example of `detail`'], sorted)].join('\n\n');
}

/** The objects in responses, each with its fields. */
function formatObjects(document: Document, calls: readonly Call[]): string {
  const bodies = new Set(
    calls.flatMap(({ operation }) => {
      const schema = getBody(document, operation)?.schema;
      return schema === undefined ? [] : [getRefName(schema)];
    }),
  );
  const sections = Object.entries(document.components?.schemas ?? {})
    .filter(([name, schema]) => !bodies.has(name) && isShown(document, schema))
    .map(([name, schema]) => {
      const { description = '' } = resolve<OpenAPIV3_1.SchemaObject>(document, schema);
      return [`### ${name}`, description.trim(), formatObject(document, schema)]
        .filter((part) => part !== '')
        .join('\n\n');
    });
  return ['## Objects', ...sections].join('\n\n');
}
