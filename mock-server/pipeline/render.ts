/** Turns a reply into bytes and headers. Fixed headers and error bodies come from the document. */
import type { ResponseModel } from '../../openapi/operations.ts';
import { type ProblemBody, createProblemBody } from '../api/problems.ts';
import type { Model, Reply } from '../api/reply.ts';
import { renderBrowsablePage, createCsrfCookie, pageType } from '../django/browsable.ts';
import { getFramework } from '../django/framework.ts';
import { escapePath, escapeQuery, type WireReply, type WireRequest } from '../django/message.ts';

export interface RenderContext {
  readonly request: WireRequest;
  readonly model: Model;
  /** Spaces of indentation; 0 for compact JSON. */
  readonly indent: number;
  /** The methods of the resource; absent if no view responded. */
  readonly allow?: string;
  /** The media type that was negotiated; absent when none was. */
  readonly mediaType?: string;
  /** The document's success response of this operation; absent if no view responded. */
  readonly success?: ResponseModel;
}

/** The reply as the framework would send it. A HEAD keeps the length of the body it does not get. */
export function render(reply: Reply, context: RenderContext): WireReply {
  const { spec, readings } = context.model;
  if (reply.kind === 'success' && reply.body === undefined) {
    const sent = send(reply.status, context.success ?? noHeaders, jsonType, '', context);
    return { ...sent, headers: sent.headers.filter(([name]) => name !== 'Content-Type') };
  }
  if (reply.kind === 'success') {
    return send(
      reply.status,
      context.success ?? noHeaders,
      jsonType,
      formatJson(reply.body, context.indent),
      context,
    );
  }
  if (reply.kind === 'file') {
    const { headers, status, body } = send(200, context.success ?? noHeaders, reply.mediaType, '', context, {
      'Content-Disposition': `attachment; filename="${reply.name}"`,
    });
    const unmeasured = headers.filter(([name]) => name !== 'Content-Length');
    // HEAD gets the length of the body too, for which it has to be made.
    return { status, headers: unmeasured, body, stream: reply.text };
  }
  if (reply.kind === 'invalid') {
    const text = formatJson(reply.errors, context.indent);
    // A lone surrogate from the request cannot be encoded in the response.
    if (/(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(text)) return renderCrash(context);
    return send(400, spec.response('InvalidRequest'), jsonType, text, context);
  }
  if (reply.problem === 'serverError') return renderCrash(context);
  return sendProblem(createProblemBody(spec, readings, reply.problem, reply.values), context, reply.values);
}

/** A failure of the server itself. Only the reading in which a view catches it carries `Allow` and minds `indent`. */
export function renderCrash(context: RenderContext): WireReply {
  const { request, model } = context;
  const reading = model.readings['server-error'];
  const found = createProblemBody(model.spec, model.readings, 'serverError');
  if (reading === 'api-exception') return sendProblem(found, context);
  const outside = { request, model, indent: 0 };
  // The report of a failure looks up the user, by the cookie if the token was not yet read.
  const isLookedUp = context.mediaType === undefined && getFramework(model)['reports-failures'];
  const extra = isLookedUp ? { Vary: 'Cookie' } : {};
  if (found.mediaType !== jsonType) return sendProblem(found, outside, {}, extra);
  // Django's JsonResponse writes spaces that the framework's renderer does not.
  const text = formatJson(found.body, 0).replaceAll('":', '": ');
  return send(found.status, model.spec.response(found.response), jsonType, text, outside, extra);
}

/** The same reply with another body and its length. */
export function replaceBody(reply: WireReply, body: string): WireReply {
  const headers = reply.headers.map(
    ([name, value]) => [name, name === 'Content-Length' ? getContentLength(body) : value] as const,
  );
  return { ...reply, headers, body };
}

const jsonType = 'application/json';
const htmlType = 'text/html';

const noHeaders: ResponseModel = { pointer: '', headers: [], content: {} };

/** How many bytes a text has. */
export function getContentLength(text: string): string {
  return String(new TextEncoder().encode(text).length);
}

/** 301 to the same path with its slash, the query kept (Django's APPEND_SLASH). */
export function redirect(path: string, query: string, model: Model): WireReply {
  const framework = getFramework(model);
  return {
    status: 301,
    headers: [
      ['Content-Type', 'text/html; charset=utf-8'],
      ['Location', `${escapePath(path)}/${query === '' ? '' : `?${escapeQuery(query)}`}`],
      ...listFixedHeaders(model.spec.response('SlashRedirect')),
      ...Object.entries(framework.headers),
      ...(framework['redirect-length'] ? [['Content-Length', '0'] as const] : []),
    ],
    body: '',
  };
}

function sendProblem(
  { status, response, mediaType, body }: ProblemBody,
  context: RenderContext,
  values: Readonly<Record<string, string | number>> = {},
  more: Readonly<Record<string, string>> = {},
): WireReply {
  const text = mediaType === jsonType ? formatJson(body, context.indent) : String(body);
  const { seconds } = values;
  const extra = seconds === undefined ? more : { ...more, 'Retry-After': String(seconds) };
  const { request, model, indent } = context;
  // No view makes an HTML page.
  const about = mediaType === jsonType ? context : { request, model, indent };
  return send(status, model.spec.response(response), mediaType, text, about, extra);
}

function send(
  status: number,
  model: ResponseModel,
  mediaType: string,
  text: string,
  { request, model: all, allow, mediaType: wanted }: RenderContext,
  extra: Readonly<Record<string, string>> = {},
): WireReply {
  const framework = getFramework(all);
  const others = [
    ...(allow === undefined ? [] : [['Allow', allow] as const]),
    ...listFixedHeaders(model),
    ...Object.entries({ ...extra, ...framework.headers }),
  ];
  const isPage = allow !== undefined && mediaType === jsonType && (wanted ?? jsonType) !== jsonType;
  const vary = isPage ? 'Accept, Cookie' : 'Accept';
  const body = isPage ? renderBrowsablePage(request, { status, headers: others, jsonText: text }) : text;
  return {
    status,
    headers: [
      ['Content-Type', isPage ? pageType : mediaType === htmlType ? framework['html-type'] : mediaType],
      ...others,
      ...(allow !== undefined && framework.negotiates ? [['Vary', vary] as const] : []),
      ...(isPage ? [['Set-Cookie', createCsrfCookie(framework['csrf-token-length'])] as const] : []),
      ['Content-Length', getContentLength(body)],
    ],
    body: request.method === 'HEAD' ? '' : body,
  };
}

function listFixedHeaders({ headers }: ResponseModel): readonly (readonly [string, string])[] {
  return headers.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
}

/** Compact unless indented; the two line separators escaped, as the framework does for JavaScript's sake. */
function formatJson(value: unknown, indent: number): string {
  return JSON.stringify(value, markBigInt, indent)
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
    .replaceAll(/"\ufdd0(-?\d+)"/g, '$1');
}

/** JSON.stringify cannot write large integers, so a noncharacter marks them until they are text. */
function markBigInt(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `\ufdd0${value}` : value;
}
