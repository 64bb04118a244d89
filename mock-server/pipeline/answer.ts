/** The order in which the framework checks a request: the table that decides which error wins. */
import type { Operation } from '../../openapi/operations.ts';
import { listRenders } from '../../openapi/questions.ts';
import { parseUuid } from '../django/uuid.ts';
import {
  type Handler,
  type Model,
  type OperationCall,
  problem,
  type ReadBody,
  type Reply,
  type Wanted,
} from '../api/reply.ts';
import type { Job } from '../domain/job.ts';
import type { Intent } from '../domain/entry.ts';
import { parseBearerToken } from '../django/bearer.ts';
import { refuseBeforeDjango, renderWorkerError } from './before-django.ts';
import { getScheme } from '../django/forwarded-scheme.ts';
import { getFramework } from '../django/framework.ts';
import { escapePath, escapeQuery, splitTarget, type WireReply, type WireRequest } from '../django/message.ts';
import { match, type Resource } from '../django/routes.ts';
import { negotiate } from '../django/negotiate.ts';
import { createOptionsBody } from './options.ts';
import { createProgress, type Entered, type RequestProgress, type Wire } from './progress.ts';
import { parsePairs } from '../django/query-dict.ts';
import { readBody } from './read-body.ts';
import { redirect, render, renderCrash, type RenderContext } from './render.ts';
import { utf8 } from '../django/encodings/utf-8.ts';
import { expireBadSession } from '../django/session-cookie.ts';
import { computeSecondsToWait } from '../django/throttle.ts';

export interface AnsweredRequest {
  readonly reply: WireReply;
  /** The operation, once the route is known. */
  readonly resource?: Resource;
  /** The user, once it is known. */
  readonly entered?: Entered;
  /** The jobs that the reply shows. */
  readonly jobs?: readonly Job[];
  /** What the operation wants to change, if it was not committed yet. */
  readonly intent?: Intent;
  /** The response is not that of the operation. */
  readonly replaced?: true;
  /** Django failed as a whole, and the server in front of it responds. */
  readonly workerFailed?: true;
}

type CheckOutcome = Reply | Partial<RequestProgress>;
type RequestCheck = (progress: RequestProgress) => CheckOutcome | Promise<CheckOutcome>;

/** After the route is found: each row is one check, the first that refuses wins. */
const checks: readonly (readonly [name: string, check: RequestCheck])[] = [
  ['format and Accept', negotiateFormat],
  ['authentication', authenticate],
  ['throttle', checkThrottle],
  ['method', checkMethod],
  ['content type and body', parseRequestBody],
];

/** The operation whose body is to be read, when no check before that ends with a reply. */
export async function findReader(request: WireRequest, wire: Wire): Promise<Operation | undefined> {
  const progress =
    refuseBeforeDjango(request, wire.model) === undefined ? createProgress(request, wire) : undefined;
  if (progress === undefined) return undefined;
  // The last check is the one that reads the body.
  for (const [, check] of checks.slice(0, -1)) {
    const outcome = await check(progress);
    if (isReply(outcome)) return undefined;
    Object.assign(progress, outcome);
  }
  return hasBody(progress.operation) ? progress.operation : undefined;
}

/** Answers one request; the world is not changed, the wanted change is returned. */
export async function answerRequest(request: WireRequest, wire: Wire): Promise<AnsweredRequest> {
  const refusal = refuseBeforeDjango(request, wire.model);
  if (refusal !== undefined) return { reply: refusal };
  const answered = await answerByDjango(request, wire);
  // Errors of the server in front bypass the middleware.
  if (answered.workerFailed === true) return answered;
  return { ...answered, reply: expireBadSession(answered.reply, request) };
}

async function answerByDjango(request: WireRequest, wire: Wire): Promise<AnsweredRequest> {
  const { path, query } = splitTarget(request.target);
  const found = match(wire.resources, path);
  if (found.kind === 'lacks-slash') return { reply: redirect(path, query, wire.model) };
  const progress = createProgress(request, wire);
  if (progress === undefined)
    return { reply: render(problem('noSuchRoute'), { request, model: wire.model, indent: 0 }) };
  try {
    for (const [, check] of checks) {
      const outcome = await check(progress);
      if (isReply(outcome)) return createAnsweredRequest(outcome, progress);
      Object.assign(progress, outcome);
    }
    const reply = await callHandler(progress);
    const { instead } = wire;
    if (instead === undefined || progress.entered === undefined)
      return createAnsweredRequest(reply, progress);
    return {
      ...createAnsweredRequest(instead(progress.entered), progress),
      ...toIntent(reply),
      replaced: true,
    };
  } catch (error) {
    wire.onCrash(error);
    return { ...toAnsweredContext(progress), reply: renderCrash(toRenderContext(progress)) };
  }
}

function hasBody(operation: Operation | undefined): operation is Operation {
  return Object.keys(operation?.requestBody ?? {}).length > 0;
}

function createAnsweredRequest(reply: Reply, progress: RequestProgress): AnsweredRequest {
  if (reply.kind === 'problem' && reply.problem === 'workerError')
    return {
      reply: renderWorkerError(progress.request, progress.wire.model, 'workerError'),
      workerFailed: true,
    };
  const isCrash = reply.kind === 'problem' && reply.problem === 'serverError';
  return {
    ...toAnsweredContext(progress),
    reply: isCrash ? renderCrash(toRenderContext(progress)) : render(reply, toRenderContext(progress)),
    ...('jobs' in reply ? { jobs: reply.jobs } : {}),
    ...toIntent(reply),
  };
}

