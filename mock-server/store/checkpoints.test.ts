// How often a world gets a checkpoint, which keeps its log short.
import { createTerms } from '../domain/payments.ts';
import type { World } from '../domain/world.ts';
import { fixture, spec, start } from '../testing/shipped.ts';
import { duration } from '../../time/time.ts';
import { createMemoryStore } from './memory.ts';
import { createWorlds } from './worlds.ts';

/** The positions of the checkpoints of a world to which this many jobs were added. */
const listCheckpoints = (jobs: number, costly: boolean): readonly number[] => {
  const positions: number[] = [];
  const memory = createMemoryStore<World>();
  const store = {
    ...memory,
    costly,
    snapshot: (...given: Parameters<typeof memory.snapshot>) => {
      positions.push(given[1].position);
      memory.snapshot(...given);
    },
  };
  const terms = createTerms(spec);
  const worlds = createWorlds({
    fixture,
    terms,
    store,
    speed: 1,
    frozen: false,
    max: 1,
    idle: duration(1e9),
  });
  worlds.first(start);
  for (let job = 0; job < jobs; job += 1)
    void worlds.commit('default', { kind: 'add', owner: 'carol', rows: 1 }, start);
  return positions;
};

test('in memory, where it costs nothing, so that 2,500 to 5,000 entries stay', () => {
  expect(listCheckpoints(4998, false)).toEqual([]);
  expect(listCheckpoints(10_100, false)).toEqual([2500, 5000, 7500]);
});

test('elsewhere after as many entries as it had jobs, so that the cost of each entry stays the same', () => {
  const initial = fixture.jobs.length;
  const second = 500 + 499 + initial;
  expect(listCheckpoints(5000, true)).toEqual([
    500,
    second,
    2 * second - 1 + initial,
    4 * second - 3 + 3 * initial,
  ]);
});
