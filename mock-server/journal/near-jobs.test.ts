// What a missing job costs: the world has gone on since the request, and there are many other worlds.
import { createClock } from '../domain/clock.ts';
import { CommandLog } from '../domain/command-log.ts';
import { applyCommand, createWorld, getIndex, type World } from '../domain/world.ts';
import type { Context } from '../pipeline/context.ts';
import { fixture, start } from '../testing/shipped.ts';
import { describeNearJob } from './near-jobs.ts';

const [user] = fixture.users;
const create = (name: string) => createWorld(name, fixture, createClock(start, start));
const submit = (world: World, id: string) =>
  applyCommand(world, { kind: 'submit', owner: 'bob', id, at: start, rows: 1, scenario: 'small' });
const describe = (world: World, job: string, worlds: readonly World[]) =>
  describeNearJob({ world, user, job } as Context, worlds);

test('the world that has gone on since the request is not indexed again', () => {
  const before = submit(create('one'), 'first');
  getIndex(before);
  const after = submit(before, 'second');
  const read = jest.spyOn(CommandLog.prototype, Symbol.iterator);
  expect(describe(before, 'first', [after])).toBe(
    'The job belongs to "bob", but the token belongs to "alice".',
  );
  expect(describe(before, 'third', [after])).toMatch(/has no job with this id/);
  expect(read).not.toHaveBeenCalled();
  read.mockRestore();
});

test('worlds in which nothing was done are not indexed', () => {
  const idle = Array.from({ length: 20 }, (_, index) => create(`idle-${index}`));
  const [here, other] = [create('here'), submit(create('other'), 'elsewhere')];
  const read = jest.spyOn(CommandLog.prototype, Symbol.iterator);
  expect(describe(here, 'elsewhere', [here, ...idle, other])).toMatch(/^The job is in world "other"/);
  // That of the world of the request, and that of the world with the job.
  expect(read.mock.calls.length).toBeLessThanOrEqual(2);
  read.mockRestore();
});
