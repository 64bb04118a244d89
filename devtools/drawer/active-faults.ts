/** The faults of a world, as the control API lists them: which switch each belongs to, and its description. */
import type { Fault } from '../../library/operations.ts';
import {
  type FaultSwitch,
  faultSwitches,
  type NewFault,
  toFaultKey,
} from '../../page-parts/fault-switches.ts';

type Rule = Readonly<Record<string, unknown>>;

/** What became of a fault, which is no part of what was added. */
const outcomes = new Set(['id', 'matched', 'applied', 'expires_at']);

const getRule = (fault: Fault): Rule =>
  Object.fromEntries(Object.entries(fault).filter(([key]) => !outcomes.has(key)));

/** One that was for some requests only, and has met them all. */
const isUsedUp = ({ next, matched }: Fault): boolean => next !== undefined && matched >= next;

/** The rule that a switch adds: for all requests, or only for the next one, whatever its number is. */
export function toRule({ rule }: FaultSwitch, isOnce: boolean): NewFault {
  if (!isOnce) return rule;
  const { every: _, ...others } = rule;
  return { ...others, next: 1 };
}

/** The active fault of a switch. The mock adds whether requests still take effect, of which a switch says nothing. */
export function findSwitchFault(faults: readonly Fault[], one: FaultSwitch): Fault | undefined {
  const keys = new Set([true, false].map((isOnce) => toFaultKey(toRule(one, isOnce))));
  return faults.find((fault) => {
    const rule = Object.entries(getRule(fault)).filter(([name]) => name !== 'done');
    return keys.has(toFaultKey(Object.fromEntries(rule))) && !isUsedUp(fault);
  });
}

/** How many can still change a response. */
export const countActive = (faults: readonly Fault[]): number =>
  faults.filter((fault) => !isUsedUp(fault)).length;

/** Those that no switch shows. */
export function listOtherFaults(faults: readonly Fault[]): readonly Fault[] {
  const shown = new Set(faultSwitches.map((one) => findSwitchFault(faults, one)));
  return faults.filter((fault) => !shown.has(fault) && !isUsedUp(fault));
}

/** Such as `error, problem serverError, user alice, every 3`. */
export function describeFault(fault: Fault): string {
  const { effect, ...keys } = getRule(fault);
  return [
    String(effect),
    ...Object.entries(keys)
      .filter(([key]) => key !== 'done')
      .map(([key, value]) => `${key} ${String(value)}`),
  ].join(', ');
}
