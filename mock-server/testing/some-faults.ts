/** Faults of every kind for property tests. */
import fc from 'fast-check';

import { duration, formatExactDuration } from '../../time/time.ts';
import type { EffectKey } from '../faults/effects/effect.ts';
import { effects, findEffect } from '../faults/effects/index.ts';
import { mutants } from '../mutants/index.ts';
import { problemNames } from '../api/problems.ts';
import type { FaultEffect, FaultRule, FaultTiming, FaultScope } from '../domain/fault.ts';
import { spec } from './shipped.ts';

const milliseconds = (max: number) => fc.integer({ min: 1, max: max }).map(duration);

const latency: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom('fixed', 'uniform', 'log-normal'), milliseconds(1000), fc.nat(59_000))
  .map(([shape, min, more]) => {
    const [low, high] = [formatExactDuration(min), formatExactDuration(duration(min + more))];
    if (shape === 'fixed') return high;
    return shape === 'uniform' ? `${low} to ${high}` : `log-normal ${low} to ${high}`;
  });

/** Values of the keys that are texts with a meaning. */
const texts: Readonly<Record<string, fc.Arbitrary<string>>> = {
  problem: fc.constantFrom(...problemNames),
  mutant: fc.constantFrom(...mutants).map(({ name }) => name),
  latency,
};

/** Any effect of the table with any values of its keys. */
const effect: fc.Arbitrary<FaultEffect> = fc.constantFrom(...effects).chain(({ name, keys }) => {
  const entries = Object.entries<EffectKey>(keys);
  const values = entries.map(([key, { type, minimum = 0, enum: allowed }]) => {
    const known = texts[key];
    if (known !== undefined) return [key, known];
    if (type === 'string')
      throw new Error(
        `The effect "${name}" has a key "${key}" with unknown texts: add a row "${key}" to "texts" in mock-server/testing/some-faults.ts.`,
      );
    return [
      key,
      allowed === undefined ? fc.integer({ min: minimum, max: 1000 }) : fc.constantFrom(...allowed),
    ];
  });
  const requiredKeys = entries.flatMap(([key, one]) =>
    one.required === true || one.default !== undefined ? [key] : [],
  );
  const model = Object.fromEntries(values) as Record<string, fc.Arbitrary<string | number>>;
  return fc.record(model, { requiredKeys }).map((given) => ({ kind: name, ...given }));
});

const whole = fc.integer({ min: 1, max: 5 });

const when: fc.Arbitrary<FaultTiming> = fc.oneof(
  fc.constant({ kind: 'always' as const }),
  whole.map((count) => ({ kind: 'next' as const, count })),
  whole.map((nth) => ({ kind: 'every' as const, nth })),
  whole.map((nth) => ({ kind: 'from' as const, nth })),
  fc.constantFrom(0, 0.1, 0.5, 1).map((share) => ({ kind: 'probability' as const, share })),
);

/** @param where the allowed conditions, in addition to an occasional operation */
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
      done: isOdd !== findEffect(rule.effect.kind)?.isDone,
    }));
}
