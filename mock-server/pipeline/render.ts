/** The stage `render`: turns a reply into bytes and headers. Fixed headers and error bodies come from the document. */
import type { ResponseModel } from '../../openapi/operations.ts';
import { createProblemBody, type ProblemBody, type ProblemName } from '../api/problems.ts';
import { problem, type Reply } from '../api/reply.ts';
import { formatJson } from '../django/format-json.ts';
import { createCsrfCookie, pageType, renderBrowsablePage } from '../django/browsable.ts';
import { escapePath, escapeQuery, getContentLength, type WireReply } from '../django/message.ts';
import { expireBadSession } from '../django/session-cookie.ts';
import { retryAfter } from '../store/port.ts';
import type { Context } from './context.ts';
import { createPreflightReply } from './cors.ts';

type Headers = Readonly<Record<string, string>>;

const jsonType = 'application/json';
const htmlType = 'text/html';

/** The reply as the framework would send it. A HEAD keeps the length of the body it does not get. */
export function render(context: Context): void {
  const { reply = problem('serverError'), received, setup } = context;
  if (reply.kind === 'refused' || (reply.kind === 'problem' && reply.problem === 'workerError')) {
    // Errors of the server in front bypass the middleware.
    context.resource = undefined;
    context.caller = undefined;
    context.response = renderWorkerError(context, reply.problem);
    return;
  }
  if (reply.kind === 'preflight') {
    context.response = createPreflightReply(received);
    return;
  }
  if (reply.kind === 'unavailable') {
    context.jobs = [];
    const isShared = setup.worlds.shared !== undefined;
    context.response = createUnavailableReply(reply.reason, received.method, isShared);
    return;
  }
  try {
    context.response = expireBadSession(findKept(context) ?? renderReply(reply, context), received);
  } catch (error) {
    setup.onCrash(error);
    context.jobs = [];
    context.response = expireBadSession(renderCrash(context), received);
  }
}

/** The bytes of a reply that many requests get are made once, for the representation that they ask for. */
function findKept(context: Context): WireReply | undefined {
  const { reply, representation, received } = context;
  if (reply?.kind !== 'success' || reply.kept === undefined || received.method !== 'GET') return undefined;
  if (representation?.mediaType !== jsonType) return undefined;
  const { kept } = reply;
  if (kept.response === undefined || kept.representation !== representation) {
    kept.representation = representation;
    kept.response = renderReply(reply, context);
  }
  return kept.response;
}

type RenderedReply = Exclude<Reply, { kind: 'refused' | 'preflight' | 'unavailable' }>;

function renderReply(reply: RenderedReply, context: Context): WireReply {
  const { setup, model, representation } = context;
  const indent = representation?.indent ?? 0;
  if (reply.kind === 'success') {
    if (reply.body !== undefined)
      return send(context, reply.status, getSuccess(context), jsonType, formatJson(reply.body, indent));
    const sent = send(context, reply.status, getSuccess(context), jsonType, '');
    return { ...sent, headers: sent.headers.filter(([name]) => name !== 'Content-Type') };
  }
  if (reply.kind === 'file') {
    const { headers, status, body } = send(context, 200, getSuccess(context), reply.mediaType, '', {
      'Content-Disposition': `attachment; filename="${reply.name}"`,
    });
    const unmeasured = headers.filter(([name]) => name !== 'Content-Length');
    // HEAD gets the length of the body too, for which it has to be made.
    return { status, headers: unmeasured, body, stream: reply.text };
  }
  if (reply.kind === 'invalid') {
    const text = formatJson(reply.errors, indent);
    // A lone surrogate from the request cannot be encoded in the response.
    if (/(?<!\\)(?:\\\\)*\\ud[89a-f]/.test(text)) return renderCrash(context);
    return send(context, 400, model.spec.response('InvalidRequest'), jsonType, text);
  }
  if (reply.kind === 'redirect') return redirect(context);
  if (reply.problem === 'serverError') return renderCrash(context);
  const { seconds } = reply.values ?? {};
  const found = createProblemBody(model.spec, setup.model.readings, reply.problem, reply.values);
  return sendProblem(context, found, seconds === undefined ? {} : { 'Retry-After': String(seconds) });
}

