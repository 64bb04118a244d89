/** Defines the modes of a run by name: the limits of each, and the description that it prints before it starts. */
import type { ModeName } from '../evidence/conduct.ts';
import { countAllowed } from '../evidence/probes.ts';

/** The limits of a mode, apart from those of single kinds of requests, which are in the table of probes. */
export interface ModeLimits {
  readonly name: ModeName;
  /** Maximum number of requests, without polls and without those for the run's own job. */
  readonly maxRequests: number;
  /** Requests per second to a target on another machine. */
  readonly perSecond: number;
  /** Number of single jobs to request. */
  readonly samples: number;
  /** Whether a random id must look like a typing mistake and not like an attack. */
  readonly onlyHarmlessIds: boolean;
  readonly about: string;
}

export const modes: Readonly<Record<ModeName, ModeLimits>> = {
  production: {
    name: 'production',
    maxRequests: 40,
    perSecond: 1,
    samples: 4,
    onlyHarmlessIds: true,
    about: 'only reads, and sends as few requests as possible',
  },
  nightly: {
    name: 'nightly',
    maxRequests: 80,
    perSecond: 5,
    samples: 6,
    onlyHarmlessIds: false,
    about: 'only reads, and sends all requests that must be rejected',
  },
  full: {
    name: 'full',
    maxRequests: 80,
    perSecond: 5,
    samples: 6,
    onlyHarmlessIds: false,
    about: 'reads like nightly, then submits one small job and sends writes that must be rejected',
  },
};

export const modeNames = Object.keys(modes) as readonly ModeName[];

/** The limits of a run. */
export interface TrafficLimits {
  readonly mode: ModeLimits;
  /** Undefined without a limit, as in a trial. */
  readonly maxRequests?: number;
  /** The given flags that hints depend on: `mode`, `max-requests`. */
  readonly given?: readonly string[];
  /** Undefined without a limit, as for this machine. */
  readonly perSecond?: number;
}

/** Describes the run before it starts. */
export function describeMode({ mode, maxRequests = mode.maxRequests, perSecond }: TrafficLimits): string {
  const [odd, unwelcome] = [countAllowed('odd', mode.name), countAllowed('unwelcome', mode.name)];
  const kinds = [
    ...(odd === undefined ? [] : [`at most ${odd} have an id that is not a UUID`]),
    ...(unwelcome === undefined ? [] : [`at most ${unwelcome} have no valid token`]),
  ];
  const some = kinds.length === 0 ? '' : ` Of these, ${kinds.join(' and ')}.`;
  const rate = perSecond === undefined ? '' : ` It sends at most ${perSecond} per second.`;
  const beside = mode.name === 'full' ? 'those that poll jobs or write' : 'those that poll jobs';
  return `Mode ${mode.name}: ${mode.about}. It sends at most ${maxRequests.toLocaleString('en')} requests, not counting ${beside}.${some}${rate}`;
}
