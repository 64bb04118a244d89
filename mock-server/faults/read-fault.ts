/** Parses a new fault, and finds the mistakes that the schema of `NewFault` cannot express. */
import { quoteValue } from '../../openapi/diagnostics/excerpt.ts';
import { formatAllowed, formatOneOf } from '../../openapi/complaint.ts';
import type { components } from '../../openapi/generated/control.ts';
import type { Spec } from '../../openapi/spec.ts';
import { durationForms, parseDuration } from '../../time/time.ts';
import { parseUuid } from '../django/uuid.ts';
import type { FaultEffect, FaultRule, FaultTiming } from '../domain/fault.ts';
import { getJobs, type World } from '../domain/world.ts';
import type { Effect } from './effects/effect.ts';
import { effects, findEffect } from './effects/index.ts';

export type GivenFault = Readonly<Record<string, unknown>>;

/**
 * The mistakes of a fault for this world, as parts of a sentence.
 * @param given the keys of `NewFault`; ignores values of the wrong type, which the schema reports
 * @param world the users and jobs that it can name
 */
export function checkFault(given: GivenFault, world: World, spec: Spec): readonly string[] {
  return [...checkFaultRule(given), ...checkNames(given, world, spec)];
}

/** The mistakes of a fault for any world, as parts of a sentence. */
export function checkFaultRule(given: GivenFault): readonly string[] {
  const effect = findEffect(given['effect']);
  return [
    ...(effect === undefined ? [] : checkEffectKeys(effect, given)),
    ...checkWhen(given),
    ...checkExpiry(getText(given, 'expires_in')),
  ];
}

function checkEffectKeys(effect: Effect, given: GivenFault): readonly string[] {
  const { name, keys } = effect;
  return [
    ...Object.entries(keys).flatMap(([key, { required, description }]) =>
      required && given[key] === undefined ? [`the effect "${name}" needs "${key}": ${description}`] : [],
    ),
    ...checkEffectValues(effect, given),
    ...Object.keys(given).flatMap((key) => {
      const takers = effects.filter((other) => Object.hasOwn(other.keys, key)).map((other) => other.name);
      return takers.length === 0 || Object.hasOwn(keys, key)
        ? []
        : [`"${key}" belongs to the effect ${formatOneOf(takers)}, not to "${name}"`];
    }),
  ];
}

/** The mistakes of an effect whose values have the right types, whether they come from a request or a file. */
export function checkEffectValues({ keys }: Effect, given: GivenFault): readonly string[] {
  return Object.entries(keys).flatMap(([key, { check }]) => {
    const text = getText(given, key);
    return (text === undefined ? undefined : check?.(text)) ?? [];
  });
}

const whenKeys = ['next', 'every', 'from', 'probability'] as const;

function checkWhen(given: GivenFault): readonly string[] {
  const stated = whenKeys.filter((key) => given[key] !== undefined);
  return stated.length > 1
    ? [`${stated.map((key) => `"${key}"`).join(' and ')} cannot go together; give one of them`]
    : [];
}

function checkNames(given: GivenFault, world: World, spec: Spec): readonly string[] {
  const lists: readonly (readonly [key: string, known: readonly string[]])[] = [
    ['user', world.fixture.users.map(({ name }) => name)],
    ['operation', spec.operations.map(({ id }) => id)],
  ];
  const job = getText(given, 'job');
  return [
    ...lists.flatMap(([key, known]) => {
      const name = getText(given, key);
      return name === undefined || known.includes(name)
        ? []
        : [`there is no ${key} ${quoteValue(name)}; ${formatAllowed(name, known)}`];
    }),
    ...(job === undefined || getJobs(world).some(({ id }) => id === parseUuid(job))
      ? []
      : [
          `the world "${world.name}" has no job ${quoteValue(job)}; its users and their jobs are at /__mock__/api/worlds/${world.name}/users`,
        ]),
  ];
}

function checkExpiry(expires: string | undefined): readonly string[] {
  return expires === undefined || parseDuration(expires) !== undefined
    ? []
    : [`"expires_in" is ${quoteValue(expires)}; it must be a duration ${durationForms}`];
}

function getText(given: GivenFault, key: string): string | undefined {
  const value = given[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @param given a fault in which neither its schema nor `checkFault` found a mistake */
export function toFaultRule(given: GivenFault): FaultRule {
  const fault = given as components['schemas']['NewFault'];
  const { user, operation, expires_in: expires } = fault;
  const job = fault.job === undefined ? undefined : parseUuid(fault.job);
  const expiresIn = expires === undefined ? undefined : parseDuration(expires);
  return {
    effect: toEffect(given),
    where: {
      ...(user === undefined ? {} : { user }),
      ...(operation === undefined ? {} : { operation }),
      ...(job === undefined ? {} : { job }),
    },
    when: toWhen(fault),
    ...(expiresIn === undefined ? {} : { expiresIn }),
    done: fault.done ?? findEffect(fault.effect)?.isDone ?? true,
  };
}

function toWhen({ next, every, from, probability }: components['schemas']['NewFault']): FaultTiming {
  if (next !== undefined) return { kind: 'next', count: next };
  if (every !== undefined) return { kind: 'every', nth: every };
  if (from !== undefined) return { kind: 'from', nth: from };
  return probability === undefined ? { kind: 'always' } : { kind: 'probability', share: probability };
}

/** The effect with those of its keys that were given. */
function toEffect(given: GivenFault): FaultEffect {
  const kind = String(given['effect']);
  const values = Object.entries(findEffect(kind)?.keys ?? {}).flatMap(
    ([key, { normalize, default: byDefault }]) => {
      const value = given[key] ?? byDefault;
      if (typeof value === 'number') return [[key, value]];
      return typeof value === 'string' ? [[key, normalize?.(value) ?? value]] : [];
    },
  );
  return { kind, ...Object.fromEntries(values) };
}
