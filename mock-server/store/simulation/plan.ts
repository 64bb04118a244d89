/** What one simulation consists of: its size, its network and the kinds of its faults, all drawn from its seed. */
import type { Chance } from './chance.ts';
import type { Traffic } from './network.ts';

export const faultKinds = [
  'cut',
  'stall',
  'kill',
  'restart',
  'full',
  'read-only',
  'clock of the server back',
  'clock of the server ahead',
  'clock of a process',
  'long silence',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export interface SimulationPlan {
  readonly processes: number;
  readonly clients: number;
  readonly worlds: number;
  /** The calls of each client. */
  readonly calls: number;
  /** The mean time between the calls of a client, in milliseconds. */
  readonly rest: number;
  readonly faults: readonly FaultKind[];
  /** The mean time between two faults, in milliseconds. */
  readonly peace: number;
  readonly traffic: Traffic;
  /** Redis is older than version 7: then its clock is not set back. */
  readonly isOld: boolean;
  /** Some submissions come with rows. */
  readonly hasRows: boolean;
  /** After so many milliseconds without a look a world ends. */
  readonly idle: number;
  readonly checkpointEvery: number;
  /** The share of the calls that only look, and of those that remove the world. */
  readonly reading: number;
  readonly removing: number;
}

/** Bounds for a smaller simulation of the same seed. */
export interface Bounds {
  readonly clients?: number;
  readonly calls?: number;
  readonly worlds?: number;
  readonly processes?: number;
  readonly without?: readonly FaultKind[];
}

/** What a plan can be like besides. */
export interface Mood {
  /** Redis is older than version 7. */
  readonly isOld: boolean;
  /** Some submissions come with rows. */
  readonly hasRows: boolean;
  /** Removals get lost, and arrive long afterwards. */
  readonly removesLate: boolean;
}

export const drawMood = (chance: Chance): Mood => ({
  isOld: chance.happens(0.1),
  hasRows: chance.happens(0.3),
  removesLate: chance.happens(0.2),
});

const lateRemovals = {
  faults: ['cut', 'stall', 'kill', 'clock of the server back'],
  peace: 500,
  rest: 1500,
  idle: 3_600_000,
  // The first entry of a log stays.
  checkpointEvery: 100,
  removing: 0.3,
} satisfies Partial<SimulationPlan>;
const lateTraffic = { maxResends: 0, survival: 0.9, lateness: 0.9, splitting: 0.5, patience: 1000 };

export function drawPlan(chance: Chance, mood: Mood, bounds: Bounds = {}): SimulationPlan {
  const { isOld, hasRows, removesLate } = mood;
  const isCalm = chance.happens(0.1);
  const latency = chance.pick([1, 3, 10, 40]);
  const processes = chance.integer(1, 3);
  const clients = chance.integer(2, 5);
  const worlds = chance.integer(1, 2);
  const calls = chance.integer(4, 16);
  const drawn = {
    rest: chance.pick([2, 20, 200, 1500]),
    faults: isCalm ? [] : faultKinds.filter(() => chance.happens(0.35)),
    peace: chance.pick([100, 500, 3000]),
    traffic: {
      latency,
      slowness: chance.pick([0, 0.02, 0.1]),
      maxResends: chance.pick([0, 0, 1, 20]),
      survival: chance.pick([0.2, 0.6, 0.9]),
      lateness: chance.pick([0.1, 0.5]),
      splitting: chance.pick([0, 0.1, 0.5]),
      late: chance.pick([500, 5000, 30_000]),
      patience: chance.pick([1000, 5000]),
    },
    idle: chance.pick([15_000, 60_000, 3_600_000]),
    checkpointEvery: chance.pick([2, 3, 5, 12]),
    reading: chance.pick([0.2, 0.5]),
    removing: chance.pick([0, 0.02, 0.1]),
  };
  const plan = removesLate
    ? {
        ...drawn,
        ...lateRemovals,
        traffic: { ...drawn.traffic, ...lateTraffic, late: drawn.traffic.late === 500 ? 3000 : 30_000 },
      }
    : drawn;
  const without = new Set<FaultKind>(bounds.without);
  if (isOld) without.add('clock of the server back');
  // Nothing can note a look then.
  else if (plan.faults.includes('clock of the server back')) without.add('read-only');
  return {
    ...plan,
    isOld,
    hasRows,
    faults: plan.faults.filter((kind) => !without.has(kind)),
    processes: Math.min(processes, bounds.processes ?? processes),
    clients: Math.min(clients, bounds.clients ?? clients),
    worlds: Math.min(worlds, bounds.worlds ?? worlds),
    calls: Math.min(calls, bounds.calls ?? calls),
  };
}
