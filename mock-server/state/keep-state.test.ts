import { setImmediate as nextTurn } from 'node:timers/promises';

import { newAjv } from '../../openapi/validators.ts';
import { duration, instant } from '../../time/time.ts';
import worldSchema from '../../fixtures/world.schema.json' with { type: 'json' };
import type { Fixture } from '../simulation/fixture.ts';
import { timeOf } from '../simulation/clock.ts';
import { jobsOf } from '../simulation/world.ts';
import { type DiskInMemory, diskInMemory } from '../testing/disk-in-memory.ts';
import { engineUnderTest } from '../testing/engine-under-test.ts';
import { fixture, lifeCycle, start } from '../testing/shipped.ts';
import { openState, type StateOptions } from './keep-state.ts';
import schema from './state.schema.json' with { type: 'json' };

const file = '/there/worlds.json';

/** A mock that keeps its worlds on the disk; `real` is its real time, and the pauses between two writes end when told. */
async function mockOn({ disk }: DiskInMemory, options: Partial<StateOptions> = {}) {
  const warnings: string[] = [];
  const waiting: (() => void)[] = [];
  const state = await openState({
    file,
    fixture,
    lifeCycle,
    now: () => start,
    after: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
    warn: (sentence) => warnings.push(sentence),
    disk,
    ...options,
  });
  const worlds = { fixture: options.fixture ?? fixture, kept: state.kept, onEvent: state.changed };
  const mock = engineUnderTest(worlds, options.now?.());
  state.follow(mock.engine.worlds.all);
  const settle = async () => {
    // The disk in memory answers at once, yet not in the same turn.
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  };
  return {
    ...mock,
    state,
    warnings,
    /** Lets a pause end, and what follows it come to its end. */
    pass: async () => {
      for (const resolve of waiting.splice(0)) resolve();
      await settle();
    },
  };
}

type Mock = Awaited<ReturnType<typeof mockOn>>;

const worldsOf = ({ engine }: Mock) =>
  engine.worlds.all().toSorted((a, b) => (a.world.name < b.world.name ? -1 : 1));
const names = (mock: Mock) => worldsOf(mock).map(({ world }) => world.name);

test('what was changed is written after a pause, once for many changes, and is there at the next start', async () => {
  const memory = diskInMemory();
  const mock = await mockOn(memory);
  const before = memory.files.get(file);
  await mock.control('POST', '/worlds/shop/clock', { advance: '1h', speed: 60 });
  await mock.control('POST', '/worlds/shop/jobs', { user: 'carol' });
  await mock.control('POST', '/worlds/shop/snapshots', { name: 'early' });
  expect(memory.files.get(file)).toBe(before);
  await mock.pass();
  expect(memory.files.get(file)).not.toBe(before);
  expect([...memory.files.keys()]).toEqual([`${file}.lock`, file]);
  memory.files.delete(`${file}.lock`);

  const next = await mockOn(memory);
  expect(names(next)).toEqual(names(mock));
  expect(worldsOf(next).map(({ world }) => [world, jobsOf(world)])).toEqual(
    worldsOf(mock).map(({ world }) => [world, jobsOf(world)]),
  );
  expect(next.engine.worlds.snapshots('shop')).toEqual(mock.engine.worlds.snapshots('shop'));
  expect(next.warnings).toEqual([]);
  // What all worlds begin with is there once.
  expect(worldsOf(next).every(({ world }) => world.fixture === fixture)).toBe(true);
});

test('the file is what its schema says', async () => {
  const memory = diskInMemory();
  const mock = await mockOn(memory);
  const submission = { records: [{ first_name: 'Ada' }], category: 'account', criteria: { max_contacts: 2 } };
  await mock.ask('POST /api/v1/enrichment/submit/', 'alice-token~shop', submission);
  await mock.control('POST', '/worlds/shop/snapshots');
  await mock.control('POST', '/worlds/shop/reset');
  await mock.control('POST', '/worlds/shop/snapshots');
  await mock.state.close();
  const fits = newAjv().addSchema(worldSchema).compile(schema);
  fits(JSON.parse(memory.files.get(file) ?? ''));
  expect(fits.errors).toBeNull();
});

test('what is written at the end is not waited for', async () => {
  const memory = diskInMemory();
  const mock = await mockOn(memory);
  await mock.control('POST', '/worlds/shop/jobs', { user: 'carol' });
  await mock.state.close();
  expect([...memory.files.keys()]).toEqual([file]);
  const next = await mockOn(memory);
  expect(names(next)).toEqual(['default', 'shop']);
});

