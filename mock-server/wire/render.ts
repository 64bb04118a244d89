/** Turns a reply into bytes and headers. Fixed headers and error bodies come from the document. */
import type { ResponseModel } from '../../openapi/operations.ts';
import { type ProblemBody, problemBody } from '../operations/problems.ts';
import type { Model, Reply } from '../operations/reply.ts';
import type { WireReply, WireRequest } from './message.ts';

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
  if (reply.kind === 'success')
    return send(reply.status, context.success ?? noHeaders, 'application/json', reply.body, context);
  if (reply.kind === 'invalid')
    return send(400, spec.response('InvalidRequest'), 'application/json', reply.errors, context);
  const found: ProblemBody = problemBody(spec, readings, reply.problem, reply.values);
  const extra =
    reply.values?.['seconds'] === undefined ? {} : { 'Retry-After': String(reply.values['seconds']) };
  return send(found.status, spec.response(found.response), found.mediaType, found.body, context, extra);
}

/** A failure of the server itself. Only the reading in which a view catches it carries `Allow`. */
export function renderCrash(context: RenderContext): WireReply {
  const { allow, ...outside } = context;
  const reading = context.model.readings['server-error'];
  const reply = render(
    { kind: 'problem', problem: 'serverError' },
    reading === 'api-exception' && allow !== undefined ? context : outside,
  );
  // Django's JsonResponse writes spaces that the framework's renderer does not.
  return reading === 'drf' ? withBody(reply, reply.body.replaceAll('":', '": ')) : reply;
}

/** The same reply with another body and its length. */
export function withBody(reply: WireReply, body: string): WireReply {
  const headers = reply.headers.map(
    ([name, value]) => [name, name === 'Content-Length' ? lengthOf(body) : value] as const,
  );
  return { ...reply, headers, body };
}

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
      ['Location', `${normalised(path)}/${query === '' ? '' : `?${query}`}`],
      ...fixedHeaders(model),
      ['Content-Length', '0'],
    ],
    body: '',
  };
}

// Django decodes the path and quotes it again, so what need not be escaped is not.
function normalised(path: string): string {
  return encodeURIComponent(decodeURIComponent(path)).replaceAll(/%(2F|3A|40|26|2B|24|2C)/g, (escape) =>
    decodeURIComponent(escape),
  );
}

function send(
  status: number,
  model: ResponseModel,
  mediaType: string,
  body: unknown,
  { request, indent, allow }: RenderContext,
  extra: Readonly<Record<string, string>> = {},
): WireReply {
  const text = mediaType === 'application/json' ? json(body, indent) : String(body);
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