/** A failure of the server itself. Only the reading in which a view catches it carries `Allow` and minds `indent`. */
function renderCrash(context: Context): WireReply {
  const { model, representation, setup } = context;
  const found = createProblemBody(model.spec, model.readings, 'serverError');
  if (model.readings['server-error'] === 'api-exception') return sendProblem(context, found);
  // The report of a failure looks up the user, by the cookie if the token was not yet read.
  const isLookedUp = representation === undefined && setup.framework['reports-failures'];
  const extra: Headers = isLookedUp ? { Vary: 'Cookie' } : {};
  // Django's JsonResponse writes spaces that the framework's renderer does not.
  const text =
    found.mediaType === jsonType ? formatJson(found.body, 0).replaceAll('":', '": ') : String(found.body);
  return send(
    context,
    found.status,
    model.spec.response(found.response),
    found.mediaType,
    text,
    extra,
    false,
  );
}

/** A response of the mock itself, with its own message: the real server has other reasons. */
function createUnavailableReply(reason: string, method: string, isShared: boolean): WireReply {
  // A shared store also fails to read, and does not always know what has happened.
  const what = isShared ? '' : 'The mock could not store this change, so it did not happen. ';
  const text = `${what}${reason}\n`;
  return {
    status: 503,
    headers: [
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['Content-Length', getContentLength(text)],
      ['Retry-After', retryAfter],
    ],
    body: method === 'HEAD' ? '' : text,
  };
}

/** The page of the server in front of Django, without the API's headers. */
function renderWorkerError({ received, model }: Context, name: ProblemName): WireReply {
  const { status, mediaType, body } = createProblemBody(model.spec, model.readings, name);
  const text = String(body);
  return {
    status,
    headers: [
      ['Content-Type', mediaType],
      ['Content-Length', getContentLength(text)],
      ['Connection', 'close'],
    ],
    body: received.method === 'HEAD' ? '' : text,
  };
}

/** 301 to the same path with its slash, the query kept (Django's APPEND_SLASH). */
function redirect({ route: { path, search }, model, setup }: Context): WireReply {
  const { framework } = setup;
  return {
    status: 301,
    headers: [
      ['Content-Type', 'text/html; charset=utf-8'],
      ['Location', `${escapePath(path)}/${search === '' ? '' : `?${escapeQuery(search)}`}`],
      ...listFixedHeaders(model.spec.response('SlashRedirect')),
      ...Object.entries(framework.headers),
      ...(framework['redirect-length'] ? [['Content-Length', '0'] as const] : []),
    ],
    body: '',
  };
}

function sendProblem(
  context: Context,
  { status, response, mediaType, body }: ProblemBody,
  extra: Headers = {},
): WireReply {
  const isJson = mediaType === jsonType;
  const text = isJson ? formatJson(body, context.representation?.indent ?? 0) : String(body);
  // No view makes an HTML page.
  return send(context, status, context.model.spec.response(response), mediaType, text, extra, isJson);
}

/** @param isOfView whether a view of the framework responds, if there is one */
function send(
  { received, resource, representation, setup: { framework } }: Context,
  status: number,
  response: ResponseModel,
  mediaType: string,
  text: string,
  extra: Headers = {},
  isOfView = true,
): WireReply {
  const allow = isOfView ? resource?.allow : undefined;
  const others = [
    ...(allow === undefined ? [] : [['Allow', allow] as const]),
    ...listFixedHeaders(response),
    ...Object.entries({ ...extra, ...framework.headers }),
  ];
  const isPage =
    allow !== undefined && mediaType === jsonType && (representation?.mediaType ?? jsonType) !== jsonType;
  const vary = isPage ? 'Accept, Cookie' : 'Accept';
  const body = isPage ? renderBrowsablePage(received, { status, headers: others, jsonText: text }) : text;
  return {
    status,
    headers: [
      ['Content-Type', isPage ? pageType : mediaType === htmlType ? framework['html-type'] : mediaType],
      ...others,
      ...(allow !== undefined && framework.negotiates ? [['Vary', vary] as const] : []),
      ...(isPage ? [['Set-Cookie', createCsrfCookie(framework['csrf-token-length'])] as const] : []),
      ['Content-Length', getContentLength(body)],
    ],
    body: received.method === 'HEAD' ? '' : body,
  };
}

const noHeaders: ResponseModel = { pointer: '', headers: [], content: {} };

/** The document's success response of the operation. */
function getSuccess({ operation, resource }: Context): ResponseModel {
  const responses = (operation ?? resource?.operations[0])?.responses ?? {};
  return Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1] ?? noHeaders;
}

function listFixedHeaders({ headers }: ResponseModel): readonly (readonly [string, string])[] {
  return headers.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value] as const]));
}
