/** Applies the faults of a world to one request: selects them, and runs each stage on the response. */
import type { Model } from '../api/reply.ts';
import { collectBody, type WireReply, type WireRequest } from '../django/message.ts';
import type { WorldFault } from '../domain/fault.ts';
import type { World } from '../domain/world.ts';
import type { AnsweredRequest } from '../pipeline/answer.ts';
import type { ActiveFaults, FaultMatcher } from '../pipeline/apply-faults.ts';
import { type Delivery, mergeDeliveries } from '../pipeline/delivery.ts';
import type { RequestContext } from '../pipeline/request-context.ts';
import { isAppliedNext } from '../domain/active-faults.ts';
import type { ActiveMutant } from './active-mutant.ts';
import { createDraw, type Effect, type ResponseSite } from './effects/effect.ts';
import { effects, findEffect } from './effects/index.ts';
import { findMatchingFaults } from './match-faults.ts';

/** A fault that applies to the request, with its effect. */
interface AppliedFault<Row extends Effect = Effect> {
  readonly fault: WorldFault;
  readonly row: Row;
}

type OperationFault = AppliedFault<Extract<Effect, { replaces: 'operation' }>>;
type ApiFault = AppliedFault<Extract<Effect, { replaces: 'api' }>>;

/** The faults of the worlds, as wire/ needs them. */
export function createFaultMatcher(model: Model): FaultMatcher {
  return (context, now) => {
    const { world } = context;
    if (world.faults.length === 0) return undefined;
    const matching = findMatchingFaults(context, now);
    if (matching.length === 0) return undefined;
    const matched = matching.map(({ id }) => id);
    const applied = matching
      .filter((fault) => isAppliedNext(fault, world))
      .flatMap((fault) => {
        const row = findEffect(fault.effect.kind);
        return row === undefined ? [] : [{ fault, row }];
      });
    return createActiveFaults(applied, matched, context, model);
  };
}

function createActiveFaults(
  applied: readonly AppliedFault[],
  matched: readonly string[],
  context: RequestContext,
  model: Model,
): ActiveFaults {
  const { inApi, before } = chooseReplacements(applied);
  const isLockout = inApi?.row.locksOut === true && !inApi.fault.done;
  const activeMutants = activateMutants(applied, context);
  const changes = effects.flatMap((row) => applied.filter((one) => one.row === row).filter(isResponseFault));
  return {
    locksOut: isLockout,
    ...(inApi === undefined || isLockout
      ? {}
      : { instead: (entered, request) => inApi.row.answer(inApi.fault.effect, entered, request, model) }),
    ...(activeMutants.size === 0 ? {} : { mutants: combineActiveMutants([...activeMutants.values()]) }),
    readsBody: activeMutants.size > 0 || changes.some(({ row }) => row.readsBody),
    apply: async (answered, request) => {
      const replacedBy = inApi !== undefined && wasReplaced(answered, isLockout, context) ? inApi : before;
      const sent = await chooseReply(answered, replacedBy, activeMutants, request);
      const isHead = request.method === 'HEAD';
      const site = { context, model, isOwn: replacedBy === undefined, isHead };
      const { reply, touching } = applyChanges(sent === undefined ? [] : changes, sent ?? noReply, site);
      const sentPart = sent === undefined ? 'nothing' : isHead ? 'head' : 'all';
      const { delivery, delivering } = planDelivery(applied, reply, sentPart, context.world);
      const mutated = applied.filter(
        ({ fault: { id } }) => replacedBy === undefined && activeMutants.get(id)?.wasApplied() === true,
      );
      const touched = new Set<AppliedFault | undefined>([replacedBy, ...mutated, ...touching, ...delivering]);
      return {
        reply,
        isOfApi: replacedBy?.row.replaces !== 'api',
        ...(delivery === undefined ? {} : { delivery }),
        ...collectOutcome(
          applied.filter((one) => touched.has(one)),
          matched,
        ),
      };
    },
  };
}

/**
 * The first replacement in the order of the world replaces the response; the first of the other kind is the
 * fallback.
 */
function chooseReplacements(applied: readonly AppliedFault[]) {
  const ofOperation = applied.find((one): one is OperationFault => isReplacing(one, 'operation'));
  const before = applied.find((one): one is ApiFault => isReplacing(one, 'api'));
  const isBeforeFirst =
    before !== undefined &&
    ofOperation !== undefined &&
    applied.indexOf(before) < applied.indexOf(ofOperation);
  return { inApi: isBeforeFirst ? undefined : ofOperation, before };
}

