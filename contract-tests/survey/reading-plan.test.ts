import { listSightings } from '../evidence/sightings.ts';
import { createEvidence, job, list, spec } from '../testing/exchanges.ts';
import { createReadingPlan, type PlanOptions } from './reading-plan.ts';

const { lifeCycle } = spec;
const at = (second: number) => `2026-05-06T14:25:${10 + second}Z`;
const seen = (id: string, status = 'completed', second = 0) =>
  listSightings(createEvidence(list(job({ job_id: id, status, updated_at: at(second) }))).exchanges);
const ids = (count: number) => Array.from({ length: count }, (_, index) => `j-${index}`);

const plan = (options: Partial<PlanOptions> = {}) =>
  createReadingPlan({ lifeCycle, seed: 1, earlier: [], read: new Set(), ...options });
const planFor = (jobs: readonly string[], options: Partial<PlanOptions> = {}) => {
  const made = plan(options);
  for (const id of jobs) made.noteList(seen(id));
  return made;
};
const takeAll = (made: ReturnType<typeof plan>, rounds: number, perRound = 4) =>
  Array.from({ length: rounds }, () => {
    const chosen = made.choose(perRound);
    for (const id of chosen) made.noteSingle(id, seen(id)[0]);
    return chosen;
  });

test('each job comes once before any comes again, in an order that the seed decides', () => {
  const first = takeAll(planFor(ids(12)), 3).flat();
  expect(first.toSorted()).toEqual(ids(12).toSorted());
  expect(takeAll(planFor(ids(12)), 3).flat()).toEqual(first);
  expect(takeAll(planFor(ids(12), { seed: 2 }), 3).flat()).not.toEqual(first);
});

test('jobs that no run has requested singly come first, then those of the oldest run, then those of this run', () => {
  const common = { firstSeen: at(0), lastSeen: at(0), daysInStatus: 1, lateMoves: 0 };
  const earlier = [
    { jobId: 'j-0', ...common, lastRead: '2026-05-05T03:00:00Z' },
    { jobId: 'j-1', ...common, lastRead: '2026-05-01T03:00:00Z' },
    { jobId: 'j-2', ...common },
  ];
  const order = takeAll(planFor(ids(5), { earlier, read: new Set(['j-3']) }), 5, 1).flat();
  expect(new Set(order.slice(0, 2))).toEqual(new Set(['j-2', 'j-4']));
  expect(order.slice(2)).toEqual(['j-1', 'j-0', 'j-3']);
});

test('an unfinished job comes every other round, however many jobs there are', () => {
  const made = planFor(ids(300));
  made.noteList(seen('live', 'queued'));
  expect(takeAll(made, 8).filter((chosen) => chosen.includes('live')).length).toBeGreaterThanOrEqual(4);
});

test('a job that changed in the list is requested at once, to see whether its single status changed too', () => {
  const made = planFor(ids(300));
  made.noteList(seen('live', 'queued'));
  takeAll(made, 2);
  made.noteList(seen('live', 'in-progress', 1));
  expect(made.choose(4)[0]).toBe('live');
});

test('a finished job whose single status shows another updated_at is requested until a third value is possible', () => {
  const made = planFor(ids(40));
  const [first = ''] = made.choose(1);
  made.noteSingle(first, seen(first, 'completed', 1)[0]);
  const again = Array.from({ length: 4 }, (_, index) => {
    const chosen = made.choose(2);
    for (const id of chosen) made.noteSingle(id, seen(id, 'completed', id === first ? index + 2 : 0)[0]);
    return chosen.includes(first);
  });
  expect(again).toEqual([true, true, false, false]);
});

test('half of the requests stay for the others, however many jobs change', () => {
  const made = plan();
  for (const second of [0, 1]) for (const id of ids(20)) made.noteList(seen(id, 'in-progress', second));
  for (const id of ids(20).map((one) => `old-${one}`)) made.noteList(seen(id));
  const chosen = takeAll(made, 10).flat();
  expect(chosen.filter((id) => id.startsWith('old-')).length).toBeGreaterThanOrEqual(10);
  expect(made.countLive()).toBe(20);
  expect(made.hasReadAll()).toBe(false);
});
