import { fixture, lifeCycle, start, terms } from '../testing/shipped.ts';
import { listChanges, findNextChange, computeTimeOfStatus } from './changes.ts';
import { createClock } from './clock.ts';
import type { Fixture } from './fixture.ts';
import { instant } from '../../time/time.ts';
import type { WorldCommand } from './command.ts';
import { getJobs, createWorld, applyCommand, type World } from './world.ts';

const empty: Fixture = { ...fixture, jobs: [] };
const after = (seconds: number) => instant(start + seconds * 1000);

/** A world with these jobs, each named after its scenario, submitted a second apart. */
function worldWith(...scenarios: readonly string[]): World {
  return scenarios.reduce<World>(
    (world, scenario, index) =>
      applyCommand(world, {
        kind: 'submit',
        owner: 'alice',
        id: scenario,
        at: after(index),
        rows: 10,
        scenario,
      }),
    createWorld('default', empty, createClock(start, start)),
  );
}
const doing = (world: World, ...commands: readonly WorldCommand[]) => commands.reduce(applyCommand, world);
const getWhen = (world: World, id: string, status: string, seconds: number) => {
  const job = getJobs(world).find((one) => one.id === id);
  if (job === undefined) throw new Error(`There is no job "${id}".`);
  const when = computeTimeOfStatus(job, status, after(seconds), lifeCycle);
  return when.kind === 'at' ? (when.at - start) / 1000 : when.kind === 'never' ? when.reason : when.kind;
};

test('the changes of a world are the moves of all its jobs, oldest first', () => {
  const reported = listChanges(worldWith('nearly-done', 'two-hours'), after(0), after(400), terms).map(
    ({ job, owner, from, to, at }) => `${(at - start) / 1000}: ${job} of ${owner}, ${from} -> ${to}`,
  );
  expect(reported).toEqual([
    '1: nearly-done of alice, Uploading -> Draft',
    '2: nearly-done of alice, Draft -> Enrichment Started',
    '12: nearly-done of alice, Enrichment Started -> Enrichment Completed',
    '17: nearly-done of alice, Enrichment Completed -> Enhancement Completed',
    '301: two-hours of alice, Uploading -> Draft',
  ]);
});

test('the changes of two adjacent periods are reported once each', () => {
  const world = worldWith('nearly-done');
  const between = (from: number, to: number) => listChanges(world, after(from), after(to), terms).length;
  expect([between(0, 2), between(2, 12), between(0, 12)]).toEqual([2, 1, 3]);
});

test('the next change is the earliest next move of any job', () => {
  const world = worldWith('two-hours', 'nearly-done');
  const next = (seconds: number) => findNextChange(world, after(seconds), terms);
  expect(next(1)).toEqual({
    job: 'nearly-done',
    owner: 'alice',
    from: 'Uploading',
    to: 'Draft',
    at: after(2),
  });
  expect(next(20)?.job).toBe('two-hours');
  expect(next(10_000)).toBeUndefined();
});

test.each([
  ['Draft', 300],
  ['in-progress', 900],
  ['completed', 7200],
  ['Enhancement Completed', 8100],
  ['queued', 'already'],
  ['Uploading', 'already'],
])('a job of two hours is "%s" at second %s', (status, want) => {
  expect(getWhen(worldWith('two-hours'), 'two-hours', status, 1)).toBe(want);
});

test.each([
  [
    'that is in the past',
    'two-hours',
    'queued',
    'Job two-hours will not reach "queued" automatically, which it was until 2026-05-06T14:40:42.000Z: ' +
      'its plan ends in "Enhancement Completed" at 2026-05-06T16:40:42.000Z.',
  ],
  [
    'that is not in its plan',
    'fails-by-polls',
    'completed',
    'Job fails-by-polls will not reach "completed" automatically: it stays "Draft", which it has been since ' +
      '2026-05-06T14:25:42.000Z, until 1 more response has shown it; polls move it, not time.',
  ],
  [
    'if it hangs',
    'stuck-uploading',
    'in-progress',
    'Job stuck-uploading will not reach "in-progress" automatically: it stays "Uploading", which it has been since ' +
      '2026-05-06T14:25:42.000Z, until it is changed.',
  ],
  [
    'that does not exist',
    'two-hours',
    'complete',
    'Unknown status "complete"; allowed: "queued", "in-progress", "completed", "failed", "paused", "Uploading", ' +
      '"Draft", "Enrichment Started", "Enrichment Completed", "Enhancement Completed", "Failure", "Upload Failed" or ' +
      '"Paused"; did you mean "completed"?',
  ],
])('a job does not reach a status %s', (_, scenario, status, reason) => {
  expect(getWhen(worldWith(scenario), scenario, status, 1000)).toBe(reason);
});

test('a paused job reaches later statuses only after it is resumed', () => {
  const world = doing(worldWith('two-hours'), {
    kind: 'intervene',
    job: 'two-hours',
    cause: 'pause',
    at: after(1000),
  });
  expect(getWhen(world, 'two-hours', 'completed', 1000)).toBe(
    'Job two-hours will not reach "completed" automatically: it stays "Paused", which it has been since ' +
      '2026-05-06T14:42:22.000Z, until it is resumed.',
  );
  const resumed = doing(world, { kind: 'intervene', job: 'two-hours', cause: 'resume', at: after(2000) });
  expect(getWhen(resumed, 'two-hours', 'completed', 2000)).toBe(8200);
});

test('past statuses get a different explanation from future ones', () => {
  const world = doing(worldWith('two-hours'), { kind: 'fail', job: 'two-hours', at: after(5) });
  expect(getWhen(world, 'two-hours', 'completed', 5)).toBe(
    'Job two-hours will not reach "completed" automatically: it has been "Upload Failed" since ' +
      '2026-05-06T14:25:47.000Z, which is final.',
  );
  expect(getWhen(worldWith('fails-when-resumed'), 'fails-when-resumed', 'failed', 0)).toMatch(
    /: it stays "Paused", which it reaches at 2026-05-06T14:\d\d:\d\d.000Z, until it is resumed\.$/,
  );
});
