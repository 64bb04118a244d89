// A world as a test uses it, with a running mock.
import { type MockOnPort, runningMock } from '../mock-server/testing/running-mock.ts';
import { connect } from './connect.ts';
import type { Mock } from './mock.ts';

let running: MockOnPort;
let mock: Mock;
beforeAll(async () => {
  running = await runningMock({ frozen: true });
  mock = await connect(running.url);
});
afterAll(() => running.stop());

test('a world without a name gets a fresh one', () => {
  const names = [mock.world().name, mock.world().name];
  expect(new Set(names).size).toBe(2);
  expect(names.join(' ')).toMatch(/^world-[0-9a-f]{8} world-[0-9a-f]{8}$/);
});

test('a token contains user and world, and matches the world file', () => {
  const world = mock.world('checkout');
  expect([world.token(), world.token('bob'), world.token('frank')]).toEqual([
    'alice-token~checkout',
    'bob-token~checkout',
    'test-token~checkout',
  ]);
  expect(mock.world('default').token()).toBe('alice-token');
  expect(world.headers('bob')).toEqual({ Authorization: 'Bearer bob-token~checkout' });
  expect(world.baseUrl).toBe(`${running.url}/api/v1`);
});

test('an unknown user is rejected with the known ones', () => {
  expect(() => mock.world().token('alcie')).toThrow(
    'has no user "alcie"; it has "alice", "bob", "carol", "erin", "dave" or "frank"; did you mean "alice"?',
  );
  expect(() => mock.world().token('constructor')).toThrow('has no user "constructor"');
});

test('its clock advances by a text or by milliseconds, and returns the new time', async () => {
  const { clock } = mock.world();
  const before = Number(await clock.now());
  await clock.advance('90s');
  await clock.advance(500);
  expect(Number(await clock.now()) - before).toBe(90_500);
  expect(await clock.thaw()).toMatchObject({ frozen: false });
  expect(await clock.speed(60)).toMatchObject({ speed: 60 });
  expect(await clock.freeze()).toMatchObject({ frozen: true });
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('%s is not a duration', async (length) => {
  await expect(mock.world().clock.advance(length)).rejects.toThrow(`${length} is not a duration`);
});

test('an added job moves with the clock, and is only visible in its world', async () => {
  const [world, other] = [mock.world(), mock.world()];
  const { id, owner, scenario } = await world.jobs.add({ scenario: 'small', size: 12 });
  expect([owner, scenario]).toEqual(['alice', 'small']);
  await world.clock.advance('1h');
  const path = `${world.baseUrl}/enrichment/status/${id}/`;
  const own = await fetch(path, { headers: world.headers() });
  expect(await own.json()).toMatchObject({ job_id: id, status: 'completed' });
  expect((await fetch(path, { headers: other.headers() })).status).toBe(404);
});

test('a rejected call reports the operation, the status code and the message of the mock', async () => {
  const refused = mock.world().jobs.add({ user: 'bobb' });
  await expect(refused).rejects.toMatchObject({
    name: 'ControlError',
    operation: 'addJob',
    status: 400,
    detail: expect.stringContaining('did you mean "bob"?') as string,
  });
  await expect(mock.world('a b').users()).rejects.toMatchObject({ status: 404 });
});

test('a world starts again after a reset or a deletion', async () => {
  const world = mock.world();
  const jobs = async () => (await world.users()).find(({ name }) => name === 'carol')?.jobs.length;
  await world.jobs.add({ user: 'carol' });
  expect(await jobs()).toBe(1);
  await world.reset();
  expect(await jobs()).toBe(0);
  await world.jobs.add({ user: 'carol' });
  await world.drop();
  expect(await mock.worlds()).not.toContain(world.name);
  expect(await jobs()).toBe(0);
});

test('leaving a block deletes its world', async () => {
  let name = '';
  {
    await using world = mock.world();
    ({ name } = world);
    await world.clock.freeze();
    expect(await mock.worlds()).toContain(name);
  }
  expect(await mock.worlds()).not.toContain(name);
});

test('any operation can be called by its id', async () => {
  const clock = await mock.call('setClock', {
    path: { world: 'by-id' },
    body: { frozen: true, advance: '1m' },
  });
  expect(clock).toMatchObject({ world: 'by-id', frozen: true });
  expect(await mock.call('dropWorld', { path: { world: 'by-id' } })).toBeUndefined();
});

test('an operation without a path parameter is rejected before a request', async () => {
  // @ts-expect-error: the world belongs into the path.
  const asked = mock.call('setClock', { world: 'by-id', body: { frozen: true } });
  await expect(asked).rejects.toThrow(
    'setClock needs { path: { world: ... } }; its path is /__mock__/api/worlds/{world}/clock.',
  );
});

test('an unknown input of an operation does not compile', () => {
  const wrong = [
    // @ts-expect-error: there is no such operation.
    () => mock.call('getHealht'),
    // @ts-expect-error: the world is missing.
    () => mock.call('getClock'),
    // @ts-expect-error: the path has no job.
    () => mock.call('getClock', { path: { world: 'a', job: 'b' } }),
    // @ts-expect-error: a clock is not frozen by a text.
    () => mock.call('setClock', { path: { world: 'a' }, body: { frozen: 'yes' } }),
    // @ts-expect-error: a query operation has no body.
    () => mock.call('listUsers', { path: { world: 'a' }, body: {} }),
    // @ts-expect-error: there is no such effect.
    () => mock.world().faults.add({ effect: 'explode' }),
  ];
  expect(wrong).toHaveLength(6);
});
