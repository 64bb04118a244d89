import fc from 'fast-check';

import { instant } from '../../time/time.ts';
import { createQueue } from './queue.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

test(`items leave the queue in the order of time, and of the comparison at the same time (seed ${seed})`, () => {
  const items = fc.array(fc.record({ at: fc.nat(9), item: fc.nat(99) }), { maxLength: 40 });
  fc.assert(
    fc.property(items, fc.nat(40), (all, taken) => {
      const queue = createQueue<number>((a, b) => a - b);
      let expected = all.slice(0, taken);
      const sort = () => {
        expected = expected.toSorted((a, b) => a.at - b.at || a.item - b.item);
      };
      for (const { at, item } of expected) queue.add(instant(at), item);
      // Half of them leave before the others come.
      for (let count = Math.floor(expected.length / 2); count > 0; count -= 1) {
        sort();
        expect(queue.peek()).toEqual(expected.shift());
        queue.take();
      }
      for (const { at, item } of all.slice(taken)) {
        queue.add(instant(at), item);
        expected.push({ at, item });
      }
      sort();
      for (const one of expected) {
        expect(queue.peek()).toEqual(one);
        queue.take();
      }
      expect([queue.peek(), queue.size()]).toEqual([undefined, 0]);
    }),
    { seed },
  );
});
