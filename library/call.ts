/** The one place that asks the control API: an operation and its input in, its answer out. */
import routes from 'prepared:control-routes.json';

import { ControlError } from './control-error.ts';
import type { Call, InputArguments, OperationId, ResultOf } from './operations.ts';

type Values = Readonly<Record<string, unknown>>;
type Texts = Readonly<Record<string, string | undefined>>;

// Made from the document when the program was built.
const routeOf = routes as Readonly<Record<OperationId, string>>;

/** Sends a request to the control API, as `fetch` does. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

// The global one of the moment, since tests replace it.
const overTheNetwork: Send = async (url, init) => fetch(url, init);

/**
 * @param url of the mock, without a slash at its end
 * @param send otherwise than over the network, to a mock in the same program
 */
export function callerOf(url: string, send = overTheNetwork): Call {
  return async <Id extends OperationId>(
    operation: Id,
    ...[input]: InputArguments<Id>
  ): Promise<ResultOf<Id>> => {
    // Which parts an operation has is checked by type where it is called.
    const { path = {}, query = {}, body } = (input ?? {}) as { path?: Texts; query?: Values; body?: unknown };
    const [method = '', template = ''] = routeOf[operation].split(' ');
    const target = `${url}${filled(operation, template, path)}${queryText(query)}`;
    const sent =
      body === undefined
        ? {}
        : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
    const response = await send(target, { method, ...sent }).catch((error: unknown) => {
      throw new ControlError(operation, 0, unreachable(url, error), undefined, error);
    });
    const text = await response.text();
    const answer = response.headers.get('Content-Type')?.includes('json') ? parsed(text) : text;
    if (!response.ok) throw new ControlError(operation, response.status, detailOf(response, answer), answer);
    // The mock holds its answers against the document that the types are made from.
    return (response.status === 204 ? undefined : answer) as ResultOf<Id>;
  };
}

function filled(operation: string, template: string, path: Texts): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = path[name];
    if (value === undefined)
      throw new TypeError(`${operation} needs { path: { ${name}: ... } }; its address is ${template}.`);
    return encodeURIComponent(value);
  });
}

function queryText(query: Values): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const text = new URLSearchParams(
    given.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return text === '' ? '' : `?${text}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function detailOf({ status }: Response, answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'detail' in answer) return String(answer.detail);
  return `the answer was ${status}${Array.isArray(answer) ? ` with ${answer.length} entries` : ''}.`;
}

function unreachable(url: string, error: unknown): string {
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : error;
  const code =
    typeof cause === 'object' && cause !== null && 'code' in cause ? ` (${String(cause.code)})` : '';
  return `no mock answers at ${url}${code}; start one with "enrichment-sandbox mock", and give the base address that it prints, without a path.`;
}
