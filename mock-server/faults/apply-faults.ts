/** What the faults of a world do to one request: which strike, in which order, and what is left of the answer. */
import { mutants } from '../mutants/index.ts';
import type { Model } from '../api/reply.ts';
import type { FaultEffect, WorldFault } from '../simulation/fault.ts';
import type { World } from '../simulation/world.ts';
import type { AnsweredRequest } from '../wire/answer.ts';
import type { RequestContext } from '../wire/request-context.ts';
import { collectBody, type WireReply } from '../django/message.ts';
import type { FaultMatcher, ActiveFaults } from '../wire/apply-faults.ts';
import { findMatchingFaults, isAppliedNext } from './match-faults.ts';
import { countFaults } from './active-faults.ts';
import { selectBodyChanges, applyBodyChanges } from './body-changes.ts';
import { planDelivery } from './transport-faults.ts';
import { createErrorReply } from './error-reply.ts';
import { createProxyPage } from './proxy-page.ts';
import { type ActiveMutant, createActiveMutant } from './mutant-fault.ts';

/** A fault that strikes the request. */
type AppliedFault<Kind extends FaultEffect['kind'] = FaultEffect['kind']> = WorldFault & {
  readonly effect: Extract<FaultEffect, { kind: Kind }>;
};

/** In place of the answer; of several the first in the order of the world. */
const replacingEffects = ['error', 'expired-token', 'maintenance', 'reset'] as const;
type ReplacingFault = AppliedFault<(typeof replacingEffects)[number]>;

/** The faults of the worlds, as the wire asks for them. */
export function createFaultMatcher(model: Model): FaultMatcher {
  return (context, now) => {
    const { world } = context;
    if (world.faults.length === 0) return undefined;
    const matching = findMatchingFaults(context, now);
    if (matching.length === 0) return undefined;
    const matched = matching.map(({ id }) => id);
    return createActiveFaults(
      matching.filter((fault) => isAppliedNext(fault, world)),
      matched,
      context,
      model,
    );
  };
}

function createActiveFaults(
  applied: readonly WorldFault[],
  matched: readonly string[],
  context: RequestContext,
  model: Model,
): ActiveFaults {
  const { world } = context;
  const [first, ...others] = selectKinds(applied, ...replacingEffects);
  const [inApi, before] = isBeforeApi(first) ? [undefined, first] : [first, others.find(isBeforeApi)];
  const activeMutants = new Map(
    selectKinds(applied, 'mutant').flatMap(({ id, effect }) => {
      const mutant = mutants.find(({ name }) => name === effect.mutant);
      return mutant === undefined ? [] : [[id, createActiveMutant(mutant, world.fixture)] as const];
    }),
  );
  const isLockout = inApi?.effect.kind === 'expired-token' && !inApi.done;
  const changes = selectBodyChanges(applied);
  return {
    locksOut: isLockout,
    ...(inApi === undefined || isLockout
      ? {}
      : { instead: (entered, request) => createErrorReply(getErrorEffect(inApi), entered, request, model) }),
    ...(activeMutants.size === 0 ? {} : { mutants: combineActiveMutants([...activeMutants.values()]) }),
    readsBody: activeMutants.size > 0 || changes.some(({ effect }) => effect.kind !== 'empty'),
    apply: async (answered, request) => {
      const replacedBy = inApi !== undefined && wasReplaced(answered, isLockout, context) ? inApi : before;
      const sent = await chooseReply(answered, replacedBy, activeMutants, request);
      const isReset = replacedBy?.effect.kind === 'reset';
      const isHead = request.method === 'HEAD';
      const site = { context, model, isOwn: replacedBy === undefined, isHead };
      const { reply, touching } = applyBodyChanges(isReset ? [] : changes, sent, site);
      const extent = isReset ? 'nothing' : isHead ? 'head' : 'all';
      const { delivery, delivering } = planDelivery(applied, reply, extent, world);
      const mutated = applied.filter(
        ({ id }) => replacedBy === undefined && activeMutants.get(id)?.wasApplied() === true,
      );
      const touched = new Set<WorldFault | undefined>([replacedBy, ...mutated, ...touching, ...delivering]);
      return {
        reply,
        isOfApi: !isBeforeApi(replacedBy),
        ...(delivery === undefined ? {} : { delivery }),
        ...collectOutcome(
          applied.filter((appliedFault) => touched.has(appliedFault)),
          matched,
        ),
      };
    },
  };
}

