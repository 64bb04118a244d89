import { createAjv } from '../../openapi/validators.ts';
import { duration, instant } from '../../time/time.ts';
import worldSchema from '../../fixtures/world.schema.json' with { type: 'json' };
import { getTime } from '../domain/clock.ts';
import type { Fixture } from '../domain/fixture.ts';
import { getJobs } from '../domain/world.ts';
import { diskInMemory } from '../../files/testing/disk-in-memory.ts';
import { mockOnDisk, stateFile } from '../testing/mock-on-disk.ts';
import { fixture, start } from '../testing/shipped.ts';
import schema from './state.schema.json' with { type: 'json' };

test('changes are written after a delay, once for many changes, and are restored at the next start', async () => {
  const memory = diskInMemory();
  const mock = await mockOnDisk(memory);
  const before = memory.files.get(stateFile);
  await mock.control('POST', '/worlds/shop/clock', { advance: '1h', speed: 60 });
  await mock.control('POST', '/worlds/shop/jobs', { user: 'carol' });
  await mock.control('POST', '/worlds/shop/snapshots', { name: 'early' });
  expect(memory.files.get(stateFile)).toBe(before);
  await mock.pass();
  expect(memory.files.get(stateFile)).not.toBe(before);
  expect([...memory.files.keys()]).toEqual([`${stateFile}.lock`, stateFile]);
  memory.files.delete(`${stateFile}.lock`);

  const next = await mockOnDisk(memory);
  expect(next.names()).toEqual(mock.names());
  expect(
    next.worlds().map((world) => [world.name, world.clock, world.snapshots.length, getJobs(world)]),
  ).toEqual(mock.worlds().map((world) => [world.name, world.clock, world.snapshots.length, getJobs(world)]));
  expect(next.warnings).toEqual([]);
  // The common start of all worlds is stored once.
  expect(next.worlds().every((world) => world.fixture === fixture)).toBe(true);
});

test('the file matches its schema', async () => {
  const memory = diskInMemory();
  const mock = await mockOnDisk(memory);
  const submission = { records: [{ first_name: 'Ada' }], category: 'account', criteria: { max_contacts: 2 } };
  await mock.ask('POST /api/v1/enrichment/submit/', 'alice-token~shop', submission);
  await mock.control('POST', '/worlds/shop/snapshots');
  await mock.control('POST', '/worlds/shop/reset');
  await mock.control('POST', '/worlds/shop/snapshots');
  await mock.state.close();
  const fits = createAjv().addSchema(worldSchema).compile(schema);
  fits(JSON.parse(memory.files.get(stateFile) ?? ''));
  expect(fits.errors).toBeNull();
});

test('the final write does not wait for the delay', async () => {
  const memory = diskInMemory();
  const mock = await mockOnDisk(memory);
  await mock.control('POST', '/worlds/shop/jobs', { user: 'carol' });
  await mock.state.close();
  expect([...memory.files.keys()]).toEqual([stateFile]);
  const next = await mockOnDisk(memory);
  expect(next.names()).toEqual(['default', 'shop']);
});

test('the time of a world continues while no mock runs, unless the world is frozen', async () => {
  const memory = diskInMemory();
  const mock = await mockOnDisk(memory);
  await mock.control('POST', '/worlds/running/clock', { speed: 60 });
  await mock.control('POST', '/worlds/still/clock', { frozen: true });
  await mock.state.close();
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
  await mock.state.close();
  const back = instant(start - 3_600_000);
  const next = await mockOnDisk(memory, { now: () => back });
  const [kept] = next.state.kept;
  if (kept === undefined) throw new Error('The world is not there.');
  expect(getTime(kept.clock, instant(back + 1000)) - start).toBe(1000);
});

test('worlds do not expire while no mock runs', async () => {
  const memory = diskInMemory();
  const mock = await mockOnDisk(memory);
  await mock.control('GET', '/worlds/shop/clock');
  await mock.state.close();
  const next = await mockOnDisk(memory, { now: () => instant(start + 9e9) });
  expect(await next.control('GET', '/worlds')).toEqual([200, ['default', 'shop']]);
  next.wait(duration(9e9));
  expect(await next.control('GET', '/worlds')).toEqual([200, ['default']]);
});

test('restored worlds keep the users that they started with, which is reported', async () => {
  const memory = diskInMemory();
  const mock = await mockOnDisk(memory);
  await mock.control('GET', '/worlds/shop/clock');
  await mock.state.close();
  const other: Fixture = {
    ...fixture,
    jobs: [],
    users: [{ name: 'zoe', token: 'zoe', expired: false, active: true }],
  };
  const next = await mockOnDisk(memory, { fixture: other });
  expect(next.warnings).toEqual([
    `Worlds "default" and "shop" from ${stateFile} have the users and jobs of another world file. A reset replaces them with those of the current one.`,
  ]);
  expect(await next.ask('GET /api/v1/enrichment/status/', 'alice-token~shop')).toMatch(/^200\n/);
  expect(await next.ask('GET /api/v1/enrichment/status/', 'zoe~new')).toMatch(/^200\n/);
});
