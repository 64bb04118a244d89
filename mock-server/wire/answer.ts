/** The order in which the framework checks a request: the table that decides which error wins. */
import type { Operation } from '../../openapi/operations.ts';
import { listRenders } from '../../openapi/questions.ts';
import { canonicalUuid } from '../django/uuid.ts';
import { type Model, problem, type ReadBody, type Reply } from '../api/reply.ts';
import type { Job } from '../simulation/job.ts';
import type { Command } from '../simulation/world.ts';
import { bearerToken } from '../django/bearer.ts';
import { refuseBeforeDjango, renderWorkerError } from './before-django.ts';
import { getScheme } from '../django/forwarded-scheme.ts';
import { getFramework } from '../django/framework.ts';
import {
  escapedPath,
  escapedQuery,
  splitTarget,
  type WireReply,
  type WireRequest,
} from '../django/message.ts';
import { match, type Resource } from '../django/routes.ts';
import { negotiate } from '../django/negotiate.ts';
import { optionsBody } from './options.ts';
import { begin, type Entered, type Progress, type Wire } from './progress.ts';
import { parsePairs } from '../django/query-dict.ts';
import { readBody } from './read-body.ts';
import { redirect, render, renderCrash, type RenderContext } from './render.ts';
import { utf8 } from '../django/encodings/utf-8.ts';
import { withoutBadSession } from '../django/session-cookie.ts';
import { secondsToWait } from '../django/throttle.ts';

export interface Answer {
  readonly reply: WireReply;
  /** What was asked for, when the route was found. */
  readonly resource?: Resource;
  /** Who asked, when that was found out. */
  readonly entered?: Entered;
  /** The jobs that the reply tells of. */
  readonly jobs?: readonly Job[];
  /** What the operation wants to have done to the world. */
  readonly command?: Command;
  /** Something else was answered than the operation did. */
  readonly replaced?: true;
  /** Django failed as a whole, and the server before it answers. */
  readonly workerFailed?: true;
}

type Outcome = Reply | Partial<Progress>;
type Check = (progress: Progress) => Outcome | Promise<Outcome>;

/** After the route is found: each row is one check, the first that refuses wins. */
const checks: readonly (readonly [name: string, check: Check])[] = [
  ['format and Accept', negotiated],
  ['authentication', authenticated],
  ['throttle', unthrottled],
  ['method', allowed],
  ['content type and body', parsed],
];

/** The operation whose body is to be read, when no check before that ends with a reply. */
export async function findReader(request: WireRequest, wire: Wire): Promise<Operation | undefined> {
  const progress = refuseBeforeDjango(request, wire.model) === undefined ? begin(request, wire) : undefined;
  if (progress === undefined) return undefined;
  // The last check is the one that reads the body.
  for (const [, check] of checks.slice(0, -1)) {
    const outcome = await check(progress);
    if (isReply(outcome)) return undefined;
    Object.assign(progress, outcome);
  }
  return takesBody(progress.operation) ? progress.operation : undefined;
}

/** Answers one request; the world is not changed, the wanted change is returned. */
export async function answer(request: WireRequest, wire: Wire): Promise<Answer> {
  const refusal = refuseBeforeDjango(request, wire.model);
  if (refusal !== undefined) return { reply: refusal };
  const answered = await answerByDjango(request, wire);
  // What failed in the server before it no middleware has seen.
  if (answered.workerFailed === true) return answered;
  return { ...answered, reply: withoutBadSession(answered.reply, request) };
}

async function answerByDjango(request: WireRequest, wire: Wire): Promise<Answer> {
  const { path, query } = splitTarget(request.target);
  const found = match(wire.resources, path);
  if (found.kind === 'lacks-slash') return { reply: redirect(path, query, wire.model) };
  const progress = begin(request, wire);
  if (progress === undefined)
    return { reply: render(problem('noSuchRoute'), { request, model: wire.model, indent: 0 }) };
  try {
    for (const [, check] of checks) {
      const outcome = await check(progress);
      if (isReply(outcome)) return finish(outcome, progress);
      Object.assign(progress, outcome);
    }
    const reply = await performed(progress);
    const { instead } = wire;
    if (instead === undefined || progress.entered === undefined) return finish(reply, progress);
    return { ...finish(instead(progress.entered), progress), ...toCommand(reply), replaced: true };
  } catch (error) {
    wire.onCrash(error);
    return { ...about(progress), reply: renderCrash(toRenderContext(progress)) };
  }
}

