/** Runs a request against its world and commits the command that the handler returned. */
import type { Handler, Model } from '../api/reply.ts';
import { getTime } from '../domain/clock.ts';
import type { Instant } from '../../time/time.ts';
import type { Intent } from '../domain/entry.ts';
import type { Committed } from '../store/commits.ts';
import type { MaybePromise } from '../store/port.ts';
import type { Worlds } from '../store/worlds.ts';
import { type AnsweredRequest, answerRequest, findReader } from './answer.ts';
import type { Entered, Wire } from './progress.ts';
import type { Job } from '../domain/job.ts';
import type { Pause } from '../portions/portions.ts';
import { createCors } from './cors.ts';
import type { Delivery } from './delivery.ts';
import { isFromForeignPage } from './foreign-page.ts';
import { resolveRequest, type RequestContext } from './request-context.ts';
import { collectBody, type WireReply, type WireRequest } from '../django/message.ts';
import { readBody } from './read-body.ts';
import { createResources } from '../django/routes.ts';
import { checkAnswer, type SelfCheck } from './self-check.ts';
import type { FaultMatcher, ActiveFaults } from './apply-faults.ts';

export interface RespondDeps {
  readonly model: Model;
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly worlds: Worlds;
  /** Answers requests of other origins as the real server does, which lets no web page in. */
  readonly noCors?: boolean;
  /** Told of errors that are the mock's own. */
  readonly onCrash: (error: unknown) => void;
  /** Checks every true response against the document. */
  readonly selfCheck?: SelfCheck;
  /** Changes requests before they are handled, and replies before they are sent; only for mutants. */
  readonly mutate?: {
    readonly onRequest: (request: WireRequest) => WireRequest;
    readonly onReply: (answer: AnsweredRequest, request: WireRequest) => WireReply;
  };
  /** The faults. */
  readonly matchFaults?: FaultMatcher;
  /** Called between two portions of the work on a large body; without it such work is done in one go. */
  readonly pause?: Pause;
  /** The real time, where that of a request may have become old: a large body is read before its turn. */
  readonly now?: () => Instant;
}

export interface Responded {
  readonly reply: WireReply;
  /** The time in the world of the user's token; in the default world if the token is unknown. */
  readonly worldTime: Instant;
  /** The resolved request; absent for a preflight, which does not reach the API. */
  readonly context?: RequestContext;
  /** The jobs that the reply shows. */
  readonly jobs: readonly Job[];
  /** The ids of the faults that changed the response. */
  readonly faults: readonly string[];
  /** The delivery of the reply, if it is not complete and immediate. */
  readonly delivery?: Delivery;
}

/** `real` is the real time, taken once for the request. */
export type Respond = (request: WireRequest, real: Instant) => Promise<Responded>;

/** A body of more bytes is read before the turn of its request, so that others have theirs. */
const maxInTurn = 64 * 1024;

/** A file may be small and take long, since it is packed. */
function isSlow({ body, headers }: WireRequest): boolean {
  return body.length > maxInTurn || (body !== '' && /^multipart/i.test(headers['content-type'] ?? ''));
}

/** One request after the other, since a command belongs to the world that its operation saw. */
export function createResponder(deps: RespondDeps): Respond {
  const resources = createResources(deps.model.spec, deps.model.readings);
  const cors = deps.noCors === true ? undefined : createCors(deps.model.spec);
  let before: Promise<unknown> = Promise.resolve();
  let readBefore: Promise<unknown> = Promise.resolve();
  return (request, real) => {
    const preflight = cors?.preflight(request);
    if (preflight !== undefined)
      return Promise.resolve({
        reply: preflight,
        worldTime: getFirstTime(deps.worlds, real),
        jobs: [],
        faults: [],
      });
    const added = cors?.headersFor(request) ?? [];
    const respondInTurn = (ready: WireRequest, time: Instant): Promise<Responded> => {
      const turn = before.then(() => respond(ready, time, deps, resources, added));
      before = turn.catch(() => undefined);
      return turn;
    };
    if (!isSlow(request)) return respondInTurn(request, real);
    const reading = readBefore.then(() => readAhead(request, real, deps, resources));
    readBefore = reading.catch(() => undefined);
    return reading.then((ready) => respondInTurn(ready, deps.now?.() ?? real));
  };
}

