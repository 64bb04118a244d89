/** The control API over HTTP: its routes come from its document, its bodies are held against their schemas. */
import type { Request, Response } from 'express';

import type { CheckAt } from '../../openapi/conformance.ts';
import { excerpt, parseJson } from '../../openapi/conformance.ts';
import type { Operation } from '../../openapi/operations.ts';
import { controlChecks, controlOperations } from '../../openapi/shipped.ts';
import { type ControlOutcome, type ControlHandler, refused } from '../control/outcome.ts';
import { controlHandlers } from '../control/operations.ts';
import type { AppDeps } from './create-app.ts';
import { foreign } from './local-only.ts';
import { readBody } from './read-body.ts';

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
};
const bodyLimit = 1024 * 1024;

/** Middleware for everything under /__mock__. */
export function controlRouter(deps: AppDeps) {
  const operations = controlOperations().map((operation) => ({
    operation,
    pattern: patternOf(operation.path),
  }));
  const handlers: Readonly<Record<string, ControlHandler>> = controlHandlers;
  const paths = [...new Set(operations.map(({ operation }) => operation.path))];

  const outcomeOf = async (request: Request): Promise<ControlOutcome> => {
    const reason = foreign(request);
    if (reason !== undefined) return refused(403, reason);
    const path = request.originalUrl.split('?', 1)[0] ?? '';
    const here = operations.filter(({ pattern }) => pattern.test(path));
    if (here.length === 0)
      return refused(404, `The control API has nothing at ${excerpt(path)}; it has ${paths.join(', ')}.`);
    const found = here.find(({ operation }) => operation.method === request.method);
    if (found === undefined) {
      const methods = here.map(({ operation }) => operation.method).join(' and ');
      return refused(405, `${path} takes ${methods}, not ${request.method}.`);
    }
    const { operation, pattern } = found;
    const handler = handlers[operation.id];
    if (handler === undefined)
      throw new Error(`There is no handler for the control operation "${operation.id}".`);
    const world = decoded(pattern.exec(path)?.groups?.['world'] ?? '');
    const body = await bodyOf(request, operation, await controlChecks());
    if ('mistake' in body) return refused(400, body.mistake);
    return handler({ worlds: deps.worlds, real: deps.now(), world, body: body.value, ...deps.model });
  };

  return (request: Request, response: Response): void => {
    outcomeOf(request)
      .then((outcome) => send(response, outcome))
      .catch((error: unknown) => {
        deps.onCrash(error);
        response.writeHead(500, { 'Content-Type': 'application/problem+json' });
        response.end(
          JSON.stringify({
            title: 'Internal Server Error',
            status: 500,
            detail: 'The mock failed; its log says how.',
          }),
        );
      });
  };
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Body = { readonly value: Readonly<Record<string, unknown>> } | { readonly mistake: string };

/** JSON when it begins like it, else form-encoded: `curl -d advance=1h` is a good command line. */
async function bodyOf(request: Request, operation: Operation, checkAt: CheckAt): Promise<Body> {
  const pointer = operation.requestBody['application/json'];
  if (pointer === undefined) return { value: {} };
  const text = Buffer.from(await readBody(request, bodyLimit), 'latin1')
    .toString('utf8')
    .trim();
  const parsed = text.startsWith('{') || text.startsWith('[') ? parseJson(text) : { value: fromForm(text) };
  if (parsed === undefined) return { mistake: `The body is not valid JSON: ${excerpt(text)}` };
  const check = checkAt(pointer);
  if (check(parsed.value)) return { value: parsed.value as Readonly<Record<string, unknown>> };
  const mistakes = (check.errors ?? []).map(({ instancePath, message, params, data }) => {
    const what =
      instancePath === '' ? 'the body' : `"${instancePath.slice(1)}" is ${JSON.stringify(data)}; it`;
    const name = params['additionalProperty'];
    return name === undefined
      ? `${what} ${message ?? 'is not allowed'}`
      : `the body has no key "${String(name)}"`;
  });
  return { mistake: `${mistakes.join('; ')}. See ${operation.id} in openapi/control.yaml.` };
}

function fromForm(text: string): unknown {
  const pairs = [...new URLSearchParams(text)].map(([name, value]) => {
    const known: Readonly<Record<string, unknown>> = { true: true, false: false };
    if (value in known) return [name, known[value]] as const;
    return [name, /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value] as const;
  });
  return Object.fromEntries(pairs);
}

function send(response: Response, outcome: ControlOutcome): void {
  const failed = 'detail' in outcome;
  const body = failed
    ? { title: titles[outcome.status], status: outcome.status, detail: outcome.detail }
    : outcome.body;
  response.writeHead(outcome.status, {
    'Content-Type': failed ? 'application/problem+json' : 'application/json',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(`${JSON.stringify(body, null, 2)}\n`);
}
