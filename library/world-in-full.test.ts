// Faults, journal, advice and snapshots of a world, as a test uses them through the library.
import { type MockOnPort, runningMock } from '../mock-server/testing/running-mock.ts';
import { connect } from './connect.ts';
import { AdviceError } from './control-error.ts';
import type { World } from './world.ts';

let running: MockOnPort;
let world: World;
beforeAll(async () => {
  running = await runningMock({ frozen: true });
});
afterAll(() => running.stop());
beforeEach(async () => {
  world = (await connect(running.url)).world();
});

const list = async (path = 'enrichment/status/') =>
  (await fetch(`${world.baseUrl}/${path}`, { headers: world.headers() })).status;

describe('faults', () => {
  test('an added fault applies to this world only, is counted, and can be removed', async () => {
    const other = (await connect(running.url)).world();
    const { id } = await world.faults.add({
      effect: 'error',
      problem: 'serverError',
      operation: 'listStatuses',
    });
    expect(await list()).toBe(500);
    expect((await fetch(`${other.baseUrl}/enrichment/status/`, { headers: other.headers() })).status).toBe(
      200,
    );
    expect(await world.faults.list()).toMatchObject([{ id, matched: 1, applied: 1 }]);
    await world.faults.remove(id);
    expect(await list()).toBe(200);
    await world.faults.add({ effect: 'maintenance' });
    await world.faults.clear();
    expect(await world.faults.list()).toEqual([]);
  });

  test('an invalid fault is rejected with the message of the mock', async () => {
    const refused = world.faults.add({ effect: 'error', problem: 'serverErorr' });
    await expect(refused).rejects.toMatchObject({ status: 400, operation: 'addFault' });
  });
});

describe('journal', () => {
  test('lists requests filtered by any field, and waits for later ones', async () => {
    const waited = world.journal.waitFor({ operation: 'listStatuses', count: 2, timeout: 5000 });
    await list();
    await list();
    expect(await waited).toHaveLength(2);
    await list('enrichment/status');
    expect(await world.journal.list({ status: '3xx' })).toMatchObject([{ method: 'GET', status: 301 }]);
    expect(await world.journal.list({ user: 'alice', limit: 1 })).toMatchObject([
      { operation: 'listStatuses', user: 'alice', status: 200, faults: [] },
    ]);
    await world.journal.clear();
    expect(await world.journal.list()).toEqual([]);
  });

  test('reports what it was waiting for after a timeout', async () => {
    await expect(world.journal.waitFor({ operation: 'getStatus', timeout: '10ms' })).rejects.toMatchObject({
      status: 408,
      operation: 'waitForRequests',
    });
  });
});

describe('advice', () => {
  test('a correct client gets none', async () => {
    await list();
    expect(await world.advice()).toEqual([]);
    await world.expectNoAdvice();
  });

  test('a client that polls after the end of its job gets advice, until it is cleared', async () => {
    const { id } = await world.jobs.add({ scenario: 'small' });
    await world.clock.advance('1h');
    for (let count = 0; count < 10; count += 1) {
      expect(await list(`enrichment/status/${id}/`)).toBe(200);
      running.wait(3);
    }
    await expect(world.expectNoAdvice()).rejects.toThrow(AdviceError);
    expect(await world.advice({ user: 'alice' })).not.toEqual([]);
    expect(await world.advice({ user: 'bob' })).toEqual([]);
    await world.clearAdvice();
    await world.expectNoAdvice();
  });
});

describe('snapshots', () => {
  test('a world is restored from its own snapshot or from that of another world', async () => {
    const { id } = await world.jobs.add({ user: 'carol' });
    const taken = await world.snapshot('before');
    expect(taken).toMatchObject({ name: 'before', world: world.name });
    const { now } = await world.clock.read();
    await world.clock.advance('1h');
    expect(await world.restore('before')).toMatchObject({ now });
    expect((await world.snapshots()).map(({ name }) => name)).toEqual(['before']);
    const other = (await connect(running.url)).world();
    await other.restore({ snapshot: 'before', of: world.name });
    expect((await other.users()).find(({ name }) => name === 'carol')?.jobs.map((job) => job.id)).toEqual([
      id,
    ]);
  });

  test('an exported world can be restored in another world', async () => {
    await world.jobs.add({ user: 'carol' });
    const file = await world.export();
    expect(file).toContain('carol');
    const other = (await connect(running.url)).world();
    await other.restore({ file });
    expect((await other.users()).find(({ name }) => name === 'carol')?.jobs).toHaveLength(1);
  });

  test('the overview of a world contains numbers', async () => {
    expect(await world.figures()).toMatchObject({ name: world.name, faults: 0, snapshots: [] });
  });
});
