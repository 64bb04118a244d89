// Health as load balancers, orchestrators and operators ask for it.
import { findViolations } from '../../openapi/conformance.ts';
import { getControlChecks, listControlOperations } from '../../openapi/shipped.ts';
import { instant } from '../../time/time.ts';
import type { WorldStore, StoreHealth } from '../store/port.ts';
import type { World } from '../domain/world.ts';
import { rememberWorlds } from '../store/memory.ts';
import { sendRequest, type HttpReply } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';

let mock: MockOnPort;
afterEach(() => mock.stop());

const probes = [
  ['checkHealth', '/__mock__/health'],
  ['checkReady', '/__mock__/health/ready'],
  ['checkLive', '/__mock__/health/live'],
] as const;

const violations = ({ status, headers, body }: HttpReply, id: string) => {
  const operation = listControlOperations().find((one) => one.id === id);
  if (operation === undefined) throw new Error(`There is no operation ${id}.`);
  const response = { status, header: (name: string) => String(headers[name] ?? ''), body };
  return findViolations(operation, response, getControlChecks());
};

const parse = ({ body }: HttpReply) => JSON.parse(body) as Readonly<Record<string, unknown>>;

/** A shared store in memory whose health a test sets. */
function createSharedStore(health: () => StoreHealth): WorldStore<World> {
  const store = rememberWorlds();
  const bus = { publish: () => undefined, subscribe: () => () => undefined };
  return {
    ...store,
    look: (world, after) => ({ ...store.look(world, after), now: instant(0) }),
    shared: { health, bus, quotas: { charge: async () => Promise.resolve({ granted: 0, wait: 0 }) } },
  };
}

test('a serving mock is alive and ready, whatever name a probe addresses it by', async () => {
  mock = await runningMock();
  for (const [id, path] of probes) {
    const reply = await sendRequest(`${mock.url}${path}`, {
      headers: { Host: 'mock.cluster.local', Origin: 'http://elsewhere' },
    });
    expect([reply.status, parse(reply)['ready'], violations(reply, id)]).toEqual([200, true, []]);
  }
});

test('a probe may send HEAD, and other methods are for the control API, which rejects foreign names', async () => {
  mock = await runningMock();
  const headers = { Host: 'mock.cluster.local' };
  const send = (method: string) => sendRequest(`${mock.url}/__mock__/health/ready`, { method, headers });
  expect((await send('HEAD')).status).toBe(200);
  expect((await send('POST')).status).toBe(403);
});

test('without its store the mock is alive but not ready, and says since when; only getHealth says why', async () => {
  const down = { isUp: false, since: instant(5000), reason: 'The server at 10.0.0.7 does not answer.' };
  let health: StoreHealth = { isUp: true, since: instant(0) };
  mock = await runningMock({ store: createSharedStore(() => health) });
  health = down;
  const replies = await Promise.all(probes.map(([, path]) => sendRequest(`${mock.url}${path}`)));
  expect(replies.map(({ status }) => status)).toEqual([503, 503, 200]);
  for (const [index, reply] of replies.entries()) {
    expect(parse(reply)).toEqual({
      status: 'store_down',
      live: true,
      ready: false,
      since: '1970-01-01T00:00:05.000Z',
      store: { kind: 'shared', up: false, since: '1970-01-01T00:00:05.000Z' },
    });
    expect(violations(reply, probes[index]?.[0] ?? '')).toEqual([]);
  }
  const detailed = await sendRequest(`${mock.url}/__mock__/api/health`);
  expect([detailed.status, parse(detailed)['store']]).toEqual([
    200,
    { kind: 'shared', up: false, since: '1970-01-01T00:00:05.000Z', reason: down.reason },
  ]);
  expect([parse(detailed)['worlds'], violations(detailed, 'getHealth')]).toEqual([undefined, []]);
});

test('a store that refuses changes but can be read leaves the mock ready, and is called read-only', async () => {
  const full = { isUp: true, since: instant(5000), reason: 'The server at 10.0.0.7 is full.' };
  mock = await runningMock({ store: createSharedStore(() => full) });
  for (const [id, path] of probes) {
    const reply = await sendRequest(`${mock.url}${path}`);
    expect([reply.status, parse(reply)['ready'], violations(reply, id)]).toEqual([200, true, []]);
    expect(parse(reply)['store']).toMatchObject({ up: true, read_only: true });
    expect(reply.body).not.toContain('10.0.0.7');
  }
});