/** The request with its parsed body, if it is needed; one at a time, since each takes memory. */
async function readAhead(
  request: WireRequest,
  real: Instant,
  deps: RespondDeps,
  resources: Wire['resources'],
): Promise<WireRequest> {
  const { model, handlers, worlds, onCrash, pause } = deps;
  const enter = (token: string): Entered | undefined => {
    const entered = worlds.enter(token, real);
    return entered === undefined ? undefined : { ...entered, now: getTime(entered.world.clock, real) };
  };
  const commit = (name: string, intent: Intent) => worlds.preview(name, intent, real);
  const operation = await findReader(request, { model, resources, handlers, onCrash, enter, commit, isDry: true });
  if (operation === undefined) return request;
  // An error here occurs again at its regular place, where it is reported.
  const read = await readBody(request, operation, deps, pause).catch(() => undefined);
  if (read === undefined) return request;
  return { ...request, ahead: { contentType: request.headers['content-type'], body: request.body, read } };
}

async function respond(
  request: WireRequest,
  real: Instant,
  { model, handlers, worlds, onCrash, selfCheck, mutate, matchFaults }: RespondDeps,
  resources: Wire['resources'],
  added: WireReply['headers'],
): Promise<Responded> {
  const context = await resolveRequest(request, real, { model, resources, worlds });
  const now = getTime(context.world.clock, real);
  const activeFaults = matchFaults?.(context, now);
  // Mutants of a response also see its headers, so a HEAD response is created completely and its body
  // dropped.
  const isWhole = mutate !== undefined || activeFaults?.readsBody === true;
  const asked = isWhole && request.method === 'HEAD' ? { ...request, method: 'GET' } : request;
  const received = mutate?.onRequest(asked) ?? asked;
  const answered = await answerRequest(activeFaults?.mutants?.onRequest(received) ?? received, {
    ...overrideWire(activeFaults, request, model),
    resources,
    handlers,
    onCrash,
    // A fault may keep the request from taking effect, which shows only in the end.
    isDry: activeFaults !== undefined,
    commit: (name, intent) => (activeFaults === undefined ? commitTo(worlds, name, intent, real) : worlds.preview(name, intent, real)),
    enter: (token) => {
      const entered = worlds.enter(token, real, isFromForeignPage(request));
      if (entered === undefined || activeFaults?.locksOut === true) return undefined;
      return { ...entered, now: getTime(entered.world.clock, real) };
    },
  });
  const isHonest = activeFaults?.mutants === undefined && answered.replaced !== true;
  if (selfCheck !== undefined && isHonest) await checkAnswer(answered, request, model, selfCheck);
  const mutated = mutate === undefined ? answered.reply : await mutateReply(answered, request, mutate);
  const faultOutcome = await activeFaults?.apply({ ...answered, reply: mutated }, request);
  const { intent, entered, jobs = [] } = answered;
  if (intent !== undefined && entered !== undefined && faultOutcome?.done !== false)
    await worlds.commit(entered.world.name, intent, real);
  if (faultOutcome !== undefined) {
    const { matched, faults } = faultOutcome;
    await worlds.commit(context.world.name, { kind: 'match-faults', faults: matched }, real);
    if (faults.length > 0) await worlds.commit(context.world.name, { kind: 'count-faults', faults }, real);
  }
  const reply = faultOutcome?.reply ?? mutated;
  const headers = faultOutcome?.isOfApi === false ? reply.headers : [...reply.headers, ...added];
  return {
    reply: isWhole && request.method === 'HEAD' ? { ...reply, headers, body: '' } : { ...reply, headers },
    worldTime: now,
    context,
    jobs: faultOutcome?.showsJobs === false ? [] : jobs,
    faults: faultOutcome?.faults ?? [],
    ...(faultOutcome?.delivery === undefined ? {} : { delivery: faultOutcome.delivery }),
  };
}

function commitTo(worlds: Worlds, name: string, intent: Intent, real: Instant): MaybePromise<Committed> {
  const committed = worlds.commit(name, intent, real);
  if (committed === undefined) throw new Error(`World "${name}" was removed during a request.`);
  return committed;
}

/** The part of the wire that a fault may change for one request. */
function overrideWire(
  activeFaults: ActiveFaults | undefined,
  request: WireRequest,
  model: Model,
): Pick<Wire, 'model' | 'instead'> {
  const { mutants, instead } = activeFaults ?? {};
  const shown: Model =
    mutants === undefined
      ? model
      : { ...model, mutate: (view, scene) => mutants.onJob(model.mutate?.(view, scene) ?? view, scene) };
  return {
    model: shown,
    ...(instead === undefined ? {} : { instead: (entered) => instead(entered, request, shown) }),
  };
}

/** A mutant gets the whole body, however long it is. */
async function mutateReply(
  answered: AnsweredRequest,
  request: WireRequest,
  { onReply }: NonNullable<RespondDeps['mutate']>,
): Promise<WireReply> {
  return onReply({ ...answered, reply: await collectBody(answered.reply) }, request);
}

function getFirstTime(worlds: Worlds, real: Instant): Instant {
  return getTime(worlds.first(real).clock, real);
}
