// Whatever happens in a life, later things are further to the right, and nothing covers another thing in its lane.
import * as fc from 'fast-check';
import { createLayout, type Item } from './layout.ts';

const item = fc.record({
  from: fc.nat(1e7),
  length: fc.oneof(fc.constant(0), fc.nat(1e6)),
  head: fc.nat(8),
  tail: fc.nat(8),
});

/** Items one after the other. */
const lane = fc.array(item, { maxLength: 8 }).map((drawn) => {
  let end = 0;
  return drawn.map(({ from, length, head, tail }): Item => {
    const start = end + (from % 5 === 0 ? 0 : from);
    end = start + length;
    return { from: start, to: end, head, tail };
  });
});

const at = (from: number): Item => ({ from, to: from, head: 0, tail: 0 });

test('items keep their order and their room', () => {
  fc.assert(
    fc.property(
      fc.array(lane, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 20, max: 200 }),
      (lanes, columns) => {
        const layout = createLayout(lanes, columns);
        const tight = createLayout(lanes, 0);
        expect(layout.columns).toBeLessThanOrEqual(Math.max(columns, tight.columns));
        const placed = lanes.map((items) => items.map((one) => ({ ...one, column: layout.find(one) })));
        const overfull = placed.flat().filter(({ column, head }) => column.to - column.from < head);
        expect(overfull).toEqual([]);
        const covered = placed.flatMap((items) =>
          items.filter(({ column }, index) => {
            const before = items[index - 1];
            return before !== undefined && column.from < before.column.to + before.tail;
          }),
        );
        expect(covered).toEqual([]);
        const starts = placed.flat().toSorted((one, other) => one.from - other.from);
        const misplaced = starts.filter(({ from, column }, index) => {
          const before = starts[index - 1];
          return before !== undefined && before.from < from && column.from < before.column.from;
        });
        expect(misplaced).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

test('without texts, time is to scale', () => {
  const items = [0, 10, 20, 40, 100].map(at);
  const { find } = createLayout([items], 101);
  expect(items.map((one) => find(one).from)).toEqual([0, 10, 20, 40, 100]);
});

test('an idle time that leaves no room for the rest is folded', () => {
  const items = [0, 1000, 2000, 7_200_000, 7_201_000].map(at);
  const { find, folds } = createLayout([items], 39);
  expect(items.map((one) => find(one).from)).toEqual([0, 10, 20, 28, 38]);
  expect(folds).toEqual([{ from: 20, to: 28 }]);
});
