/** The faults of one request: selects them, and lets each act at its stage. */
import type { JobScene, JobView, Reply } from '../api/reply.ts';
import { collectBody, type WireReply, type WireRequest } from '../django/message.ts';
import type { WorldFault } from '../domain/fault.ts';
import { andThen, type Later } from '../portions/portions.ts';
import type { ActiveFaults, Context } from '../pipeline/context.ts';
import { type Delivery, mergeDeliveries } from '../pipeline/delivery.ts';
import { ActiveMutant } from './active-mutant.ts';
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
type MutantFault = AppliedFault<Extract<Effect, { replaces: 'nothing' }>>;
type ResponseFault = AppliedFault<Extract<Effect, { stage: 'response' }>>;

/** Counts the request for each fault of its world that matches it. @returns undefined if none does */
export function matchFaults(context: Context): Later<ActiveFaults | undefined> {
  const { world, now, real, setup } = context;
  const matching = findMatchingFaults(context, now);
  if (matching.length === 0) return undefined;
  const intent = { kind: 'match-faults', faults: matching.map(({ id }) => id) } as const;
  return andThen(setup.worlds.commit(world.name, intent, real), (committed) => {
    const applied = committed?.decision.kind === 'accepted' ? (committed.decision.applied ?? []) : [];
    return new RequestFaults(
      applied.flatMap((fault) => {
        const row = findEffect(fault.effect.kind);
        return row === undefined ? [] : [{ fault, row }];
      }),
      context,
    );
  });
}

class RequestFaults implements ActiveFaults {
  readonly locksOut: boolean;
  readonly readsBody: boolean;
  readonly hasMutants: boolean;
  readonly mayUndo: boolean;
  readonly #applied: readonly AppliedFault[];
  /** Replaces the reply of the operation. */
  readonly #inApi: OperationFault | undefined;
  /** Replaces the response where the other does not. */
  readonly #before: ApiFault | undefined;
  readonly #changes: readonly ResponseFault[];
  readonly #mutants: ReadonlyMap<AppliedFault, ActiveMutant>;

