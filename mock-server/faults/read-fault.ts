/** Reads what somebody asks to go wrong, over the control API or on the command line, and tells every mistake in it. */
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import { formatSuggestion, formatOneOf } from '../../openapi/complaint.ts';
import type { components } from '../../openapi/generated/control.ts';
import { durationForms, parseDuration } from '../../time/time.ts';
import { mutants } from '../mutants/index.ts';
import { parseUuid } from '../django/uuid.ts';
import { problemNames } from '../api/problems.ts';
import type { FaultEffect, FaultRule, FaultTiming } from '../simulation/fault.ts';
import { getJobs, type World } from '../simulation/world.ts';
import type { Spec } from '../../openapi/spec.ts';
import {
  isDoneByDefault,
  effectNames,
  findEffects,
  faultKeys,
  isEffect,
  findNeededKey,
  whenKeys,
} from './fault-keys.ts';
import { latencyForms, parseLatency } from './latency.ts';

export type FaultReadResult =
  | { readonly rule: FaultRule }
  /** A part of a sentence for each. */
  | { readonly mistakes: readonly string[] };

type GivenFault = Readonly<Record<string, unknown>>;
/** What is given once nothing is wrong with it. */
type CheckedFault = components['schemas']['NewFault'];

/**
 * @param given the keys of `NewFault` in the control document; nothing of it was checked
 * @param world whose users and jobs it may name
 */
export function readFault(given: GivenFault, world: World, spec: Spec): FaultReadResult {
  const mistakes = [
    ...checkKeys(given),
    ...checkValues(given),
    ...checkEffect(given),
    ...checkWhen(given),
    ...checkNames(given, world, spec),
    ...checkSpelling(given),
  ];
  return mistakes.length > 0 ? { mistakes } : { rule: toRule(given as CheckedFault) };
}

/** The mistakes as one sentence. */
export function formatMistakes(mistakes: readonly string[]): string {
  const said = mistakes.join('; ');
  return said.endsWith('?') ? said : `${said}.`;
}

function checkKeys(given: GivenFault): readonly string[] {
  const known = Object.keys(faultKeys);
  return Object.keys(given)
    .filter((key) => !known.includes(key))
    .map(
      (key) =>
        `there is no key ${quoteValue(key)}${formatSuggestion(key, known) || `; allowed: ${formatOneOf(known)}`}`,
    );
}

function checkValues(given: GivenFault): readonly string[] {
  return Object.entries(given).flatMap(([key, value]) => {
    const known = Object.hasOwn(faultKeys, key) ? faultKeys[key] : undefined;
    return known === undefined || known.fits(value)
      ? []
      : [`"${key}" is ${quoteValue(value)}; it must be ${known.must}`];
  });
}

function checkEffect(given: GivenFault): readonly string[] {
  const effect = given['effect'];
  if (effect === undefined) return [`"effect" is missing; allowed: ${formatOneOf(effectNames)}`];
  if (typeof effect !== 'string') return [];
  if (!isEffect(effect)) return [formatUnknown('effect', effect, effectNames)];
  const needed = findNeededKey(effect);
  const lacks = needed !== undefined && given[needed] === undefined;
  return [
    ...(lacks ? [`the effect "${effect}" needs "${needed}": ${expectedValues[needed] ?? ''}`] : []),
    ...Object.keys(given).flatMap((key) => {
      const takers = findEffects(key);
      return takers === undefined || takers.includes(effect)
        ? []
        : [`"${key}" belongs to the effect ${formatOneOf(takers)}, not to "${effect}"`];
    }),
  ];
}

const expectedValues: Readonly<Record<string, string>> = {
  problem: formatOneOf(problemNames),
  latency: latencyForms,
  mutant: 'the name of a mutant; mock --mutants lists them',
};

function checkWhen(given: GivenFault): readonly string[] {
  const said = whenKeys.filter((key) => given[key] !== undefined);
  return said.length > 1
    ? [`${said.map((key) => `"${key}"`).join(' and ')} cannot go together; give one of them`]
    : [];
}

