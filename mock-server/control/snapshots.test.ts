import { duration } from '../../time/time.ts';
import { engineUnderTest } from '../testing/engine-under-test.ts';
import { ownJobId } from '../testing/shipped.ts';

const minute = duration(60_000);
const at = (minutes: string) => `2026-05-06T14:${minutes}:42.000Z`;

const statusIn = async (mock: ReturnType<typeof engineUnderTest>, world: string) =>
  /"status":"([a-z-]+)"/.exec(
    await mock.ask(`GET /api/v1/enrichment/status/${ownJobId}/`, `alice-token~${world}`),
  )?.[1];

test('a world is restored from a snapshot with its time, and continues from there', async () => {
  const mock = engineUnderTest();
  const { control, wait } = mock;
  await control('POST', '/worlds/shop/clock', { speed: 60 });
  expect(await control('POST', '/worlds/shop/snapshots', { name: 'early' })).toEqual([
    201,
    { name: 'early', world: 'shop', now: at('25'), jobs: 14 + 4 },
  ]);
  const before = await statusIn(mock, 'shop');
  wait(minute);
  await control('POST', '/worlds/shop/clock', { frozen: true });
  expect(await statusIn(mock, 'shop')).not.toBe(before);
  expect(await control('POST', '/worlds/shop/restore', { snapshot: 'early' })).toEqual([
    200,
    { world: 'shop', now: at('25'), speed: 60, frozen: false },
  ]);
  expect(await statusIn(mock, 'shop')).toBe(before);
  wait(duration(1000));
  expect(await control('GET', '/worlds/shop/clock')).toMatchObject([200, { now: at('26') }]);
});

test('a world is restored with its faults and its jobs', async () => {
  const { control } = engineUnderTest();
  const ids = async () => {
    const [, faults] = await control('GET', '/worlds/shop/faults');
    const [, jobs] = await control('GET', '/worlds/shop/jobs?user=carol');
    return [faults, jobs].map((list) => (list as readonly { readonly id: string }[]).map(({ id }) => id));
  };
  await control('POST', '/worlds/shop/faults', { effect: 'reset' });
  await control('POST', '/worlds/shop/jobs', { user: 'carol' });
  const before = await ids();
  expect(before.map(({ length }) => length)).toEqual([1, 1]);
  await control('POST', '/worlds/shop/snapshots', { name: 'broken' });
  await control('DELETE', '/worlds/shop/faults');
  await control('POST', '/worlds/shop/faults', { effect: 'empty' });
  await control('DELETE', `/worlds/shop/jobs/${before[1]?.[0]}`);
  expect(await ids()).not.toEqual(before);
  await control('POST', '/worlds/shop/restore', { snapshot: 'broken' });
  expect(await ids()).toEqual(before);
});

test('snapshots are listed, replaced, deleted, and named by default', async () => {
  const { control, wait } = engineUnderTest();
  await control('POST', '/worlds/shop/snapshots', { name: 'snapshot-1' });
  await control('POST', '/worlds/shop/snapshots');
  await control('POST', '/worlds/shop/snapshots', { name: 'other' });
  wait(minute);
  await control('POST', '/worlds/shop/snapshots', { name: 'snapshot-1' });
  const [, listed] = await control('GET', '/worlds/shop/snapshots');
  expect(listed).toMatchObject([
    { name: 'snapshot-2', now: at('25') },
    { name: 'other', now: at('25') },
    { name: 'snapshot-1', now: at('26') },
  ]);
  expect(await control('DELETE', '/worlds/shop/snapshots/other')).toEqual([204, undefined]);
  expect(await control('DELETE', '/worlds/shop/snapshots/othr')).toEqual([
    404,
    'World "shop" has no snapshot "othr"; it has "snapshot-2" or "snapshot-1".',
  ]);
  expect(await control('GET', '/worlds/shop')).toMatchObject([
    200,
    { snapshots: ['snapshot-2', 'snapshot-1'] },
  ]);
});

test('a world keeps twenty snapshots, and the error for the next says what to do', async () => {
  const { control } = engineUnderTest();
  for (let count = 0; count < 20; count += 1) await control('POST', '/worlds/shop/snapshots');
  const [status, detail] = await control('POST', '/worlds/shop/snapshots');
  expect(status).toBe(409);
  expect(detail).toMatch(
    /^World "shop" has reached its limit of 20 snapshots\. Delete one of "snapshot-1", .* or replace one by using its name\.$/,
  );
  expect(await control('POST', '/worlds/shop/snapshots', { name: 'snapshot-7' })).toMatchObject([
    201,
    { name: 'snapshot-7' },
  ]);
});

test('snapshots survive a reset, and are deleted with their world', async () => {
  const { control } = engineUnderTest();
  await control('POST', '/worlds/shop/snapshots', { name: 'early' });
  await control('POST', '/worlds/shop/reset');
  expect(await control('GET', '/worlds/shop')).toMatchObject([200, { snapshots: ['early'] }]);
  expect(await control('DELETE', '/worlds/shop')).toEqual([204, undefined]);
  expect(await control('GET', '/worlds')).toEqual([200, ['default']]);
  expect(await control('GET', '/worlds/shop/snapshots')).toEqual([200, []]);
});

test('the default world can be deleted, and starts again', async () => {
  const { control } = engineUnderTest();
  await control('POST', '/worlds/default/clock', { advance: '1h' });
  expect(await control('DELETE', '/worlds/default')).toEqual([204, undefined]);
  expect(await control('GET', '/worlds/default/clock')).toMatchObject([200, { now: at('25') }]);
});