function toIntent(reply: Reply): Pick<AnsweredRequest, 'intent'> {
  return reply.kind === 'success' && reply.intent !== undefined ? { intent: reply.intent } : {};
}

function toAnsweredContext({ entered, resource }: RequestProgress): Omit<AnsweredRequest, 'reply'> {
  return { resource, ...(entered === undefined ? {} : { entered }) };
}

function toRenderContext({
  request,
  wire,
  resource,
  operation,
  indent,
  mediaType,
}: RequestProgress): RenderContext {
  const responses = (operation ?? resource.operations[0])?.responses ?? {};
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  return {
    request,
    model: wire.model,
    indent,
    allow: resource.allow,
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(success === undefined ? {} : { success }),
  };
}

function negotiateFormat({ request, query, wire: { model } }: RequestProgress): CheckOutcome {
  if (typeof query === 'string') {
    // Most versions fail over such a query once more, in their report of it.
    const isReported = query === 'suspicious' && !getFramework(model)['reports-failures'];
    return problem(isReported ? 'tooManyFields' : 'workerError');
  }
  const renders = listRenders(model.spec.questions, model.readings);
  const format = new Map(query).get('format');
  const { kind, ...chosen } = negotiate(request.headers['accept'], format, renders, getFramework(model));
  if (kind === 'crash') return problem('serverError');
  if (kind === 'unknown-format') return problem('noSuchFormat');
  return kind === 'not-acceptable' ? problem('notAcceptable') : chosen;
}

function authenticate({ request, wire }: RequestProgress): CheckOutcome {
  const token = parseBearerToken(request.headers['authorization']);
  const entered = token === undefined ? undefined : wire.enter(token);
  return entered === undefined ? problem('unauthorized') : { entered };
}

function checkThrottle({ resource, entered }: RequestProgress): CheckOutcome {
  const seconds = entered === undefined ? undefined : computeSecondsToWait(resource.operations, entered);
  if (seconds === undefined) return {};
  return problem('tooManyRequests', { seconds, plural: seconds === 1 ? '' : 's' });
}

function checkMethod({ request, resource }: RequestProgress): CheckOutcome {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const operation = resource.operations.find((one) => one.method === method);
  if (operation !== undefined) return { operation };
  return method === 'OPTIONS' ? {} : problem('methodNotAllowed', { method: request.method });
}

async function parseRequestBody({ request, operation, wire }: RequestProgress): Promise<CheckOutcome> {
  if (!hasBody(operation)) return {};
  const { ahead, body } = request;
  const isRead = ahead?.body === body && ahead.contentType === request.headers['content-type'];
  // Only readAhead makes it, from the same readBody.
  const read = isRead ? (ahead.read as ReadBody) : await readBody(request, operation, wire);
  return read.kind === 'body' ? { body: read.body } : read;
}

async function callHandler(progress: RequestProgress): Promise<Reply> {
  const { wire, entered, operation, resource, query, pathParameters, path, body, request } = progress;
  if (entered === undefined) return problem('unauthorized');
  if (operation === undefined)
    return { kind: 'success', status: 200, body: createOptionsBody(resource, wire.model) };
  const handler = wire.handlers[operation.id];
  if (handler === undefined) throw new Error(`There is no handler for the operation "${operation.id}".`);
  const url = `${getScheme(request)}://${request.headers['host'] ?? '127.0.0.1'}${escapePath(path)}`;
  // Links to other pages contain the query, escaped for a header.
  const parameters = parsePairs(escapeQuery(splitTarget(request.target).query), utf8);
  const call = {
    operation,
    ...entered,
    pathParameters,
    query: new Map(typeof query === 'string' ? [] : query),
    parameters: typeof parameters === 'string' ? [] : parameters,
    body,
    url,
    model: wire.model,
  };
  const reply = await handleIntent(await handler(call), handler, call, wire);
  return addNewFields(toNotFound(reply, operation, progress), operation, wire.model);
}

/** The reply after what the operation wanted to change; a dry run leaves that to be committed. */
async function handleIntent(
  wanted: Reply | Wanted,
  { respond }: Handler,
  call: OperationCall,
  wire: Wire,
): Promise<Reply> {
  if (wanted.kind !== 'intent') return wanted;
  if (respond === undefined) throw new Error('A handler returned an intent, but it has no reply for it.');
  const { world, decision } = await wire.commit(call.world.name, wanted.intent);
  const reply = respond({ ...call, world }, decision);
  return wire.isDry && reply.kind === 'success' ? { ...reply, intent: wanted.intent } : reply;
}

/** Adds the fields that another document defines in addition. */
function addNewFields(reply: Reply, operation: Operation, { fill }: Model): Reply {
  if (fill === undefined || reply.kind !== 'success') return reply;
  return { ...reply, body: fill(operation, reply.status, reply.body) };
}

/**
 * An id that is not a UUID finds nothing, without the model name in the message; Django's own helper fails
 * for it.
 */
function toNotFound(
  reply: Reply,
  { parameters }: Operation,
  { pathParameters, wire }: RequestProgress,
): Reply {
  if (reply.kind !== 'problem' || reply.problem !== 'noSuchJob') return reply;
  const ids = parameters.filter((one) => one.in === 'path' && one.schema.format === 'uuid');
  if (ids.every(({ name }) => parseUuid(pathParameters[name] ?? '') !== undefined)) return reply;
  return problem(wire.model.readings['job-id-route'] === 'string-helper' ? 'serverError' : 'noSuchId');
}

function isReply(outcome: CheckOutcome): outcome is Reply {
  return 'kind' in outcome;
}