function isReplacing({ row }: AppliedFault, what: 'operation' | 'api'): boolean {
  return row.stage === 'request' && row.replaces === what;
}

function activateMutants(applied: readonly AppliedFault[], context: RequestContext) {
  return new Map(
    applied.flatMap(({ fault: { id, effect }, row }) => {
      const mutant =
        row.stage === 'request' && row.replaces === 'nothing' ? row.activate(effect, context) : undefined;
      return mutant === undefined ? [] : [[id, mutant] as const];
    }),
  );
}

/** Records in the world and its journal that these faults changed the response. */
function collectOutcome(touching: readonly AppliedFault[], matched: readonly string[]) {
  const faults = touching.map(({ fault }) => fault.id);
  return {
    faults,
    done: touching.every(({ fault }) => fault.done),
    showsJobs: touching.every(({ row }) => row.showsJobs),
    matched,
  };
}

const noReply: WireReply = { status: 0, headers: [], body: '' };

/** The reply or its replacement; undefined if there is none. */
async function chooseReply(
  answered: AnsweredRequest,
  replacedBy: OperationFault | ApiFault | undefined,
  activeMutants: ReadonlyMap<string, ActiveMutant>,
  request: WireRequest,
): Promise<WireReply | undefined> {
  const { reply } = answered;
  if (replacedBy === undefined) {
    if (activeMutants.size === 0) return reply;
    const whole = await collectBody(reply);
    return [...activeMutants.values()].reduce(
      (sent, mutant) => mutant.onReply({ ...answered, reply: sent }, request),
      whole,
    );
  }
  const { row, fault } = replacedBy;
  if (row.replaces === 'api') return row.answer(fault.effect, request);
  return row.finish?.(fault.effect, reply) ?? reply;
}

/** Whether a fault of the API stage replaces the response; the request may have been rejected before. */
function wasReplaced(answered: AnsweredRequest, isLockout: boolean, { user }: RequestContext): boolean {
  if (!isLockout) return answered.replaced === true;
  return answered.reply.status === 401 && user !== undefined && !user.expired && user.active;
}

function combineActiveMutants(activeMutants: readonly ActiveMutant[]): NonNullable<ActiveFaults['mutants']> {
  return {
    onRequest: (request) => activeMutants.reduce((received, mutant) => mutant.onRequest(received), request),
    onJob: (view, scene) => activeMutants.reduce((shown, mutant) => mutant.onJob(shown, scene), view),
  };
}

type ResponseFault = AppliedFault<Extract<Effect, { stage: 'response' }>>;

function isResponseFault(one: AppliedFault): one is ResponseFault {
  return one.row.stage === 'response';
}

/** The reply after all the changes, and the faults that found something to change. */
function applyChanges(changes: readonly ResponseFault[], reply: WireReply, site: Omit<ResponseSite, 'draw'>) {
  const touching: ResponseFault[] = [];
  let sent = reply;
  for (const change of changes) {
    const { fault, row } = change;
    const after = row.change(fault.effect, sent, {
      ...site,
      draw: createFaultDraw(fault, site.context.world),
    });
    if (after !== sent) touching.push(change);
    sent = after;
  }
  return { reply: sent, touching };
}

/** The delivery of the reply, and the faults that affect it. */
function planDelivery(
  applied: readonly AppliedFault[],
  { body, stream }: WireReply,
  sentPart: 'all' | 'head' | 'nothing',
  world: World,
): { readonly delivery: Delivery | undefined; readonly delivering: readonly AppliedFault[] } {
  const size = stream === undefined ? new TextEncoder().encode(body).length : undefined;
  const plans = applied.flatMap((one) => {
    const { fault, row } = one;
    if (row.stage !== 'delivery') return [];
    const draw = createFaultDraw(fault, world);
    const plan = row.plan(fault.effect, { hasBody: sentPart === 'all' && size !== 0, size, draw });
    return plan === undefined ? [] : [{ one, plan }];
  });
  const reset: readonly Delivery[] = sentPart === 'nothing' ? [{ reset: true }] : [];
  return {
    delivery: mergeDeliveries([...reset, ...plans.map(({ plan }) => plan)]),
    delivering: plans.map(({ one }) => one),
  };
}

function createFaultDraw({ id, matched }: WorldFault, { fixture: { seed } }: World) {
  return createDraw(seed, id, matched);
}
