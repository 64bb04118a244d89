// The worlds of a mock that starts again: those that they were, whether it was stopped or killed.
import { setImmediate } from 'node:timers/promises';

import { diskInMemory } from '../../../files/testing/disk-in-memory.ts';
import { duration, formatRfc3339, instant } from '../../../time/time.ts';
import { getTime } from '../../domain/clock.ts';
import type { Fixture } from '../../domain/fixture.ts';
import { getJobs, type World } from '../../domain/world.ts';
import { fixture, start } from '../../testing/shipped.ts';
import { type MockOnDisk, mockOnDisk } from './testing/mock-on-disk.ts';
import { stateFile } from './testing/store-on-disk.ts';

const list = 'GET /api/v1/enrichment/status/';
const submit = 'POST /api/v1/enrichment/submit/';
const records = (count: number) =>
  Array.from({ length: count }, (_, row) => ({ first_name: 'Ada', last_name: `Lovelace ${row}` }));

/** Something of everything that a world can have. */
const liveIn = async ({ control, ask, wait }: MockOnDisk, world: string) => {
  await control('POST', `/worlds/${world}/clock`, { advance: '1h', speed: 60 });
  await ask(submit, `alice-token~${world}`, {
    records: records(2),
    category: 'account',
    criteria: { max_contacts: 2 },
  });
  await control('POST', `/worlds/${world}/jobs`, { user: 'carol', scenario: 'pauses' });
  await control('POST', `/worlds/${world}/snapshots`, { name: 'early' });
  await control('POST', `/worlds/${world}/faults`, {
    effect: 'latency',
    latency: '1ms',
    every: 2,
    expires_in: '5h',
  });
  wait(duration(1000));
  await ask(submit, `alice-token~${world}`, { records: records(3000) });
  await ask(list, `carol-token~${world}`);
  await control('POST', `/worlds/${world}/clock`, { advance: 'next-change' });
};

const describeWorld = (world: World) => ({
  ...world,
  log: [...world.log],
  snapshots: world.snapshots.map((one) => ({ ...one, world: { ...one.world, log: [...one.world.log] } })),
  jobs: getJobs(world).map(({ id, owner, plan }) => ({ id, owner, plan })),
});

/** @param later the real time that has passed */
const expectSame = async (next: MockOnDisk, mock: MockOnDisk, later = 1000) => {
  next.wait(duration(later));
  expect(next.worlds().map(describeWorld)).toEqual(mock.worlds().map(describeWorld));
  for (const token of ['alice-token~shop', 'carol-token~shop', 'carol-token'])
    expect(await next.ask(list, token)).toBe(await mock.ask(list, token));
  expect(next.warnings).toEqual([]);
  // What they have in common is in memory once.
  expect(next.worlds().every((world) => world.fixture === fixture)).toBe(true);
};

describe('everything that was answered is there', () => {
  test('after a kill', async () => {
    const memory = diskInMemory();
    const mock = await mockOnDisk(memory);
    await liveIn(mock, 'shop');
    expect([...memory.files.keys()]).toEqual([`${stateFile}.lock`, stateFile]);
    await expectSame(await mockOnDisk(memory), mock);
  });

  test('after a stop, which leaves only the file', async () => {
    const memory = diskInMemory();
    const mock = await mockOnDisk(memory);
    await liveIn(mock, 'shop');
    await mock.close();
    expect([...memory.files.keys()]).toEqual([stateFile]);
    const next = await mockOnDisk(memory);
    expect(next.names()).toEqual(['default', 'shop']);
  });

  test('from a checkpoint, and what came after it', async () => {
    const memory = diskInMemory();
    const mock = await mockOnDisk(memory);
    await liveIn(mock, 'shop');
    for (const world of mock.worlds())
      await mock.store.snapshot(world.name, { position: world.position, real: start, state: world });
    await mock.control('POST', '/worlds/shop/jobs', { user: 'carol' });
    await mock.control('POST', '/worlds/shop/restore', { snapshot: 'early' });
    await mock.control('POST', '/worlds/shop/jobs', { user: 'alice' });
    const before = mock.worlds().map(describeWorld);
    await mock.close();
    expect(memory.files.get(stateFile)).toContain('"checkpoint":');
    const next = await mockOnDisk(memory);
    expect(next.worlds().map(describeWorld)).toEqual(before);
    await next.close();
    // Also when the checkpoint was read from the file.
    const third = await mockOnDisk(memory);
    expect(third.worlds().map(describeWorld)).toEqual(before);
  });

  test('after a world was deleted and begun again', async () => {
    const memory = diskInMemory();
    const mock = await mockOnDisk(memory);
    await liveIn(mock, 'shop');
    await mock.control('DELETE', '/worlds/shop');
    await mock.control('POST', '/worlds/shop/jobs', { user: 'carol' });
    const next = await mockOnDisk(memory);
    expect(next.worlds().map(describeWorld)).toEqual(mock.worlds().map(describeWorld));
  });
});

