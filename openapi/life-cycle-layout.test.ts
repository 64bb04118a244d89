// The places of statuses in a diagram, for the shipped life cycle and for any other.
import fc from 'fast-check';

import type { LifeCycleData, TransitionCause } from './document.ts';
import { layOutLifeCycle, type LifeCycleLayout } from './life-cycle-layout.ts';
import { loadShippedSpec } from './shipped.ts';

const box = { width: 100, height: 50, across: 120, down: 80 };
const data = loadShippedSpec().document['x-life-cycle'];
const cellOf = ({ statuses }: LifeCycleLayout, name: string) => {
  const { x = NaN, y = NaN } = statuses.find(({ status }) => status === name) ?? {};
  return [x / box.across, y / box.down];
};

test('automatic steps are in a row, pauses above them and failures below', () => {
  const layout = layOutLifeCycle(data, box);
  expect(cellOf(layout, 'Uploading')).toEqual([0, 1]);
  expect(cellOf(layout, 'Draft')).toEqual([1, 1]);
  expect(cellOf(layout, 'Enrichment Started')).toEqual([2, 1]);
  expect(cellOf(layout, 'Enhancement Completed')).toEqual([4, 1]);
  expect(cellOf(layout, 'Paused')).toEqual([2, 0]);
  expect(cellOf(layout, 'Upload Failed')).toEqual([0, 2]);
  expect(cellOf(layout, 'Failure')).toEqual([1.5, 2]);
  expect(layout.transitions).toHaveLength(data.transitions.length);
});

test('a step back changes no place, and two pauses of one status are side by side', () => {
  const more = [
    ['Enrichment Completed', 'Enrichment Started', 'time'],
    ['Draft', 'Enrichment Completed', 'time'],
    ['Enrichment Started', 'Waiting', 'pause'],
  ] as const;
  const layout = layOutLifeCycle(
    {
      ...data,
      'internal-statuses': { ...data['internal-statuses'], Waiting: { 'api-status': 'paused' } },
      transitions: [
        ...data.transitions,
        ...more.map(([from, to, cause]) => ({ from, to, cause, basis: 'assumed' as const })),
      ],
    },
    box,
  );
  const before = layOutLifeCycle(data, box).statuses;
  expect(layout.statuses.slice(0, before.length)).toEqual(before);
  expect(cellOf(layout, 'Waiting')).toEqual([3, 0]);
});

const causes: readonly TransitionCause[] = ['time', 'failure', 'pause', 'resume'];
const anyLifeCycle = fc
  .record({
    count: fc.integer({ min: 1, max: 9 }),
    initial: fc.integer({ min: 0, max: 8 }),
    moves: fc.array(fc.tuple(fc.nat(8), fc.nat(8), fc.constantFrom(...causes)), { maxLength: 20 }),
  })
  .map(({ count, initial, moves }): LifeCycleData => {
    const names = Array.from({ length: count }, (_, index) => `status ${index}`);
    const toName = (index: number) => names[index % count] ?? '';
    return {
      ...data,
      'internal-statuses': Object.fromEntries(
        names.map((name, index) => [name, { 'api-status': 'queued', initial: index === initial % count }]),
      ),
      transitions: moves.map(([from, to, cause]) => ({
        from: toName(from),
        to: toName(to),
        cause,
        basis: 'assumed' as const,
      })),
    };
  });

test('in any life cycle every status has a place to itself, and every transition an arrow', () => {
  fc.assert(
    fc.property(anyLifeCycle, (life) => {
      const { statuses, transitions, width, height } = layOutLifeCycle(life, box);
      expect(statuses.map(({ status }) => status)).toEqual(Object.keys(life['internal-statuses']));
      for (const [index, one] of statuses.entries()) {
        expect(one.x >= 0 && one.y >= 0 && one.x + box.width <= width && one.y + box.height <= height).toBe(
          true,
        );
        const above = statuses.slice(0, index);
        const overlaps = above.filter(
          ({ x, y }) => Math.abs(x - one.x) < box.width && Math.abs(y - one.y) < box.height,
        );
        expect(overlaps).toEqual([]);
      }
      expect(transitions).toHaveLength(life.transitions.filter(({ from, to }) => from !== to).length);
      for (const { path, label } of transitions)
        expect(`${path} ${label.x} ${label.y}`).not.toMatch(/NaN|Infinity/);
    }),
    { numRuns: 100 },
  );
});
