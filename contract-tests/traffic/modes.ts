/** The modes of a run by name: how much each asks of a target, and what it says of itself before it does. */
import type { ModeName } from '../evidence/conduct.ts';
import { countAllowed } from '../evidence/probes.ts';

/** What a mode asks beside the limits of single questions, which are in the table of probes. */
export interface ModeLimits {
  readonly name: ModeName;
  /** Requests beside the polls of the watch and beside what belongs to a job of our own. */
  readonly maxRequests: number;
  /** Requests a second to a target that is not on this machine. */
  readonly perSecond: number;
  /** Single jobs that are looked at closely. */
  readonly samples: number;
  /** Whether an id that is made up must look like a slip and not like an attack. */
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

/** What a run may ask of a target. */
export interface TrafficLimits {
  readonly mode: ModeLimits;
  /** Undefined where nobody counts, as on trial. */
  readonly maxRequests?: number;
  /** The flags that were given, of those on which a hint depends: `mode`, `max-requests`. */
  readonly given?: readonly string[];
  /** Undefined where nobody is disturbed, as on this machine. */
  readonly perSecond?: number;
}

/** What the run will do, said before it does it. */
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
