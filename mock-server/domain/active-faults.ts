/** Adds, removes and counts the faults of a world. Takes a world and returns what changes. */
import { instant, type Instant } from '../../time/time.ts';
import type { WorldFault, FaultRule } from './fault.ts';
import type { World } from './world.ts';
import { drawFraction } from '../../random/random.ts';

/** The faults of a world, and how many it ever had. */
export type FaultsChange = Pick<World, 'faults' | 'faultsMade'>;

/** How many faults a world may have. */
export const maxFaults = 100;

/**
 * Adds a fault at the end. At the limit, it replaces one that can no longer apply.
 * @param now the world's time
 * @returns undefined at the limit
 */
export function addFaultRule(world: World, rule: FaultRule, now: Instant): FaultsChange | undefined {
  const { faults } = world;
  const isFull = faults.length >= maxFaults;
  const spent = isFull ? faults.find((fault) => isSpent(fault, now)) : undefined;
  if (isFull && spent === undefined) return undefined;
  const { expiresIn, ...others } = rule;
  const number = countMade(world) + 1;
  const fault: WorldFault = {
    ...others,
    id: `fault-${number}`,
    ...(expiresIn === undefined ? {} : { expiresAt: instant(now + expiresIn) }),
    matched: 0,
    applied: 0,
  };
  return { faultsMade: number, faults: [...faults.filter((one) => one !== spent), fault] };
}

/** The world with these faults too, as many as it may have. */
export function addFaultRules(world: World, rules: readonly FaultRule[], now: Instant): World {
  const next = { ...world };
  for (const rule of rules) Object.assign(next, addFaultRule(next, rule, now));
  return next;
}

export function removeFaultById(world: World, id: string): FaultsChange {
  return { faultsMade: countMade(world), faults: world.faults.filter((fault) => fault.id !== id) };
}

export function removeAllFaults(world: World): FaultsChange {
  return { faultsMade: countMade(world), faults: [] };
}

/** Counts one more request: these faults matched it, or changed its response. */
export function countFaults(world: World, what: 'matched' | 'applied', ids: readonly string[]): FaultsChange {
  return {
    faults: world.faults.map((fault) =>
      ids.includes(fault.id) ? { ...fault, [what]: fault[what] + 1 } : fault,
    ),
  };
}

/** Whether it applies to the next request, after those that it has matched. */
export function isAppliedNext({ id, when, matched }: WorldFault, { fixture: { seed } }: World): boolean {
  const nth = matched + 1;
  if (when.kind === 'next') return nth <= when.count;
  if (when.kind === 'every') return nth % when.nth === 0;
  if (when.kind === 'from') return nth >= when.nth;
  return when.kind === 'always' || drawFraction(seed, 'strikes', id, nth) < when.share;
}

/** @param now the world's time */
export function isOver({ expiresAt }: WorldFault, now: Instant): boolean {
  return expiresAt !== undefined && now >= expiresAt;
}

function isSpent(fault: WorldFault, now: Instant): boolean {
  return isOver(fault, now) || (fault.when.kind === 'next' && fault.matched >= fault.when.count);
}

function countMade({ faultsMade = 0, faults }: World): number {
  return Math.max(faultsMade, ...faults.map(({ id }) => parseNumber(id)));
}

/** The number after `fault-`. */
function parseNumber(id: string): number {
  return Number(/\d+$/.exec(id)?.[0] ?? 0);
}