test('while the disk is full, changes get a 503 and do not happen, and everything else goes on', async () => {
  const memory = diskInMemory();
  const mock = await mockOnDisk(memory);
  await mock.ask(submit, 'alice-token~shop', { records: records(1) });
  const before = await mock.ask(list, 'alice-token~shop');
  memory.failing.set('write', 'ENOSPC');
  const reason = `${stateFile} cannot be written: the disk is full. Free some space, or give a path on another disk.`;
  const refused = await mock.ask(submit, 'alice-token~shop', { records: records(1) });
  expect(refused).toMatch(/^503\n/);
  expect(refused).toContain(`The mock could not store this change, so it did not happen. ${reason}`);
  expect(await mock.control('POST', '/worlds/shop/jobs', { user: 'carol' })).toEqual([503, reason]);
  expect(await mock.ask(list, 'alice-token~shop')).toBe(before);
  memory.failing.clear();
  expect(await mock.ask(submit, 'alice-token~shop', { records: records(1) })).toMatch(/^201\n/);
  await expectSame(await mockOnDisk(memory), mock, 0);
  expect(mock.warnings).toHaveLength(2);
});

test('the time of a world continues while no mock runs, unless the world is frozen', async () => {
  const memory = diskInMemory();
  const mock = await mockOnDisk(memory);
  await mock.control('POST', '/worlds/running/clock', { speed: 60 });
  await mock.control('POST', '/worlds/still/clock', { frozen: true });
  await mock.close();
  const later = instant(start + 60_000);
  const next = await mockOnDisk(memory, { now: () => later });
  const times = next.worlds().map(({ name, clock }) => [name, getTime(clock, later) - start]);
  expect(times).toEqual([
    ['default', 60_000],
    ['running', 3_600_000],
    ['still', 0],
  ]);
});

test('a system clock that was set back does not hold up a world', async () => {
  const memory = diskInMemory();
  const mock = await mockOnDisk(memory);
  await mock.close();
  const next = await mockOnDisk(memory, { now: () => instant(start - 3_600_000) });
  await next.control('GET', '/worlds/default/clock');
  // The log keeps the new wall clock before the next request comes.
  await setImmediate();
  next.wait(duration(1000));
  const now = formatRfc3339(instant(start + 1000), 3);
  expect(await next.control('GET', '/worlds/default/clock')).toEqual([200, expect.objectContaining({ now })]);
});

test('worlds do not expire while no mock runs', async () => {
  const memory = diskInMemory();
  const mock = await mockOnDisk(memory);
  await mock.control('GET', '/worlds/shop/clock');
  await mock.close();
  const next = await mockOnDisk(memory, { now: () => instant(start + 9e9) });
  expect(await next.control('GET', '/worlds')).toEqual([200, ['default', 'shop']]);
  next.wait(duration(9e9));
  expect(await next.control('GET', '/worlds')).toEqual([200, ['default']]);
});

test('restored worlds keep the users that they started with, which is reported', async () => {
  const memory = diskInMemory();
  const mock = await mockOnDisk(memory);
  await mock.control('GET', '/worlds/shop/clock');
  await mock.close();
  const other: Fixture = {
    ...fixture,
    jobs: [],
    users: [{ name: 'zoe', token: 'zoe', expired: false, active: true }],
  };
  const next = await mockOnDisk(memory, { beginning: { fixture: other } });
  expect(next.warnings).toEqual([
    `Worlds "default" and "shop" from ${stateFile} have the users and jobs of another world file. A reset replaces them with those of the current one.`,
  ]);
  expect(await next.ask('GET /api/v1/enrichment/status/', 'alice-token~shop')).toMatch(/^200\n/);
  expect(await next.ask('GET /api/v1/enrichment/status/', 'zoe~new')).toMatch(/^200\n/);
});
