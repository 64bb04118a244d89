/** Calls the control API: takes an operation with its input, and returns the response. */
import routes from 'prepared:control-routes.json';

import { ControlError } from './control-error.ts';
import { formatFailure } from './failure.ts';
import type { Call, InputArguments, OperationId, OperationResult } from './operations.ts';

type QueryValues = Readonly<Record<string, unknown>>;
type PathValues = Readonly<Record<string, string | undefined>>;

// Made from the document when the program was built.
const routesById = routes as Readonly<Record<OperationId, string>>;

/** A request to the control API. */
export interface ControlHttpRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The response. */
export interface ControlHttpResponse {
  readonly status: number;
  /** The media type; empty when there is none. */
  readonly type: string;
  readonly text: string;
}

/** Sends a request to the control API, over the network or to a mock in the same program. */
export type Send = (url: string, call: ControlHttpRequest) => Promise<ControlHttpResponse>;

/** @param url of the mock, without a trailing slash */
export function createCaller(url: string, send: Send): Call {
  return async <Id extends OperationId>(
    operation: Id,
    ...[input]: InputArguments<Id>
  ): Promise<OperationResult<Id>> => {
    // Which parts an operation has is checked by type where it is called.
    const {
      path = {},
      query = {},
      body,
    } = (input ?? {}) as { path?: PathValues; query?: QueryValues; body?: unknown };
    const [method = '', template = ''] = routesById[operation].split(' ');
    const target = `${url}${fillPath(operation, template, path)}${formatQuery(query)}`;
    const sent =
      body === undefined
        ? { headers: {} }
        : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
    const { status, type, text } = await send(target, { method, ...sent }).catch((error: unknown) => {
      throw new ControlError(operation, 0, formatFailure(url, error), undefined, error);
    });
    const answer = type.includes('json') ? parseJsonOrText(text) : text;
    if (status < 200 || status > 299)
      throw new ControlError(operation, status, formatDetail(status, answer), answer);
    // The mock checks its responses against the document from which the types are generated.
    return (status === 204 ? undefined : answer) as OperationResult<Id>;
  };
}

function fillPath(operation: string, template: string, path: PathValues): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = path[name];
    if (value === undefined)
      throw new TypeError(`${operation} needs { path: { ${name}: ... } }; its path is ${template}.`);
    return encodeURIComponent(value);
  });
}

function formatQuery(query: QueryValues): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(
    given.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return text === '' ? '' : `?${text}`;
}

function parseJsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function formatDetail(status: number, answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'detail' in answer) return String(answer.detail);
  return `the response was ${status}${Array.isArray(answer) ? ` with ${answer.length} entries` : ''}.`;
}
