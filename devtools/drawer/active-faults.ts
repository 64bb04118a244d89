/** The faults of a world, as the control API lists them: which switch each belongs to, and its description. */
import type { Fault } from '../../library/operations.ts';
import { type FaultSwitch, faultSwitches, toFaultKey } from '../../page-parts/fault-switches.ts';

type Rule = Readonly<Record<string, unknown>>;

/** What became of a fault, which is no part of what was added. */
const outcomes = new Set(['id', 'matched', 'applied', 'expires_at']);

const getRule = (fault: Fault): Rule =>
  Object.fromEntries(Object.entries(fault).filter(([key]) => !outcomes.has(key)));

/** One that was for some requests only, and has met them all. */
const isUsedUp = ({ next, matched }: Fault): boolean => next !== undefined && matched >= next;

/** The active fault of a switch: for all requests, or for the next ones. */
export function findSwitchFault(faults: readonly Fault[], one: FaultSwitch): Fault | undefined {
  const key = toFaultKey(one.rule);
  return faults.find((fault) => {
    const rule = Object.entries(getRule(fault)).filter(([name]) => name !== 'next');
    return toFaultKey(Object.fromEntries(rule)) === key && !isUsedUp(fault);
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
  return [String(effect), ...Object.entries(keys).map(([key, value]) => `${key} ${String(value)}`)].join(
    ', ',
  );
}