function checkNames(given: GivenFault, world: World, spec: Spec): readonly string[] {
  const lists: readonly (readonly [key: string, known: readonly string[]])[] = [
    ['problem', problemNames],
    ['user', world.fixture.users.map(({ name }) => name)],
    ['operation', spec.operations.map(({ id }) => id)],
  ];
  const job = getText(given, 'job');
  const mutant = getText(given, 'mutant');
  const knownMutants = mutants.map(({ name }) => name);
  return [
    ...lists.flatMap(([key, known]) => {
      const name = getText(given, key);
      return name === undefined || known.includes(name) ? [] : [formatUnknown(key, name, known)];
    }),
    ...(mutant === undefined || knownMutants.includes(mutant)
      ? []
      : [
          `there is no mutant ${quoteValue(mutant)}${formatSuggestion(mutant, knownMutants) || '; mock --mutants lists them'}`,
        ]),
    ...(job === undefined || getJobs(world).some(({ id }) => id === parseUuid(job))
      ? []
      : [
          `the world "${world.name}" has no job ${quoteValue(job)}; its users and their jobs are at /__mock__/api/worlds/${world.name}/users`,
        ]),
  ];
}

function checkSpelling(given: GivenFault): readonly string[] {
  const expires = getText(given, 'expires_in');
  const latency = getText(given, 'latency');
  return [
    ...(expires === undefined || parseDuration(expires) !== undefined
      ? []
      : [`"expires_in" is ${quoteValue(expires)}; it must be a duration ${durationForms}`]),
    ...(latency === undefined || parseLatency(latency) !== undefined
      ? []
      : [`"latency" is ${quoteValue(latency)}; it must be ${latencyForms}`]),
  ];
}

function formatUnknown(what: string, given: string, known: readonly string[]): string {
  return `there is no ${what} ${quoteValue(given)}; allowed: ${formatOneOf(known)}${formatSuggestion(given, known)}`;
}

function quoteValue(value: unknown): string {
  return toExcerpt(JSON.stringify(value) ?? 'nothing');
}

function getText(given: GivenFault, key: string): string | undefined {
  const value = given[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function toRule(given: CheckedFault): FaultRule {
  const { user, operation, expires_in: expires } = given;
  const job = given.job === undefined ? undefined : parseUuid(given.job);
  const expiresIn = expires === undefined ? undefined : parseDuration(expires);
  return {
    effect: toEffect(given),
    where: {
      ...(user === undefined ? {} : { user }),
      ...(operation === undefined ? {} : { operation }),
      ...(job === undefined ? {} : { job }),
    },
    when: toWhen(given),
    ...(expiresIn === undefined ? {} : { expiresIn }),
    done: given.done ?? isDoneByDefault(given.effect),
  };
}

function toWhen({ next, every, from, probability }: CheckedFault): FaultTiming {
  if (next !== undefined) return { kind: 'next', count: next };
  if (every !== undefined) return { kind: 'every', nth: every };
  if (from !== undefined) return { kind: 'from', nth: from };
  return probability === undefined ? { kind: 'always' } : { kind: 'probability', share: probability };
}

/** The bytes a second of a drip for which nobody says it. */
const defaultRate = 20;

function toEffect(given: CheckedFault): FaultEffect {
  const {
    effect: kind,
    problem = '',
    latency = '',
    mutant = '',
    bytes,
    rate = defaultRate,
    status = 503,
  } = given;
  const retry = given.retry_after === undefined ? {} : { retryAfter: given.retry_after };
  if (kind === 'error') return { kind, problem, ...retry };
  if (kind === 'maintenance') return { kind, status, ...retry };
  if (kind === 'mutant') return { kind, mutant };
  if (kind === 'cut') return bytes === undefined ? { kind } : { kind, bytes };
  if (kind === 'drip') return { kind, rate };
  if (kind !== 'latency') return { kind };
  const read = parseLatency(latency);
  if (read === undefined) throw new Error(`The latency "${latency}" was not checked before it was read.`);
  return { kind, latency: read };
}
