// A queue gives its items in their order, whatever is added and removed meanwhile.
import fc from 'fast-check';

import { createQueue } from './queue.ts';

test('the first is always the least of those that are there', () => {
  const step = fc.option(fc.nat(20), { nil: undefined });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const queue = createQueue<{ readonly at: number }>((one, other) => one.at < other.at);
      let expected: readonly number[] = [];
      for (const at of steps) {
        if (at === undefined) {
          queue.removeFirst();
          expected = expected.slice(1);
        } else {
          queue.add({ at });
          expected = [...expected, at].toSorted((one, other) => one - other);
        }
        expect(queue.getFirst()?.at).toBe(expected[0]);
      }
    }),
  );
});