/** What it means for the world and its journal that these faults touched the answer. */
function collectOutcome(touching: readonly WorldFault[], matched: readonly string[]) {
  const faults = touching.map(({ id }) => id);
  return {
    faults,
    done: touching.every(({ done }) => done),
    showsJobs: !touching.some(({ effect }) => effectsHidingJobs.has(effect.kind)),
    countFaults: (world: World) => countFaults(world, matched, faults),
  };
}

/** After these the client does not know how its jobs are. */
const effectsHidingJobs: ReadonlySet<FaultEffect['kind']> = new Set([
  ...replacingEffects,
  'cut',
  'empty',
  'invalid-json',
  'unknown-status',
  'mutant',
]);

/** The reply as far as something else stands in its place, or mutants were told about it. */
async function chooseReply(
  answered: AnsweredRequest,
  replacedBy: ReplacingFault | undefined,
  activeMutants: ReadonlyMap<string, ActiveMutant>,
  request: Parameters<ActiveFaults['apply']>[1],
): Promise<WireReply> {
  const { reply } = answered;
  if (replacedBy === undefined) {
    if (activeMutants.size === 0) return reply;
    const whole = await collectBody(reply);
    return [...activeMutants.values()].reduce(
      (sent, mutant) => mutant.onReply({ ...answered, reply: sent }, request),
      whole,
    );
  }
  const { effect } = replacedBy;
  if (effect.kind === 'reset') return { status: 0, headers: [], body: '' };
  if (effect.kind === 'maintenance') return createProxyPage(effect.status, request.method, effect.retryAfter);
  const retryAfter = effect.kind === 'error' ? effect.retryAfter : undefined;
  if (retryAfter === undefined || reply.headers.some(([name]) => name === 'Retry-After')) return reply;
  return { ...reply, headers: [...reply.headers, ['Retry-After', String(retryAfter)]] };
}

/** Whether the API itself came to answer something else; a request may have been refused before. */
function wasReplaced(answered: AnsweredRequest, isLockout: boolean, { user }: RequestContext): boolean {
  if (!isLockout) return answered.replaced === true;
  return answered.reply.status === 401 && user !== undefined && !user.expired && user.active;
}

/** A token that has expired although what was asked was done is one that expired on the way. */
function getErrorEffect({ effect }: ReplacingFault): Extract<FaultEffect, { kind: 'error' }> {
  return effect.kind === 'error' ? effect : { kind: 'error', problem: 'unauthorized' };
}

function isBeforeApi(fault: ReplacingFault | undefined): fault is AppliedFault<'maintenance' | 'reset'> {
  return fault?.effect.kind === 'maintenance' || fault?.effect.kind === 'reset';
}

function combineActiveMutants(activeMutants: readonly ActiveMutant[]): NonNullable<ActiveFaults['mutants']> {
  return {
    onRequest: (request) => activeMutants.reduce((received, mutant) => mutant.onRequest(received), request),
    onJob: (view, scene) => activeMutants.reduce((shown, mutant) => mutant.onJob(shown, scene), view),
  };
}

/** Those of the faults that have one of these effects, in their order. */
function selectKinds<Kind extends FaultEffect['kind']>(
  applied: readonly WorldFault[],
  ...kinds: readonly Kind[]
): readonly AppliedFault<Kind>[] {
  return applied.filter((appliedFault): appliedFault is AppliedFault<Kind> =>
    (kinds as readonly string[]).includes(appliedFault.effect.kind),
  );
}
