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
  const rate = perSecond === undefined ? '' : ` (at most ${perSecond} per second)`;
  const does = {
    production: `reads only and sends few requests, at most ${mode.oddIds} of them with odd ids and at most ${mode.unwelcome?.length ?? 0} without a valid token`,
    nightly: 'reads only and tries every request that must be rejected, one at a time',
    full: 'reads like nightly, then writes: it submits a small job, and sends submissions and actions that must be rejected',
  }[mode.name];
  return `Mode ${mode.name}: ${does}. It sends at most ${maxRequests.toLocaleString('en')} requests${rate}, not counting those that poll jobs.`;
}
