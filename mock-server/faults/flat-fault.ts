/** A fault as flat keys, as in the control API and in logs. */
import type { FaultRule, FaultTiming, WorldFault } from '../domain/fault.ts';
import { formatExactDuration, formatRfc3339 } from '../../time/time.ts';

export type FlatFault = Readonly<Record<string, string | number | boolean>>;

/** The keys of `NewFault` in the control document; `readFault` makes the same rule of them again. */
export function flattenFault({ effect, where, when, expiresIn, done }: FaultRule): FlatFault {
  const { kind, ...keys } = effect;
  return {
    effect: kind,
    ...keys,
    ...where,
    ...flattenWhen(when),
    ...(expiresIn === undefined ? {} : { expires_in: formatExactDuration(expiresIn) }),
    done,
  };
}

/** The keys of `Fault` in the control document: a fault of a world, with its counts. */
export function flattenWorldFault(fault: WorldFault): FlatFault {
  const { id, expiresAt, matched, applied } = fault;
  return {
    id,
    ...flattenFault(fault),
    ...(expiresAt === undefined ? {} : { expires_at: formatRfc3339(expiresAt, 3) }),
    matched,
    applied,
  };
}

function flattenWhen(when: FaultTiming): FlatFault {
  if (when.kind === 'always') return {};
  if (when.kind === 'next') return { next: when.count };
  return when.kind === 'probability' ? { probability: when.share } : { [when.kind]: when.nth };
}
