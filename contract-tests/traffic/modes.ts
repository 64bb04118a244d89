/** The modes of a run by name: how much each asks of a target, and what it says of itself before it does. */
import type { ModeName } from '../evidence/conduct.ts';

export interface RunMode {
  readonly name: ModeName;
  /** Requests beside the polls of the watch and beside what belongs to a job of our own. */
  readonly maxRequests: number;
  /** Requests a second to a target that is not on this machine. */
  readonly perSecond: number;
  /** Single jobs that are looked at closely. */
  readonly samples: number;
  /** How many ids are asked for that are no ids. */
  readonly oddIds: number;
  /** The only questions without a valid token, each of them once; undefined asks all of them. */
  readonly unwelcome?: readonly string[];
}

export const modes: Readonly<Record<ModeName, RunMode>> = {
  production: {
    name: 'production',
    maxRequests: 40,
    perSecond: 1,
    samples: 4,
    oddIds: 3,
    unwelcome: ['no-token', 'unknown-token'],
  },
  nightly: { name: 'nightly', maxRequests: 80, perSecond: 5, samples: 6, oddIds: Number.POSITIVE_INFINITY },
  full: { name: 'full', maxRequests: 80, perSecond: 5, samples: 6, oddIds: Number.POSITIVE_INFINITY },
};

export const modeNames = Object.keys(modes) as readonly ModeName[];

/** What a run may ask of a target. */
export interface TrafficLimits {
  readonly mode: RunMode;
  /** Undefined where nobody counts, as on trial. */
  readonly maxRequests?: number;
  /** The flags that were given, of those on which a hint depends: `mode`, `max-requests`. */
  readonly given?: readonly string[];
  /** Undefined where nobody is disturbed, as on this machine. */
  readonly perSecond?: number;
}

/** What the run will do, in one sentence, said before it does it. */
export function describeMode({ mode, maxRequests = mode.maxRequests, perSecond }: TrafficLimits): string {
  const rate = perSecond === undefined ? '' : `, ${perSecond} a second at most`;
  const does = {
    production: `it only reads; asks as few questions as say something, ${mode.oddIds} odd ids at most, and no more than ${mode.unwelcome?.length ?? 0} without a valid token`,
    nightly: 'it only reads; tries every way to be refused, one request after the other',
    full: 'it reads as every night, and then writes: a small job of its own, and what must be refused',
  }[mode.name];
  return `Mode ${mode.name}: ${does}; ${maxRequests} requests at most beside those that follow jobs${rate}.`;
}
