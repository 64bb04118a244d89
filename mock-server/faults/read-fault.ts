/** Reads what somebody asks to go wrong, over the control API or on the command line, and tells every mistake in it. */
import { excerpt } from '../../openapi/conformance.ts';
import { didYouMean, formatOneOf } from '../../openapi/complaint.ts';
import type { components } from '../../openapi/generated/control.ts';
import { durationForms, parseDuration } from '../../time/time.ts';
import { mutants } from '../mutants/index.ts';
import { canonicalUuid } from '../django/uuid.ts';
import { problemNames } from '../api/problems.ts';
import type { Effect, FaultRule, When } from '../simulation/fault.ts';
import { getJobs, type World } from '../simulation/world.ts';
import type { Spec } from '../../openapi/spec.ts';
import {
  doneUsually,
  effectNames,
  effectsWith,
  faultKeys,
  isEffect,
  neededBy,
  whenKeys,
} from './fault-keys.ts';
import { latencyForms, parseLatency } from './latency.ts';

export type FaultRead =
  | { readonly rule: FaultRule }
  /** A part of a sentence for each. */
  | { readonly mistakes: readonly string[] };

type Given = Readonly<Record<string, unknown>>;
/** What is given once nothing is wrong with it. */
type Checked = components['schemas']['NewFault'];

/**
 * @param given the keys of `NewFault` in the control document; nothing of it was checked
 * @param world whose users and jobs it may name
 */
export function readFault(given: Given, world: World, spec: Spec): FaultRead {
  const mistakes = [
    ...strangers(given),
    ...misfits(given),
    ...effectMistakes(given),
    ...whenMistakes(given),
    ...nameMistakes(given, world, spec),
    ...spellingMistakes(given),
  ];
  return mistakes.length > 0 ? { mistakes } : { rule: toRule(given as Checked) };
}

/** The mistakes as one sentence. */
export function faultMistake(mistakes: readonly string[]): string {
  const said = mistakes.join('; ');
  return said.endsWith('?') ? said : `${said}.`;
}

function strangers(given: Given): readonly string[] {
  const known = Object.keys(faultKeys);
  return Object.keys(given)
    .filter((key) => !known.includes(key))
    .map(
      (key) =>
        `there is no key ${quoted(key)}${didYouMean(key, known) || `; allowed: ${formatOneOf(known)}`}`,
    );
}

function misfits(given: Given): readonly string[] {
  return Object.entries(given).flatMap(([key, value]) => {
    const known = Object.hasOwn(faultKeys, key) ? faultKeys[key] : undefined;
    return known === undefined || known.fits(value)
      ? []
      : [`"${key}" is ${quoted(value)}; it must be ${known.must}`];
  });
}

function effectMistakes(given: Given): readonly string[] {
  const effect = given['effect'];
  if (effect === undefined) return [`"effect" is missing; allowed: ${formatOneOf(effectNames)}`];
  if (typeof effect !== 'string') return [];
  if (!isEffect(effect)) return [unknown('effect', effect, effectNames)];
  const needed = neededBy(effect);
  const lacks = needed !== undefined && given[needed] === undefined;
  return [
    ...(lacks ? [`the effect "${effect}" needs "${needed}": ${needs[needed] ?? ''}`] : []),
    ...Object.keys(given).flatMap((key) => {
      const takers = effectsWith(key);
      return takers === undefined || takers.includes(effect)
        ? []
        : [`"${key}" belongs to the effect ${formatOneOf(takers)}, not to "${effect}"`];
    }),
  ];
}

const needs: Readonly<Record<string, string>> = {
  problem: formatOneOf(problemNames),
  latency: latencyForms,
  mutant: 'the name of a mutant; mock --mutants lists them',
};

function whenMistakes(given: Given): readonly string[] {
  const said = whenKeys.filter((key) => given[key] !== undefined);
  return said.length > 1
    ? [`${said.map((key) => `"${key}"`).join(' and ')} cannot go together; give one of them`]
    : [];
}

function nameMistakes(given: Given, world: World, spec: Spec): readonly string[] {
  const lists: readonly (readonly [key: string, known: readonly string[]])[] = [
    ['problem', problemNames],
    ['user', world.fixture.users.map(({ name }) => name)],
    ['operation', spec.operations.map(({ id }) => id)],
  ];
  const job = getText(given, 'job');
  const mutant = getText(given, 'mutant');
  const told = mutants.map(({ name }) => name);
  return [
    ...lists.flatMap(([key, known]) => {
      const name = getText(given, key);
      return name === undefined || known.includes(name) ? [] : [unknown(key, name, known)];
    }),
    ...(mutant === undefined || told.includes(mutant)
      ? []
      : [`there is no mutant ${quoted(mutant)}${didYouMean(mutant, told) || '; mock --mutants lists them'}`]),
    ...(job === undefined || getJobs(world).some(({ id }) => id === canonicalUuid(job))
      ? []
      : [
          `the world "${world.name}" has no job ${quoted(job)}; its users and their jobs are at /__mock__/api/worlds/${world.name}/users`,
        ]),
  ];
}

function spellingMistakes(given: Given): readonly string[] {
  const expires = getText(given, 'expires_in');
  const latency = getText(given, 'latency');
  return [
    ...(expires === undefined || parseDuration(expires) !== undefined
      ? []
      : [`"expires_in" is ${quoted(expires)}; it must be a duration ${durationForms}`]),
    ...(latency === undefined || parseLatency(latency) !== undefined
      ? []
      : [`"latency" is ${quoted(latency)}; it must be ${latencyForms}`]),
  ];
}

function unknown(what: string, given: string, known: readonly string[]): string {
  return `there is no ${what} ${quoted(given)}; allowed: ${formatOneOf(known)}${didYouMean(given, known)}`;
}

function quoted(value: unknown): string {
  return excerpt(JSON.stringify(value) ?? 'nothing');
}

function getText(given: Given, key: string): string | undefined {
  const value = given[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function toRule(given: Checked): FaultRule {
  const { user, operation, expires_in: expires } = given;
  const job = given.job === undefined ? undefined : canonicalUuid(given.job);
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
    done: given.done ?? doneUsually(given.effect),
  };
}

function toWhen({ next, every, from, probability }: Checked): When {
  if (next !== undefined) return { kind: 'next', count: next };
  if (every !== undefined) return { kind: 'every', nth: every };
  if (from !== undefined) return { kind: 'from', nth: from };
  return probability === undefined ? { kind: 'always' } : { kind: 'probability', share: probability };
}

/** The bytes a second of a drip for which nobody says it. */
const defaultRate = 20;

function toEffect(given: Checked): Effect {
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
