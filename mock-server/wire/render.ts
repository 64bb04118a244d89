/** Turns a reply into bytes and headers. Fixed headers and error bodies come from the document. */
import type { ResponseModel } from '../../openapi/operations.ts';
import { type ProblemBody, problemBody } from '../operations/problems.ts';
import type { Model, Reply } from '../operations/reply.ts';
import { escapedPath, escapedQuery, type WireReply, type WireRequest } from './message.ts';

export interface RenderContext {
  readonly request: WireRequest;
  readonly model: Model;
  /** Spaces of indentation; 0 for compact JSON. */
  readonly indent: number;
  /** The methods of the resource; absent when no view answered. */
  readonly allow?: string;
  /** What the document says of a success of this operation; absent when no view answered. */
  readonly success?: ResponseModel;
}

/** The reply as the framework would send it. A HEAD keeps the length of the body it does not get. */
export function render(reply: Reply, context: RenderContext): WireReply {
  const { spec, readings } = context.model;
  if (reply.kind === 'success' && reply.csv !== undefined) {
    const extra = { 'Content-Disposition': 'attachment; filename="results.csv"' };
    return send(reply.status, context.success ?? noHeaders, 'text/csv', reply.csv, context, extra);
  }
  if (reply.kind === 'success') {
    return send(
      reply.status,
      context.success ?? noHeaders,
      jsonType,
      json(reply.body, context.indent),
      context,
    );
  }
  if (reply.kind === 'invalid') {
    return send(400, spec.response('InvalidRequest'), jsonType, json(reply.errors, context.indent), context);
  }
  return sendProblem(problemBody(spec, readings, reply.problem, reply.values), context, reply.values);
}

/** A failure of the server itself. Only the reading in which a view catches it carries `Allow` and minds `indent`. */
export function renderCrash(context: RenderContext): WireReply {
  const { request, model } = context;
  const reading = model.readings['server-error'];
  const found = problemBody(model.spec, model.readings, 'serverError');
  if (reading === 'api-exception') return sendProblem(found, context);
  const outside = { request, model, indent: 0 };
  if (found.mediaType !== jsonType) return sendProblem(found, outside);
  // Django's JsonResponse writes spaces that the framework's renderer does not.
  const text = json(found.body, 0).replaceAll('":', '": ');
  return send(found.status, model.spec.response(found.response), jsonType, text, outside);
}

/** The same reply with another body and its length. */
export function withBody(reply: WireReply, body: string): WireReply {
  const headers = reply.headers.map(
    ([name, value]) => [name, name === 'Content-Length' ? lengthOf(body) : value] as const,
  );
  return { ...reply, headers, body };
}

const jsonType = 'application/json';

const noHeaders: ResponseModel = { pointer: '', headers: [], content: {} };

function lengthOf(text: string): string {
  return String(new TextEncoder().encode(text).length);
}

/** 301 to the same path with its slash, the query kept (Django's APPEND_SLASH). */
export function redirect(path: string, query: string, { spec }: Model): WireReply {
  const model = spec.response('SlashRedirect');
  return {
    status: 301,
    headers: [
      ['Content-Type', 'text/html; charset=utf-8'],
      ['Location', `${escapedPath(path)}/${query === '' ? '' : `?${escapedQuery(query)}`}`],
      ...fixedHeaders(model),
      ['Content-Length', '0'],
    ],
    body: '',
  };
}

function sendProblem(
  { status, response, mediaType, body }: ProblemBody,
  context: RenderContext,
  values: Readonly<Record<string, string | number>> = {},
): WireReply {
  const text = mediaType === jsonType ? json(body, context.indent) : String(body);
  const { seconds } = values;
  const extra = seconds === undefined ? {} : { 'Retry-After': String(seconds) };
  return send(status, context.model.spec.response(response), mediaType, text, context, extra);
}

function send(
  status: number,
  model: ResponseModel,
  mediaType: string,
  text: string,
  { request, allow }: RenderContext,
  extra: Readonly<Record<string, string>> = {},
): WireReply {
  return {
    status,
    headers: [
      ['Content-Type', mediaType],
      ...(allow === undefined ? [] : [['Allow', allow] as const]),
      ...fixedHeaders(model),
      ...Object.entries(extra),
      ['Content-Length', lengthOf(text)],
    ],
    body: request.method === 'HEAD' ? '' : text,
  };
}

function fixedHeaders({ headers }: ResponseModel): readonly (readonly [string, string])[] {
  return headers.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
}

/** Compact unless indented; the two line separators escaped, as the framework does for JavaScript's sake. */
function json(value: unknown, indent: number): string {
  return JSON.stringify(value, null, indent).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
