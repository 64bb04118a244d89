// A name of a world, a job or a fault stays a name: it leads to no other path.
import type { Mock } from '../library/mock.ts';
import { startMock } from '../library/start.ts';
import { connectClient } from './testing/connected-client.ts';

let mock: Mock;
let own: Awaited<ReturnType<typeof connectClient>>;
beforeAll(async () => {
  mock = await startMock({ frozen: true });
  own = await connectClient({ url: mock.url });
});
afterAll(async () => {
  await own.close();
  await mock.stop();
});

test.each([
  ['worlds', { action: 'drop', world: '..' }],
  ['worlds', { action: 'get', world: '.' }],
  ['faults', { action: 'remove', fault: '..' }],
  ['jobs', { action: 'delete', job: '../../other/jobs/1' }],
  ['jobs', { action: 'get', job: '..' }],
  ['snapshots', { action: 'drop', snapshot: '.' }],
  ['snapshots', { action: 'drop', snapshot: '%2e%2e' }],
  ['connection', { world: '..' }],
  ['explain', { world: '..' }],
  ['save_test', { world: '..' }],
])('no name leads %s to another path: %j', async (tool, given) => {
  const world = mock.world('shop');
  const { id: job } = await world.jobs.add({ user: 'alice' });
  const { isError } = await own.call(tool, { world: 'shop', ...given });
  expect(isError).toBe(true);
  expect((await world.jobs.list()).map(({ id }) => id)).toContain(job);
});
