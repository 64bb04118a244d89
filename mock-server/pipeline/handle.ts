/** The stage `handle`: calls the handler of the operation, and does what it wants in the world. */
import { listRenders } from '../../openapi/questions.ts';
import type { Operation } from '../../openapi/operations.ts';
import {
  type Handler,
  type Model,
  type OperationCall,
  problem,
  type Reply,
  type Wanted,
} from '../api/reply.ts';
import { utf8 } from '../django/encodings/utf-8.ts';
import { getScheme } from '../django/forwarded-scheme.ts';
import { escapePath, escapeQuery } from '../django/message.ts';
import { describeBody } from '../django/metadata.ts';
import { type Pairs, parsePairs } from '../django/query-dict.ts';
import { parsedTypes } from '../django/request-body.ts';
import type { Resource } from '../django/routes.ts';
import { parseUuid } from '../django/uuid.ts';
import { getTime } from '../domain/clock.ts';
import type { World } from '../domain/world.ts';
import type { Committed } from '../store/commits.ts';
import { andThen, type Later } from '../portions/portions.ts';
import { lookAgain } from './checks.ts';
import type { Caller, Context } from './context.ts';

/** Sets the reply. What the operation wants is done at once, unless a fault may still keep it from taking effect. */
export function handle(context: Context): Later<void> {
  // What a client has seen must not be lost, not even the time at which its world began.
  const waiting = context.setup.worlds.whenKept?.(context.world.name);
  return waiting === undefined ? callOperation(context) : waiting.then(() => callOperation(context));
}

function callOperation(context: Context): Later<void> {
  if (context.isLate) lookAgain(context);
  const { operation, resource, caller, model, setup } = context;
  if (context.reply !== undefined || caller === undefined || resource === undefined) return undefined;
  if (operation === undefined) {
    return settle(context, { kind: 'success', status: 200, body: createOptionsBody(resource, model) });
  }
  const handler = setup.handlers[operation.id];
  if (handler === undefined) throw new Error(`There is no handler for the operation "${operation.id}".`);
  const call = new Call(context, operation, caller);
  return andThen(handler(call), (wanted) =>
    andThen(wanted.kind === 'intent' ? act(context, wanted, handler, call) : wanted, (reply) =>
      settle(context, complete(reply, call, context)),
    ),
  );
}

/** The reply after what the operation wants was done, or as it would be. */
function act(context: Context, { intent }: Wanted, { respond }: Handler, call: Call): Later<Reply> {
  const { faults, setup, real } = context;
  const { name } = call.world;
  const isPreview = faults?.mayUndo === true;
  if (isPreview) context.intent = intent;
  const committed = isPreview
    ? setup.worlds.preview(name, intent, real)
    : setup.worlds.commit(name, intent, real);
  const respondTo = (done: Committed): Later<Reply> => {
    if (respond === undefined) throw new Error(`Nothing responds to "${intent.kind}".`);
    call.world = done.world;
    if (setup.worlds.shared !== undefined) {
      // The entry of a shared store has its own time, and others may have moved the clock, even in the same millisecond.
      context.real = done.real;
      context.now = getTime(done.world.clock, done.real);
      call.now = context.now;
    }
    return respond(call, done.decision);
  };
  if (isPreview && setup.worlds.shared !== undefined)
    context.replyAgain = (done) =>
      andThen(respondTo(done), (reply) => setReply(context, complete(reply, call, context)));
  return andThen(committed, (done) => {
    if (done === undefined) throw new Error(`There is no world "${name}".`);
    return respondTo(done);
  });
}

/** The reply of an operation, as the document and its readings complete it. */
const complete = (reply: Reply, { operation }: Call, context: Context): Reply =>
  addNewFields(toNotFound(reply, operation, context), operation, context.model);

function settle(context: Context, reply: Reply): Later<void> {
  if (reply.kind === 'success' && reply.intent !== undefined) context.intent = reply.intent;
  const isOpen = context.intent === undefined || context.faults?.mayUndo === true;
  return andThen(isOpen ? undefined : commit(context), () => setReply(context, reply));
}

function setReply(context: Context, reply: Reply): void {
  const { faults } = context;
  const replaced = faults?.replaceReply(context);
  context.isReplaced = replaced !== undefined;
  context.reply = replaced ?? reply;
  if ('jobs' in context.reply) context.jobs = context.reply.jobs ?? context.jobs;
}

/** Does what is still to be done in the world. */
export function commit(context: Context): Later<Committed | undefined> {
  const { intent, caller, setup, real } = context;
  context.intent = undefined;
  if (intent === undefined || caller === undefined) return undefined;
  return setup.worlds.commit(caller.world.name, intent, real);
}

/** What a handler gets; what few of them need is made when it is read. */
class Call implements OperationCall {
  readonly operation: Operation;
  world: World;
  readonly user: Caller['user'];
  now: Caller['now'];
  readonly model: Model;
  readonly body: unknown;
  readonly pathParameters: OperationCall['pathParameters'];
  readonly job: string | undefined;
  readonly #context: Context;

  constructor(context: Context, operation: Operation, { world, user, now }: Caller) {
    this.operation = operation;
    this.world = world;
    this.user = user;
    this.now = now;
    this.model = context.model;
    this.body = context.body;
    this.pathParameters = context.route.parameters;
    this.job = context.route.job;
    this.#context = context;
  }

  get query(): ReadonlyMap<string, string> {
    const { query } = this.#context;
    return new Map(typeof query === 'string' ? [] : query);
  }

  get parameters(): Pairs {
    // Links to other pages contain the query, escaped for a header.
    const pairs = parsePairs(escapeQuery(this.#context.route.search), utf8);
    return typeof pairs === 'string' ? [] : pairs;
  }

  get url(): string {
    const { received, route } = this.#context;
    return `${getScheme(received)}://${received.headers['host'] ?? '127.0.0.1'}${escapePath(route.path)}`;
  }
}

/** Adds the fields that another document defines in addition. */
function addNewFields(reply: Reply, operation: Operation, { fill }: Model): Reply {
  if (fill === undefined || reply.kind !== 'success') return reply;
  const { kept: _, ...others } = reply;
  return { ...others, body: fill(operation, reply.status, reply.body) };
}

/**
 * An id that is not a UUID finds nothing, without the model name in the message; Django's own helper fails
 * for it.
 */
function toNotFound(reply: Reply, { parameters }: Operation, { route, model }: Context): Reply {
  if (reply.kind !== 'problem' || reply.problem !== 'noSuchJob') return reply;
  const ids = parameters.filter((one) => one.in === 'path' && one.schema.format === 'uuid');
  if (ids.every(({ name }) => parseUuid(route.parameters[name] ?? '') !== undefined)) return reply;
  return problem(model.readings['job-id-route'] === 'string-helper' ? 'serverError' : 'noSuchId');
}

/** The framework's metadata. Name and description replace the server's class names and docstrings, which are undocumented. */
function createOptionsBody({ operations }: Resource, { spec, readings }: Model): unknown {
  const described = spec.document.paths?.[operations[0]?.path ?? ''];
  const { summary = '', description = '' } = described?.get ?? described?.post ?? {};
  // The fields of a POST; none for a read-only resource.
  const schema = operations.find(({ method }) => method === 'POST')?.requestBody['application/json'];
  return {
    name: summary,
    description: description.trim(),
    renders: Object.values(listRenders(spec.questions, readings)),
    parses: parsedTypes,
    ...(schema === undefined ? {} : { actions: { POST: describeBody(spec.document, schema) } }),
  };
}