test('the time of a world goes on while no mock runs; one that stands still stays', async () => {
  const memory = diskInMemory();
  const mock = await mockOn(memory);
  await mock.control('POST', '/worlds/running/clock', { speed: 60 });
  await mock.control('POST', '/worlds/still/clock', { frozen: true });
  await mock.state.close();
  const later = instant(start + 60_000);
  const next = await mockOn(memory, { now: () => later });
  const times = worldsOf(next).map(({ world }) => [world.name, timeOf(world.clock, later) - start]);
  expect(times).toEqual([
    ['default', 60_000],
    ['running', 3_600_000],
    ['still', 0],
  ]);
});

test('a real clock that was set back does not hold a world still', async () => {
  const memory = diskInMemory();
  const mock = await mockOn(memory);
  await mock.state.close();
  const back = instant(start - 3_600_000);
  const next = await mockOn(memory, { now: () => back });
  const [kept] = next.state.kept;
  if (kept === undefined) throw new Error('The world is not there.');
  expect(timeOf(kept.world.clock, instant(back + 1000)) - start).toBe(1000);
});

test('worlds are not forgotten for the time in which no mock ran', async () => {
  const memory = diskInMemory();
  const mock = await mockOn(memory);
  await mock.control('GET', '/worlds/shop/clock');
  await mock.state.close();
  const next = await mockOn(memory, { now: () => instant(start + 9e9) });
  expect(await next.control('GET', '/worlds')).toEqual([200, ['default', 'shop']]);
  next.wait(duration(9e9));
  expect(await next.control('GET', '/worlds')).toEqual([200, ['default']]);
});

test('worlds are found with the users that they began with, and that is said', async () => {
  const memory = diskInMemory();
  const mock = await mockOn(memory);
  await mock.control('GET', '/worlds/shop/clock');
  await mock.state.close();
  const other: Fixture = {
    ...fixture,
    jobs: [],
    users: [{ name: 'zoe', token: 'zoe', expired: false, active: true }],
  };
  const next = await mockOn(memory, { fixture: other });
  expect(next.warnings).toEqual([
    `The worlds "default" and "shop" from ${file} keep the users and jobs of the world file it began with; a reset begins it with the present one.`,
  ]);
  expect(await next.ask('GET /api/v1/enrichment/status/', 'alice-token~shop')).toMatch(/^200\n/);
  expect(await next.ask('GET /api/v1/enrichment/status/', 'zoe~new')).toMatch(/^200\n/);
});

describe('a disk that fails', () => {
  test.each([
    ['open', 'EROFS', 'the disk is read-only'],
    ['write', 'ENOSPC', 'the disk is full'],
    ['sync', 'ENOSPC', 'the disk is full'],
    ['rename', 'EACCES', 'permission is denied'],
  ] as const)(
    'at %s is told once; the mock goes on, tries again, and loses nothing',
    async (step, code, reason) => {
      const memory = diskInMemory();
      const mock = await mockOn(memory);
      await mock.pass();
      const before = memory.files.get(file);
      memory.failing.set(step, code);
      await mock.control('POST', '/worlds/shop/jobs', { user: 'carol' });
      await mock.pass();
      await mock.pass();
      expect(mock.warnings).toEqual([
        `${file} cannot be used: ${reason}. The worlds are not kept there for now; the mock goes on, and tries again until they are.`,
      ]);
      expect([...memory.files]).toEqual([
        [`${file}.lock`, expect.anything()],
        [file, before],
      ]);
      expect((await mock.control('GET', '/worlds/shop/clock'))[0]).toBe(200);
      memory.failing.clear();
      await mock.pass();
      expect(mock.warnings.slice(1)).toEqual([`The worlds are kept in ${file} again; nothing was lost.`]);
      expect(memory.files.get(file)).toContain('"owner":"carol"');
    },
  );

  test('and is not mended until the end costs what changed, which is said', async () => {
    const memory = diskInMemory();
    const mock = await mockOn(memory);
    memory.failing.set('write', 'ENOSPC');
    await mock.control('GET', '/worlds/shop/clock');
    await mock.state.close();
    expect(mock.warnings).toEqual([
      `${file} cannot be used: the disk is full. What changed in the worlds since they were last written is lost.`,
    ]);
  });

  test('at the start is an error of the user, and leaves no lock', async () => {
    const memory = diskInMemory();
    memory.failing.set('open', 'ENOENT');
    await expect(mockOn(memory)).rejects.toThrow(`${file} cannot be used: there is no such file or folder.`);
    expect([...memory.files.keys()]).toEqual([]);
  });

  test('by taking a few bytes at a time gets all of them', async () => {
    const memory = diskInMemory();
    memory.takes(1000);
    const mock = await mockOn(memory);
    await mock.state.close();
    expect(JSON.parse(memory.files.get(file) ?? '')).toMatchObject({ worlds: [{ name: 'default' }] });
  });

  test('by taking no bytes is full', async () => {
    const memory = diskInMemory();
    const mock = await mockOn(memory);
    await mock.pass();
    memory.takes(0);
    await mock.control('GET', '/worlds/shop/clock');
    await mock.pass();
    expect(mock.warnings).toEqual([expect.stringContaining('the disk is full')]);
  });
});

