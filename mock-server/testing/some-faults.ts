/** Faults of every kind for property tests. */
import fc from 'fast-check';

import { duration } from '../../time/time.ts';
import { isDoneByDefault } from '../faults/fault-keys.ts';
import { mutants } from '../mutants/index.ts';
import { problemNames } from '../api/problems.ts';
import type { FaultEffect, FaultRule, Latency, FaultTiming, FaultScope } from '../simulation/fault.ts';
import { spec } from './shipped.ts';

const milliseconds = (max: number) => fc.integer({ min: 1, max: max }).map(duration);

const latency: fc.Arbitrary<Latency> = fc
  .oneof(
    fc.record({ kind: fc.constant('fixed' as const), length: milliseconds(60_000) }),
    fc.record({
      kind: fc.constant('uniform' as const),
      min: milliseconds(1000),
      max: milliseconds(60_000),
    }),
    fc.record({
      kind: fc.constant('log-normal' as const),
      median: milliseconds(1000),
      cap: milliseconds(60_000),
    }),
  )
  .filter(
    (one) => one.kind === 'fixed' || (one.kind === 'uniform' ? one.min <= one.max : one.median <= one.cap),
  );

const seconds = fc.record({ retryAfter: fc.nat(1000) }, { requiredKeys: [] });

const effect: fc.Arbitrary<FaultEffect> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...problemNames), seconds)
    .map(([problem, retry]) => ({ kind: 'error' as const, problem, ...retry })),
  latency.map((one) => ({ kind: 'latency' as const, latency: one })),
  fc.record({ kind: fc.constant('cut' as const), bytes: fc.nat(300) }, { requiredKeys: ['kind'] }),
  fc.record({ kind: fc.constant('drip' as const), rate: fc.integer({ min: 1, max: 1000 }) }),
  fc
    .tuple(fc.constantFrom(502 as const, 503 as const), seconds)
    .map(([status, retry]) => ({ kind: 'maintenance' as const, status, ...retry })),
  fc.constantFrom(...mutants).map(({ name }) => ({ kind: 'mutant' as const, mutant: name })),
  fc.constantFrom<FaultEffect>(
    { kind: 'reset' },
    { kind: 'empty' },
    { kind: 'invalid-json' },
    { kind: 'expired-token' },
    { kind: 'unknown-status' },
    { kind: 'extra-field' },
    { kind: 'null-field' },
  ),
);

const whole = fc.integer({ min: 1, max: 5 });

const when: fc.Arbitrary<FaultTiming> = fc.oneof(
  fc.constant({ kind: 'always' as const }),
  whole.map((count) => ({ kind: 'next' as const, count })),
  whole.map((nth) => ({ kind: 'every' as const, nth })),
  whole.map((nth) => ({ kind: 'from' as const, nth })),
  fc.constantFrom(0, 0.1, 0.5, 1).map((share) => ({ kind: 'probability' as const, share })),
);

/** @param where what is kept of where it strikes, beside an operation now and then */
export function someFault(where: FaultScope = {}): fc.Arbitrary<FaultRule> {
  const operations = spec.operations.map(({ id }) => id);
  return fc
    .record(
      {
        effect,
        when,
        operation: fc.constantFrom(...operations),
        expiresIn: milliseconds(3_600_000),
        isOdd: fc.boolean(),
      },
      { requiredKeys: ['effect', 'when', 'isOdd'] },
    )
    .map(({ operation, isOdd, ...rule }) => ({
      ...rule,
      where: { ...where, ...(operation === undefined ? {} : { operation }) },
      done: isOdd !== isDoneByDefault(rule.effect.kind),
    }));
}