  constructor(applied: readonly AppliedFault[], { world }: Context) {
    this.#applied = applied;
    // The first replacement in the order of the world replaces the response; one before the API is the fallback.
    const first = applied.find((one): one is OperationFault => isReplacing(one, 'operation'));
    this.#before = applied.find((one): one is ApiFault => isReplacing(one, 'api'));
    const isBeforeFirst =
      this.#before !== undefined &&
      first !== undefined &&
      applied.indexOf(this.#before) < applied.indexOf(first);
    this.#inApi = isBeforeFirst ? undefined : first;
    this.#changes = effects.flatMap((row) =>
      applied.filter((one): one is ResponseFault => one.row === row && row.stage === 'response'),
    );
    const mutants = applied.filter((one): one is MutantFault => isReplacing(one, 'nothing'));
    this.#mutants = new Map(
      mutants.flatMap((one) => {
        const mutant = one.row.find(one.fault.effect);
        return mutant === undefined ? [] : [[one, new ActiveMutant(mutant, world.fixture)] as const];
      }),
    );
    this.hasMutants = this.#mutants.size > 0;
    this.locksOut = this.#inApi?.row.locksOut === true && !this.#inApi.fault.done;
    this.readsBody = this.hasMutants || this.#changes.some(({ row }) => row.readsBody);
    this.mayUndo = applied.some(({ fault }) => !fault.done);
  }

  mutateRequest(request: WireRequest): WireRequest {
    return [...this.#mutants.values()].reduce((received, one) => one.onRequest(received), request);
  }

  mutateJob(view: JobView, scene: JobScene): JobView {
    return [...this.#mutants.values()].reduce((shown, one) => one.onJob(shown, scene), view);
  }

  replaceReply(context: Context): Reply | undefined {
    const { fault, row } = this.#inApi ?? {};
    return fault === undefined || this.locksOut ? undefined : row?.answer(fault.effect, context);
  }

  changeResponse(context: Context): Later<void> {
    const replacedBy = this.#wasReplaced(context) ? this.#inApi : this.#before;
    if (replacedBy !== undefined || !this.hasMutants) {
      return this.#apply(context, replacedBy, replaceResponse(context, replacedBy));
    }
    return andThen(collectBody(context.response), (whole) => {
      context.response = whole;
      for (const mutant of this.#mutants.values()) context.response = mutant.onReply(context);
      return this.#apply(context, undefined, context.response);
    });
  }

  /** Whether the fault in the API replaced the response; the request may have been rejected before. */
  #wasReplaced({ response, user, isReplaced }: Context): boolean {
    if (this.#inApi === undefined || !this.locksOut) return this.#inApi !== undefined && isReplaced;
    return response.status === 401 && user !== undefined && !user.expired && user.active;
  }

  /** The faults of the response and of its delivery, and what follows from all that touched it. */
  #apply(
    context: Context,
    replacedBy: OperationFault | ApiFault | undefined,
    sent: WireReply | undefined,
  ): Later<void> {
    const isHead = context.request.method === 'HEAD';
    const touching = new Set<AppliedFault>(replacedBy === undefined ? [] : [replacedBy]);
    if (replacedBy === undefined)
      for (const [one, mutant] of this.#mutants) if (mutant.wasApplied) touching.add(one);
    context.response = sent ?? noReply;
    const site = { context, isOwn: replacedBy === undefined, isHead };
    if (sent !== undefined)
      for (const change of this.#changes) if (changeBy(change, context, site)) touching.add(change);
    this.#planDelivery(context, sent === undefined ? 'nothing' : isHead ? 'head' : 'all', touching);

    const all = this.#applied.filter((one) => touching.has(one));
    context.isOfApi = replacedBy?.row.replaces !== 'api';
    context.touchedBy = all.map(({ fault }) => fault.id);
    if (!all.every(({ fault }) => fault.done)) context.intent = undefined;
    if (!all.every(({ row }) => row.showsJobs)) context.jobs = [];
    const { setup, world, real, touchedBy } = context;
    if (touchedBy.length === 0 || context.isCounted) return undefined;
    context.isCounted = true;
    return andThen(
      setup.worlds.commit(world.name, { kind: 'count-faults', faults: touchedBy }, real),
      () => undefined,
    );
  }

  #planDelivery(context: Context, sentPart: 'all' | 'head' | 'nothing', touching: Set<AppliedFault>): void {
    const { body, stream } = context.response;
    const size = stream === undefined ? new TextEncoder().encode(body).length : undefined;
    const plans: Delivery[] = sentPart === 'nothing' ? [{ reset: true }] : [];
    for (const one of this.#applied) {
      const { fault, row } = one;
      if (row.stage !== 'delivery') continue;
      const draw = createFaultDraw(fault, context);
      const plan = row.plan(fault.effect, { hasBody: sentPart === 'all' && size !== 0, size, draw });
      if (plan === undefined) continue;
      plans.push(plan);
      touching.add(one);
    }
    context.delivery = mergeDeliveries(plans);
  }
}

function isReplacing({ row }: AppliedFault, what: 'operation' | 'api' | 'nothing'): boolean {
  return row.stage === 'request' && row.replaces === what;
}

const noReply: WireReply = { status: 0, headers: [], body: '' };

/** The response or its replacement; undefined if there is none. */
function replaceResponse(
  context: Context,
  replacedBy: OperationFault | ApiFault | undefined,
): WireReply | undefined {
  const { response } = context;
  if (replacedBy === undefined) return response;
  const { row, fault } = replacedBy;
  if (row.replaces === 'api') return row.answer(fault.effect, context);
  return row.finish?.(fault.effect, response) ?? response;
}

/** @returns whether it found something to change */
function changeBy(
  { fault, row }: ResponseFault,
  context: Context,
  site: Omit<ResponseSite, 'draw'>,
): boolean {
  const { response } = context;
  context.response = row.change(fault.effect, response, { ...site, draw: createFaultDraw(fault, context) });
  return context.response !== response;
}

function createFaultDraw({ id, matched }: WorldFault, { world }: Context) {
  return createDraw(world.fixture.seed, id, matched);
}