describe('a file that cannot be read', () => {
  const readable = async () => {
    const memory = diskInMemory();
    await (await mockOn(memory)).state.close();
    return memory.files.get(file) ?? '';
  };

  test.each([
    ['half of it', (text: string) => text.slice(0, text.length / 2), 'it is not whole, or no JSON at all'],
    [
      'of another program',
      () => '{"worlds": []}',
      'it is not a file in which enrichment-sandbox keeps worlds',
    ],
    ['of no map', () => 'null', 'it is not a file in which enrichment-sandbox keeps worlds'],
    [
      'of the future',
      (text: string) => text.replace('"version":1', '"version":2'),
      'a newer enrichment-sandbox wrote it, in version 2 of its form; this one knows 1',
    ],
    [
      'changed by hand',
      (text: string) => text.replace('"frozen":false', '"frozen":0'),
      'somebody changed it: /worlds/0/clock/frozen must be boolean',
    ],
  ])('(%s) is put aside under a name of its own, and stays as it was', async (_, spoilt, because) => {
    const text = spoilt(await readable());
    const memory = diskInMemory({ [file]: text, [`${file}.unreadable-1`]: 'one of before' });
    const mock = await mockOn(memory);
    expect(mock.warnings).toEqual([
      `The worlds in ${file} cannot be read: ${because}. It is now called ${file}.unreadable-2, and the mock begins without them.`,
    ]);
    expect(memory.files.get(`${file}.unreadable-1`)).toBe('one of before');
    expect(memory.files.get(`${file}.unreadable-2`)).toBe(text);
    expect(names(mock)).toEqual(['default']);
  });

  test('in one of its worlds is put aside too, and the others go on', async () => {
    const memory = diskInMemory();
    const mock = await mockOn(memory);
    await mock.control('POST', '/worlds/shop/jobs', { user: 'carol', scenario: 'pauses' });
    await mock.state.close();
    const text = (memory.files.get(file) ?? '').replace('"scenario":"pauses"}]', '"scenario":"gone"}]');
    const next = await mockOn(diskInMemory({ [file]: text }));
    expect(next.warnings).toEqual([
      expect.stringMatching(
        /^The world "shop" from .* does not fit this mock: log\.0\.scenario: there is no scenario "gone"; allowed: /,
      ),
      `The file as it was is now called ${file}.unreadable-1; the mock goes on with its other worlds.`,
    ]);
    expect(names(next)).toEqual(['default']);
  });

  test('since it is empty is none', async () => {
    const mock = await mockOn(diskInMemory({ [file]: '' }));
    expect([mock.warnings, names(mock)]).toEqual([[], ['default']]);
  });
});

describe('a file that another mock keeps its worlds in', () => {
  test('is refused', async () => {
    const memory = diskInMemory();
    await mockOn(memory);
    await expect(mockOn(memory)).rejects.toThrow(
      `The worlds in ${file} are kept by another mock, process ${process.pid}: stop it, or give this one another file with --state FILE.`,
    );
  });

  test.each([
    ['that has ended', '{"pid": 999999999}'],
    ['whose number this process has by now', `{"pid": ${process.pid}, "born": "0"}`],
    ['that was killed while it took the lock', ''],
  ])('%s is taken over', async (_, lock) => {
    const mock = await mockOn(diskInMemory({ [`${file}.lock`]: lock }));
    expect(names(mock)).toEqual(['default']);
  });
});
