/** The faults of a world: which switch each belongs to, and its description. */
import { type FaultSwitch, toFaultKey } from '../../../page-parts/fault-switches.ts';
import type { WorldFault } from '../../domain/fault.ts';

/** The active fault of a switch: the same rule, without a narrower scope. */
export function findFault(faults: readonly WorldFault[], { rule }: FaultSwitch): WorldFault | undefined {
  return faults.find((fault) => toFaultKey(flatten(fault)) === toFaultKey(rule));
}

/** Whether it can apply to no further request. */
export const isUsedUp = ({ when, matched }: Pick<WorldFault, 'when' | 'matched'>): boolean =>
  when.kind === 'next' && matched >= when.count;

/** Such as `error, problem serverError, user alice, every 3rd request`. */
export function describeFault({
  effect,
  where,
  when,
}: Pick<WorldFault, 'effect' | 'where' | 'when'>): string {
  const { kind, ...keys } = effect;
  const parts = [
    kind,
    ...Object.entries(keys).map(([key, value]) => `${key} ${value}`),
    ...Object.entries(where).map(([key, value]) => `${key} ${value}`),
    describeTiming(when),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function describeTiming(when: WorldFault['when']): string {
  switch (when.kind) {
    case 'next':
      return when.count === 1 ? 'the next request' : `the next ${when.count} requests`;
    case 'every':
      return `every request whose number is a multiple of ${when.nth}`;
    case 'from':
      return `from request ${when.nth} on`;
    case 'probability':
      return `${Math.round(when.share * 100)} % of the requests`;
    default:
      return '';
  }
}

/** The rule of an active fault, in the form in which it was added. */
function flatten({ effect, where, when }: WorldFault): Readonly<Record<string, unknown>> {
  const { kind, ...keys } = effect;
  const timing =
    when.kind === 'next'
      ? { next: when.count }
      : when.kind === 'every' || when.kind === 'from'
        ? { [when.kind]: when.nth }
        : when.kind === 'probability'
          ? { probability: when.share }
          : {};
  return { effect: kind, ...keys, ...where, ...timing };
}
