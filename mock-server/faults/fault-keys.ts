/** The keys of a fault as a person writes it: which effect takes which, and what each must be. */
import { durationForms } from '../../time/time.ts';
import { latencyForms } from './latency.ts';
import type { FaultEffect } from '../simulation/fault.ts';

interface Key {
  readonly kind: 'text' | 'number' | 'boolean';
  /** What it must be, for messages. */
  readonly must: string;
  readonly fits: (value: unknown) => boolean;
}

const text: Key = {
  kind: 'text',
  must: 'a text',
  fits: (value) => typeof value === 'string' && value !== '',
};

const createWholeNumberKey = (min: number): Key => ({
  kind: 'number',
  must: `a whole number from ${min} on`,
  fits: (value) => Number.isSafeInteger(value) && Number(value) >= min,
});

export const faultKeys: Readonly<Record<string, Key>> = {
  // Whichever text it is, its own message tells more.
  effect: { ...text, fits: (value) => typeof value === 'string' },
  user: text,
  operation: text,
  job: text,
  next: createWholeNumberKey(1),
  every: createWholeNumberKey(1),
  from: createWholeNumberKey(1),
  probability: {
    kind: 'number',
    must: 'a number from 0 to 1',
    fits: (value) => typeof value === 'number' && value >= 0 && value <= 1,
  },
  expires_in: { ...text, must: `a duration ${durationForms}` },
  done: { kind: 'boolean', must: 'true or false', fits: (value) => typeof value === 'boolean' },
  problem: text,
  retry_after: createWholeNumberKey(0),
  latency: { ...text, must: latencyForms },
  bytes: createWholeNumberKey(0),
  rate: createWholeNumberKey(1),
  status: { kind: 'number', must: '502 or 503', fits: (value) => value === 502 || value === 503 },
  mutant: text,
};

/** At most one of these says when. */
export const whenKeys = ['next', 'every', 'from', 'probability'] as const;

interface EffectKeys {
  readonly needs?: string;
  readonly takes?: readonly string[];
}

const effects = {
  error: { needs: 'problem', takes: ['retry_after'] },
  latency: { needs: 'latency' },
  cut: { takes: ['bytes'] },
  reset: {},
  empty: {},
  'invalid-json': {},
  drip: { takes: ['rate'] },
  'expired-token': {},
  maintenance: { takes: ['status', 'retry_after'] },
  'unknown-status': {},
  'extra-field': {},
  'null-field': {},
  mutant: { needs: 'mutant' },
} as const satisfies Readonly<Record<FaultEffect['kind'], EffectKeys>>;

export const effectNames = Object.keys(effects) as readonly FaultEffect['kind'][];

export function isEffect(name: string): name is FaultEffect['kind'] {
  return Object.hasOwn(effects, name);
}

/** The key without which the effect says nothing. */
export function findNeededKey(effect: FaultEffect['kind']): string | undefined {
  const { needs }: EffectKeys = effects[effect];
  return needs;
}

/** The effects that take this key; undefined when all do. */
export function findEffects(key: string): readonly string[] | undefined {
  const found = effectNames.filter((name) => {
    const { needs, takes = [] }: EffectKeys = effects[name];
    return key === needs || takes.includes(key);
  });
  return found.length === 0 ? undefined : found;
}

/** Whether what was asked is done although such a fault struck, where nobody says. */
export function isDoneByDefault(effect: FaultEffect['kind']): boolean {
  return !['error', 'expired-token', 'maintenance'].includes(effect);
}