test('many worlds can be restored from one snapshot, and each continues separately', async () => {
  const mock = engineUnderTest();
  const { control } = mock;
  await control('POST', '/worlds/template/clock', { advance: '1h', frozen: true });
  await control('POST', '/worlds/template/snapshots', { name: 'ready' });
  for (const world of ['one', 'two'])
    expect(await control('POST', `/worlds/${world}/restore`, { snapshot: 'ready', of: 'template' })).toEqual([
      200,
      { world, now: '2026-05-06T15:25:42.000Z', speed: 1, frozen: true },
    ]);
  await control('POST', '/worlds/one/jobs', { user: 'carol' });
  expect(await control('GET', '/worlds/one')).toMatchObject([200, { jobs: { queued: expect.any(Number) } }]);
  const [[, one], [, two]] = [await control('GET', '/worlds/one'), await control('GET', '/worlds/two')];
  expect([sum(one), sum(two)]).toEqual([19, 18]);
});

test.each([
  [{ snapshot: 'late' }, 404, 'World "shop" has no snapshot "late"; it has "later"; did you mean "later"?'],
  [{ snapshot: 'late', of: 'nowhere' }, 404, 'World "nowhere" has no snapshot "late"; it has none.'],
  [
    { of: 'shop', file: 'about: x' },
    400,
    'Invalid request for restoreWorld: "of" also needs "snapshot". See openapi/control.yaml.',
  ],
  [
    { snapshot: 'later', file: 'about: x' },
    400,
    'Invalid request for restoreWorld: the body must be an object with only one of "snapshot", "file" or "link". See openapi/control.yaml.',
  ],
  [
    {},
    400,
    'Invalid request for restoreWorld: the body must be an object with "snapshot", "file" or "link". See openapi/control.yaml.',
  ],
])('restoring %j is rejected with %i and the available snapshots', async (body, status, detail) => {
  const { control } = engineUnderTest();
  await control('POST', '/worlds/shop/snapshots', { name: 'later' });
  expect(await control('POST', '/worlds/shop/restore', body)).toEqual([status, detail]);
  expect(await control('GET', '/worlds')).toEqual([200, ['default', 'shop']]);
});

test('listeners are called when a world is restored', async () => {
  const reported: unknown[] = [];
  const { control } = engineUnderTest({ onEvent: (event) => reported.push(event) });
  await control('POST', '/worlds/shop/snapshots', { name: 'early' });
  await control('POST', '/worlds/shop/restore', { snapshot: 'early' });
  expect(reported.slice(1)).toEqual([
    { kind: 'begun', world: 'shop', again: false },
    { kind: 'reset', world: 'shop' },
  ]);
});

test('a file creates a world with its users, at its time', async () => {
  const { control, ask } = engineUnderTest();
  const file =
    'about: A world for a test.\nbegan: 2020-01-01T00:00:00Z\nusers: {zoe: {token: zoe, jobs: [{}]}}\n';
  expect(await control('POST', '/worlds/shop/restore', { file })).toEqual([
    200,
    { world: 'shop', now: '2020-01-01T00:00:00.000Z', speed: 1, frozen: false },
  ]);
  expect(await ask('GET /api/v1/enrichment/status/', 'zoe~shop')).toMatch(/^200\n/);
  expect(await ask('GET /api/v1/enrichment/status/', 'zoe')).toMatch(/^401\n/);
  expect(await ask('GET /api/v1/enrichment/status/', 'alice-token~shop')).toMatch(/^401\n/);
  await control('POST', '/worlds/shop/reset');
  expect(await ask('GET /api/v1/enrichment/status/', 'alice-token~shop')).toMatch(/^200\n/);
});

test('all errors in a file are reported at once, and the world is unchanged', async () => {
  const { control } = engineUnderTest();
  await control('POST', '/worlds/shop/clock', { advance: '1h' });
  const file = 'about: short\nusers:\n  zoe: {tokn: zoe}\n';
  expect(await control('POST', '/worlds/shop/restore', { file })).toEqual([
    400,
    [
      'file:1: "about" is "short"; it must be a string of at least 10 characters (One sentence on its purpose.)',
      'file:3: "users.zoe" lacks the key "token"',
      'file:3: "users.zoe" cannot have the key "tokn"; allowed: token, expired, active, balance, quota, jobs; did you mean "token"?',
    ].join('\n'),
  ]);
  expect(await control('GET', '/worlds/shop/clock')).toMatchObject([
    200,
    { now: '2026-05-06T15:25:42.000Z' },
  ]);
});

test('a reset may start at another time', async () => {
  const { control } = engineUnderTest();
  expect(await control('POST', '/worlds/shop/reset', { at: '2020-01-01T00:00:00Z' })).toMatchObject([
    200,
    { now: '2020-01-01T00:00:00.000Z' },
  ]);
  expect(await control('POST', '/worlds/shop/reset', { at: 'noon' })).toEqual([
    400,
    'Invalid request for resetWorld: "at" is "noon"; it must be a date and time such as 2026-05-06T14:23:11Z. See openapi/control.yaml.',
  ]);
});

test('the overview of a world contains numbers', async () => {
  const { control } = engineUnderTest();
  expect(await control('GET', '/worlds/shop')).toEqual([
    200,
    {
      name: 'shop',
      clock: { world: 'shop', now: at('25'), speed: 1, frozen: false },
      users: 6,
      jobs: { queued: 4, 'in-progress': 5, completed: 4, paused: 2, failed: 3 },
      faults: 0,
      requests: 0,
      snapshots: [],
      advice: { warning: 0, notice: 0 },
    },
  ]);
});

function sum(world: unknown): number {
  const { jobs } = world as { readonly jobs: Readonly<Record<string, number>> };
  return Object.values(jobs).reduce((total, count) => total + count, 0);
}
