/** A fault as flat keys, as in the control API and in logs, and back. */
import type { FaultRule, FaultTiming, WorldFault } from '../domain/fault.ts';
import { formatExactDuration, formatRfc3339, parseDuration } from '../../time/time.ts';

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

/** The rule that was flattened. @param flat written by `flattenFault`; nothing else is complete, or checked */
export function parseFlatFault(flat: FlatFault): FaultRule {
  const { effect, user, operation, job, next, every, from, probability, expires_in, done, ...keys } = flat;
  const expiresIn = typeof expires_in === 'string' ? parseDuration(expires_in) : undefined;
  return {
    effect: { kind: String(effect), ...keys },
    where: {
      ...(typeof user === 'string' ? { user } : {}),
      ...(typeof operation === 'string' ? { operation } : {}),
      ...(typeof job === 'string' ? { job } : {}),
    },
    when: parseWhen({ next, every, from, probability }),
    ...(expiresIn === undefined ? {} : { expiresIn }),
    done: done === true,
  };
}

function parseWhen({ next, every, from, probability }: Readonly<Record<string, unknown>>): FaultTiming {
  if (typeof next === 'number') return { kind: 'next', count: next };
  if (typeof every === 'number') return { kind: 'every', nth: every };
  if (typeof from === 'number') return { kind: 'from', nth: from };
  return typeof probability === 'number' ? { kind: 'probability', share: probability } : { kind: 'always' };
}
