/** Draws faults with every effect of the mock, as far as a real server could have them. */
import { getProblemStatus, type ProblemName, problemNames } from '../../mock-server/api/problems.ts';
import type { Effect, EffectKey } from '../../mock-server/faults/effects/effect.ts';
import { effects } from '../../mock-server/faults/effects/index.ts';
import type { Operation } from '../../openapi/operations.ts';
import type { NewFault } from '../../library/operations.ts';
import { type Chance, happens, pick, pickEarly, pickWeighted } from './chance.ts';
import { formatLength, listLengths } from './round-numbers.ts';

/** The problems that depend on what was requested, so that a server has no choice. */
const causedByRequest = {
  noSuchFormat: 'the request asks for a format',
  noSuchId: 'no job has such an id',
  noSuchPage: 'the request asks for a page',
  methodNotAllowed: 'the request has another method',
  notAcceptable: 'the request asks for a media type',
  unsupportedMediaType: 'the request has a body',
  cannotPause: 'the request changes a job',
  cannotResume: 'the request changes a job',
  tooManyFields: 'the request has a body',
  contradictoryScheme: 'the request says how it was sent',
  resultsNotReady: 'the job has no results',
  paymentRequired: 'the request costs credits',
} as const satisfies Partial<Record<ProblemName, string>>;

/** What a server may answer to any correct request. */
export const possibleProblems: readonly ProblemName[] = problemNames.filter(
  (name) => !(name in causedByRequest),
);

/** All but mutants: no client has to bear a server that breaks the contract. */
export const possibleEffects: readonly Effect[] = effects.filter(({ name }) => name !== 'mutant');

/** A null where a client needs the value is no harmless change, although the job can be seen. */
const harmful: ReadonlySet<string> = new Set(['null-field']);

/** How often an effect is drawn; 4 where nothing is said. */
const effectWeights: Readonly<Record<string, number>> = { error: 14, reset: 7, latency: 5 };

/** The values of a key, by its name; those first that are drawn most. A new key of the type `string` needs a row. */
const keyValues: Readonly<Record<string, readonly (string | number)[]>> = {
  problem: possibleProblems,
  latency: ['5s', '1s', '20s', '1s to 10s', '45s', 'log-normal 200ms to 20s'],
  retry_after: [10, 1, 5, 30, 60, 0],
  bytes: [0, 1, 20, 100],
  rate: [20, 5, 50, 200],
};

/** A fault of results only, say, of which a hundred faults have so many. */
const percentOneOperation = 30;

/** How many requests in a row; one or two mostly, since clients may give up after more. */
const streaks = [
  [55, 1],
  [27, 2],
  [6, 3],
  [6, 4],
  [4, 6],
  [2, 12],
] as const;

const outages = listLengths('5s', '20m').map(formatLength);

/** Whether it is the answer to all later requests, too: the server will not change its mind. */
export function isPermanent({ effect, problem }: Pick<NewFault, 'effect' | 'problem'>): boolean {
  const name = problemNames.find((one) => one === problem);
  const status = name === undefined ? 0 : getProblemStatus(name);
  return findLocksOut(effect) || (status >= 400 && status < 500 && status !== 429);
}

function findLocksOut(name: string): boolean {
  const effect = possibleEffects.find((one) => one.name === name);
  return effect?.stage === 'request' && effect.replaces === 'operation' && effect.locksOut === true;
}

/** @param reads the operations that clients read with */
export function drawFault(chance: Chance, reads: readonly Operation[]): NewFault {
  const effect = pickWeighted(
    chance,
    possibleEffects.map((one) => [effectWeights[one.name] ?? 4, one] as const),
  );
  const what = drawValues(chance, effect);
  const operation = happens(chance, percentOneOperation) ? { operation: pick(chance, reads).id } : {};
  return { ...what, ...operation, ...drawExtent(chance, what, effect) };
}

function drawValues(chance: Chance, { name: effect, keys }: Effect): NewFault {
  const values = Object.entries(keys).flatMap(([name, key]) => drawKey(chance, name, key));
  return { effect, ...Object.fromEntries(values) } as NewFault;
}

/** One fault of each kind, each of one request, or of all if it is a refusal. */
export function drawEachFault(chance: Chance): readonly NewFault[] {
  return possibleEffects.flatMap((effect) => {
    const problems = 'problem' in effect.keys ? possibleProblems.map((problem) => ({ problem })) : [{}];
    return problems.map((problem) => {
      const fault = { ...drawValues(chance, effect), ...problem };
      return isPermanent(fault) ? fault : { ...fault, next: 1 };
    });
  });
}

/** A failure of one request, which every client has to bear. */
export function drawBlip(chance: Chance, reads: readonly Operation[]): NewFault {
  for (;;) {
    const { next: _, every: __, expires_in: ___, operation: ____, ...fault } = drawFault(chance, reads);
    if (!isPermanent(fault) && !isHarmless(fault.effect)) return { ...fault, next: 1 };
  }
}

/** Whether the client can still read what it asked for. */
function isHarmless(name: string): boolean {
  return !harmful.has(name) && possibleEffects.some((effect) => effect.name === name && effect.showsJobs);
}

function drawKey(
  chance: Chance,
  name: string,
  key: EffectKey,
): readonly (readonly [string, string | number])[] {
  if (key.required !== true && happens(chance, 50)) return [];
  const values = key.enum ?? keyValues[name];
  if (values !== undefined) return [[name, pickEarly(chance, values)]];
  return key.type === 'integer' ? [[name, (key.minimum ?? 0) + chance.drawInteger(0, 10)]] : [];
}

/** Which requests it affects: a streak, an outage, every n-th, or all. */
function drawExtent(chance: Chance, what: NewFault, { name }: Effect): Partial<NewFault> {
  const streak = () => ({ next: pickWeighted(chance, streaks) });
  if (isPermanent(what)) return happens(chance, 75) ? {} : streak();
  const kind = pickWeighted(chance, [
    [70, 'streak'],
    [14, 'outage'],
    [6, 'every'],
    [isHarmless(name) ? 60 : 1, 'all'],
  ] as const);
  if (kind === 'streak') return streak();
  if (kind === 'outage') return { expires_in: pick(chance, outages) };
  return kind === 'every' ? { every: chance.drawInteger(2, 5) } : {};
}