function takesBody(operation: Operation | undefined): operation is Operation {
  return Object.keys(operation?.requestBody ?? {}).length > 0;
}

function finish(reply: Reply, progress: Progress): Answer {
  if (reply.kind === 'problem' && reply.problem === 'workerError')
    return {
      reply: renderWorkerError(progress.request, progress.wire.model, 'workerError'),
      workerFailed: true,
    };
  const isCrash = reply.kind === 'problem' && reply.problem === 'serverError';
  return {
    ...about(progress),
    reply: isCrash ? renderCrash(toRenderContext(progress)) : render(reply, toRenderContext(progress)),
    ...('jobs' in reply ? { jobs: reply.jobs } : {}),
    ...toCommand(reply),
  };
}

function toCommand(reply: Reply): Pick<Answer, 'command'> {
  return reply.kind === 'success' && reply.command !== undefined ? { command: reply.command } : {};
}

function about({ entered, resource }: Progress): Omit<Answer, 'reply'> {
  return { resource, ...(entered === undefined ? {} : { entered }) };
}

function toRenderContext({ request, wire, resource, operation, indent, mediaType }: Progress): RenderContext {
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

function negotiated({ request, query, wire: { model } }: Progress): Outcome {
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

function authenticated({ request, wire }: Progress): Outcome {
  const token = bearerToken(request.headers['authorization']);
  const entered = token === undefined ? undefined : wire.enter(token);
  return entered === undefined ? problem('unauthorized') : { entered };
}

function unthrottled({ resource, entered }: Progress): Outcome {
  const seconds = entered === undefined ? undefined : secondsToWait(resource.operations, entered);
  if (seconds === undefined) return {};
  return problem('tooManyRequests', { seconds, plural: seconds === 1 ? '' : 's' });
}

function allowed({ request, resource }: Progress): Outcome {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const operation = resource.operations.find((one) => one.method === method);
  if (operation !== undefined) return { operation };
  return method === 'OPTIONS' ? {} : problem('methodNotAllowed', { method: request.method });
}

async function parsed({ request, operation, wire }: Progress): Promise<Outcome> {
  if (!takesBody(operation)) return {};
  const { ahead, body } = request;
  const isRead = ahead?.body === body && ahead.contentType === request.headers['content-type'];
  // Only readAhead makes it, from the same readBody.
  const read = isRead ? (ahead.read as ReadBody) : await readBody(request, operation, wire);
  return read.kind === 'body' ? { body: read.body } : read;
}

async function performed(progress: Progress): Promise<Reply> {
  const { wire, entered, operation, resource, query, pathParameters, path, body, request } = progress;
  if (entered === undefined) return problem('unauthorized');
  if (operation === undefined)
    return { kind: 'success', status: 200, body: optionsBody(resource, wire.model) };
  const handler = wire.handlers[operation.id];
  if (handler === undefined) throw new Error(`There is no handler for the operation "${operation.id}".`);
  const url = `${getScheme(request)}://${request.headers['host'] ?? '127.0.0.1'}${escapedPath(path)}`;
  // Links to other pages repeat the query as it would stand in a header.
  const parameters = parsePairs(escapedQuery(splitTarget(request.target).query), utf8);
  const reply = await handler({
    operation,
    ...entered,
    pathParameters,
    query: new Map(typeof query === 'string' ? [] : query),
    parameters: typeof parameters === 'string' ? [] : parameters,
    body,
    url,
    model: wire.model,
  });
  return filled(lookedUp(reply, operation, progress), operation, wire.model);
}

/** What another document has more is added to what the operation answers. */
function filled(reply: Reply, operation: Operation, { fill }: Model): Reply {
  if (fill === undefined || reply.kind !== 'success') return reply;
  return { ...reply, body: fill(operation, reply.status, reply.body) };
}

/** An id that is no UUID finds nothing, without the words for a model; Django's own helper fails over it. */
function lookedUp(reply: Reply, { parameters }: Operation, { pathParameters, wire }: Progress): Reply {
  if (reply.kind !== 'problem' || reply.problem !== 'noSuchJob') return reply;
  const ids = parameters.filter((one) => one.in === 'path' && one.schema.format === 'uuid');
  if (ids.every(({ name }) => canonicalUuid(pathParameters[name] ?? '') !== undefined)) return reply;
  return problem(wire.model.readings['job-id-route'] === 'string-helper' ? 'serverError' : 'noSuchId');
}

function isReply(outcome: Outcome): outcome is Reply {
  return 'kind' in outcome;
}
