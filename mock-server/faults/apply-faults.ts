/** What the faults of a world do to one request: which strike, in which order, and what is left of the answer. */
import { mutants } from '../mutants/index.ts';
import type { Model } from '../api/reply.ts';
import type { Effect, Fault } from '../simulation/fault.ts';
import type { World } from '../simulation/world.ts';
import type { Answer } from '../wire/answer.ts';
import type { Sight } from '../wire/request-context.ts';
import { gathered, type WireReply } from '../django/message.ts';
import type { Strike, Strikes } from '../wire/apply-faults.ts';
import { aimed, strikesNext } from './match-faults.ts';
import { counted } from './active-faults.ts';
import { bodyChanges, changedBody } from './body-changes.ts';
import { planDelivery } from './transport-faults.ts';
import { errorReply } from './error-reply.ts';
import { proxyPage } from './proxy-page.ts';
import { type ToldLie, toldLie } from './mutant-fault.ts';

/** A fault that strikes the request. */
type Hit<Kind extends Effect['kind'] = Effect['kind']> = Fault & {
  readonly effect: Extract<Effect, { kind: Kind }>;
};

/** In place of the answer; of several the first in the order of the world. */
const replacing = ['error', 'expired-token', 'maintenance', 'reset'] as const;
type Replacing = Hit<(typeof replacing)[number]>;

/** The faults of the worlds, as the wire asks for them. */
export function striker(model: Model): Strike {
  return (sight, now) => {
    const { world } = sight;
    if (world.faults.length === 0) return undefined;
    const looking = aimed(sight, now);
    if (looking.length === 0) return undefined;
    const matched = looking.map(({ id }) => id);
    return createActiveFaults(
      looking.filter((fault) => strikesNext(fault, world)),
      matched,
      sight,
      model,
    );
  };
}

function createActiveFaults(
  hits: readonly Fault[],
  matched: readonly string[],
  sight: Sight,
  model: Model,
): Strikes {
  const { world } = sight;
  const [first, ...others] = only(hits, ...replacing);
  const [inApi, before] = isBeforeApi(first) ? [undefined, first] : [first, others.find(isBeforeApi)];
  const told = new Map(
    only(hits, 'mutant').flatMap(({ id, effect }) => {
      const mutant = mutants.find(({ name }) => name === effect.mutant);
      return mutant === undefined ? [] : [[id, toldLie(mutant, world.fixture)] as const];
    }),
  );
  const isLockout = inApi?.effect.kind === 'expired-token' && !inApi.done;
  const changes = bodyChanges(hits);
  return {
    locksOut: isLockout,
    ...(inApi === undefined || isLockout
      ? {}
      : { instead: (entered, request) => errorReply(getErrorEffect(inApi), entered, request, model) }),
    ...(told.size === 0 ? {} : { mutants: together([...told.values()]) }),
    readsBody: told.size > 0 || changes.some(({ effect }) => effect.kind !== 'empty'),
    finish: async (answered, request) => {
      const replacedBy = inApi !== undefined && wasReplaced(answered, isLockout, sight) ? inApi : before;
      const sent = await chooseReply(answered, replacedBy, told, request);
      const isReset = replacedBy?.effect.kind === 'reset';
      const isHead = request.method === 'HEAD';
      const site = { sight, model, isOwn: replacedBy === undefined, isHead };
      const { reply, touching } = changedBody(isReset ? [] : changes, sent, site);
      const extent = isReset ? 'nothing' : isHead ? 'head' : 'all';
      const { delivery, delivering } = planDelivery(hits, reply, extent, world);
      const mutated = hits.filter(({ id }) => replacedBy === undefined && told.get(id)?.wasTold() === true);
      const touched = new Set<Fault | undefined>([replacedBy, ...mutated, ...touching, ...delivering]);
      return {
        reply,
        isOfApi: !isBeforeApi(replacedBy),
        ...(delivery === undefined ? {} : { delivery }),
        ...collectOutcome(
          hits.filter((hit) => touched.has(hit)),
          matched,
        ),
      };
    },
  };
}

/** What it means for the world and its journal that these faults touched the answer. */
function collectOutcome(touching: readonly Fault[], matched: readonly string[]) {
  const faults = touching.map(({ id }) => id);
  return {
    faults,
    done: touching.every(({ done }) => done),
    tellsOfJobs: !touching.some(({ effect }) => hiding.has(effect.kind)),
    counted: (world: World) => counted(world, matched, faults),
  };
}

/** After these the client does not know how its jobs are. */
const hiding: ReadonlySet<Effect['kind']> = new Set([
  ...replacing,
  'cut',
  'empty',
  'invalid-json',
  'unknown-status',
  'mutant',
]);

/** The reply as far as something else stands in its place, or mutants were told about it. */
async function chooseReply(
  answered: Answer,
  replacedBy: Replacing | undefined,
  told: ReadonlyMap<string, ToldLie>,
  request: Parameters<Strikes['finish']>[1],
): Promise<WireReply> {
  const { reply } = answered;
  if (replacedBy === undefined) {
    if (told.size === 0) return reply;
    const whole = await gathered(reply);
    return [...told.values()].reduce(
      (sent, mutant) => mutant.ofReply({ ...answered, reply: sent }, request),
      whole,
    );
  }
  const { effect } = replacedBy;
  if (effect.kind === 'reset') return { status: 0, headers: [], body: '' };
  if (effect.kind === 'maintenance') return proxyPage(effect.status, request.method, effect.retryAfter);
  const retryAfter = effect.kind === 'error' ? effect.retryAfter : undefined;
  if (retryAfter === undefined || reply.headers.some(([name]) => name === 'Retry-After')) return reply;
  return { ...reply, headers: [...reply.headers, ['Retry-After', String(retryAfter)]] };
}

/** Whether the API itself came to answer something else; a request may have been refused before. */
function wasReplaced(answered: Answer, isLockout: boolean, { user }: Sight): boolean {
  if (!isLockout) return answered.replaced === true;
  return answered.reply.status === 401 && user !== undefined && !user.expired && user.active;
}

/** A token that has expired although what was asked was done is one that expired on the way. */
function getErrorEffect({ effect }: Replacing): Extract<Effect, { kind: 'error' }> {
  return effect.kind === 'error' ? effect : { kind: 'error', problem: 'unauthorized' };
}

function isBeforeApi(fault: Replacing | undefined): fault is Hit<'maintenance' | 'reset'> {
  return fault?.effect.kind === 'maintenance' || fault?.effect.kind === 'reset';
}

function together(told: readonly ToldLie[]): NonNullable<Strikes['mutants']> {
  return {
    ofRequest: (request) => told.reduce((heard, mutant) => mutant.ofRequest(heard), request),
    ofJob: (view, scene) => told.reduce((shown, mutant) => mutant.ofJob(shown, scene), view),
  };
}

/** Those of the faults that have one of these effects, in their order. */
function only<Kind extends Effect['kind']>(
  hits: readonly Fault[],
  ...kinds: readonly Kind[]
): readonly Hit<Kind>[] {
  return hits.filter((hit): hit is Hit<Kind> => (kinds as readonly string[]).includes(hit.effect.kind));
}
