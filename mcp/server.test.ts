// A client of the SDK calls the tools of a running mock.
import type { Mock } from '../library/mock.ts';
import { startMock } from '../library/start.ts';
import { toMap } from '../openapi/values.ts';
import { connectClient } from './testing/connected-client.ts';

const controlToken = 'operator-token-0123456789';
let mock: Mock;
let own: Awaited<ReturnType<typeof connectClient>>;
beforeAll(async () => {
  mock = await startMock({ controlToken, frozen: true });
  own = await connectClient({ url: mock.url, controlToken });
});
afterAll(async () => {
  await own.close();
  await mock.stop();
});

let count = 0;
/** Each test has its own world, with a job. */
async function openWorld() {
  const name = `test-${(count += 1)}`;
  const world = mock.world(name);
  const { id: job } = await world.jobs.add({ user: 'alice', scenario: 'straight-through' });
  const poll = (user = 'alice') =>
    fetch(`${world.baseUrl}/enrichment/status/${job}/`, { headers: world.headers(user) });
  return { name, world, job, poll };
}

test('the client gets to know the server', () => {
  expect(own.client.getServerVersion()).toMatchObject({ name: 'enrichment-sandbox' });
  expect(own.client.getInstructions()).toContain('Each test or agent works in its own world');
});

test('each action of each tool works', async () => {
  const { name, job } = await openWorld();
  const calls: readonly (readonly [tool: string, given: object])[] = [
    ['mock', {}],
    ['mock', { action: 'scenarios' }],
    ['worlds', {}],
    ['worlds', { action: 'get' }],
    ['worlds', { action: 'users' }],
    ['snapshots', { action: 'take', name: 'one' }],
    ['snapshots', {}],
    ['snapshots', { action: 'link' }],
    ['snapshots', { action: 'export' }],
    ['clock', {}],
    ['clock', { action: 'set', advance: '1s' }],
    ['jobs', {}],
    ['jobs', { action: 'get', job }],
    ['jobs', { action: 'add', user: 'bob', size: 5 }],
    ['jobs', { action: 'force', job, internal_status: 'Enrichment Started' }],
    ['jobs', { action: 'pause', job }],
    ['jobs', { action: 'resume', job }],
    ['jobs', { action: 'fail', job, reason: 'Gone.' }],
    ['jobs', { action: 'delete', job }],
    ['jobs', { action: 'undelete', job }],
    ['faults', { action: 'add', effect: 'latency', latency: '1ms', user: 'bob' }],
    ['faults', {}],
    ['faults', { action: 'remove', fault: 'fault-1' }],
    ['faults', { action: 'clear' }],
    ['requests', {}],
    ['requests', { action: 'clear' }],
    ['advice', {}],
    ['advice', { action: 'clear' }],
    ['save_test', { runner: 'jest' }],
    ['connection', {}],
    ['snapshots', { action: 'restore', snapshot: 'one' }],
    ['snapshots', { action: 'drop', snapshot: 'one' }],
    ['worlds', { action: 'reset' }],
    ['worlds', { action: 'drop' }],
  ];
  const failed = [];
  for (const [tool, given] of calls) {
    const { isError, text } = await own.call(tool, tool === 'mock' ? given : { world: name, ...given });
    if (isError) failed.push([tool, given, text]);
  }
  expect(failed).toEqual([]);
});

test('a refused call names the call that works', async () => {
  const { name, job } = await openWorld();
  const refused = await own.call('jobs', { action: 'pause', world: name, job });
  const call = {
    tool: 'jobs',
    arguments: { action: 'force', world: name, job, internal_status: 'Enrichment Started', anyway: true },
  };
  expect(refused).toMatchObject({ isError: true, structured: { call, fix: { method: 'POST' } } });
  expect(refused.text).toContain(`Try instead: ${JSON.stringify(call)}`);
  expect(await own.call(call.tool, call.arguments)).toMatchObject({ isError: false });
});

test.each([
  ['an unknown tool', 'job', { action: 'list' }, { tool: 'jobs', arguments: { action: 'list' } }],
  [
    'an unknown action',
    'jobs',
    { action: 'ad', user: 'bob' },
    { tool: 'jobs', arguments: { action: 'add', user: 'bob' } },
  ],
  ['a missing id', 'jobs', { action: 'get' }, { tool: 'jobs', arguments: { action: 'list' } }],
  [
    'a misspelt filter',
    'requests',
    { usr: 'bob' },
    { tool: 'requests', arguments: { action: 'list', user: 'bob', world: 'default' } },
  ],
  [
    'a misspelt field',
    'jobs',
    { action: 'add', user: 'bob', sise: 5 },
    { tool: 'jobs', arguments: { action: 'add', user: 'bob', size: 5, world: 'default' } },
  ],
  [
    'a missing field',
    'jobs',
    { action: 'add' },
    { tool: 'jobs', arguments: { action: 'add', user: 'alice', world: 'default' } },
  ],
  [
    'an input of another type',
    'clock',
    { action: 'set', speed: { x: 1 } },
    { tool: 'clock', arguments: { action: 'set' } },
  ],
  ['a world of another type', 'clock', { world: ['x'] }, { tool: 'clock' }],
  [
    'a misspelt runner',
    'save_test',
    { runner: 'jset' },
    { tool: 'save_test', arguments: { runner: 'vitest' } },
  ],
  ['an input that a composed tool lacks', 'connection', { wrld: 'x' }, { tool: 'connection', arguments: {} }],
  ['a request that was not sent', 'explain', { request: 7 }, { tool: 'requests' }],
  ['a huge value', 'jobs', { action: 'add', user: 'x'.repeat(500_000) }, undefined],
])('%s', async (_, tool, given, expected) => {
  const { isError, structured, text } = await own.call(tool, given);
  expect({ isError, isShort: text.length < 5000 }).toEqual({ isError: true, isShort: true });
  if (expected === undefined) return;
  expect(structured['call']).toMatchObject(expected);
  const { tool: name = '', arguments: input } = structured['call'] as { tool?: string; arguments: object };
  expect(await own.call(name, input)).toMatchObject({ isError: false });
});

describe('explain', () => {
  test('names the fault, and the call that removes it', async () => {
    const { name, world, poll } = await openWorld();
    await world.faults.add({ effect: 'error', problem: 'serverError', next: 1 });
    await poll();
    const { structured } = await own.call('explain', { world: name });
    const { request, causes } = structured['result'] as {
      request: object;
      causes: readonly { because: string; call?: object }[];
    };
    expect(request).toMatchObject({ status: 500, operation: 'getStatus' });
    expect(causes[0]).toMatchObject({
      because: expect.stringContaining('"problem":"serverError"'),
      call: { tool: 'faults', arguments: { action: 'remove', world: name, fault: 'fault-1' } },
    });
  });

  test('names the owner of a foreign job, and what the document says about the status', async () => {
    const { name, poll } = await openWorld();
    await poll('bob');
    const { text } = await own.call('explain', { world: name });
    expect(text).toContain('The job belongs to \\"alice\\"');
    expect(text).toContain('Status 404 of getStatus means');
  });

  test('shows the tokens after a 401', async () => {
    const { name, world } = await openWorld();
    await fetch(`${world.baseUrl}/enrichment/status/`, {
      headers: { Authorization: `Bearer nobody~${name}` },
    });
    const { structured } = await own.call('explain', { world: name });
    expect(JSON.stringify(structured)).toContain('"tool":"connection"');
  });

  test('says when nothing has failed', async () => {
    const { name, poll } = await openWorld();
    await poll();
    expect(await own.call('explain', { world: name })).toMatchObject({
      isError: true,
      text: expect.stringContaining('has failed'),
    });
  });
});

test('a saved test expects what the saved world responds, also with its faults', async () => {
  const { name, world, job } = await openWorld();
  await world.faults.add({ effect: 'error', problem: 'tooManyRequests', next: 1 });
  const { structured } = await own.call('save_test', { world: name, job, name: "It's `here`" });
  const text = String(structured['text']);
  expect(text).toContain(`expect(await poll('${job}', 'alice')).toEqual({ status: 429, job: undefined });`);
  expect(text).toContain("test('It\\'s `here`'");
  // The fault is over with the first request, and the next change comes.
  expect(text).toContain(`await world.clock.toNextChange();
    expect(await poll('${job}', 'alice')).toEqual({ status: 200, job: 'queued' });`);
  const [, link = ''] = /saved = '(.*)'/.exec(text) ?? [];
  await mock.world('restored').restore({ link });
  expect(await mock.world('restored').jobs.get(job)).toMatchObject({ owner: 'alice' });
  // The copy that was played is gone.
  expect((await mock.worlds()).filter((one) => one.startsWith('saving-'))).toEqual([]);
});

test('a long list is cut, and a note says how to see the rest', async () => {
  const { name, poll } = await openWorld();
  for (let sent = 0; sent < 60; sent += 1) await poll();
  const latest = await own.call('requests', { world: name });
  const items = latest.structured['items'] as readonly { number: number }[];
  expect(items.at(-1)).toMatchObject({ number: 60 });
  expect(latest.structured['note']).toMatch(/limit/);
  const all = await own.call('requests', { world: name, limit: 1000 });
  expect(all.structured['total']).toBe(60);
  expect(all.text.length).toBeLessThan(20_000);
  expect(all.text).toContain('select fewer with since, user, operation');
});

test('a cancelled call ends, and the next one works', async () => {
  const { name } = await openWorld();
  const cancel = new AbortController();
  const waiting = own.call('requests', { action: 'wait', world: name, timeout: '4m' }, cancel.signal);
  cancel.abort('enough');
  await expect(waiting).rejects.toThrow('enough');
  expect(await own.call('requests', { action: 'wait', world: name, timeout: '1ms' })).toMatchObject({
    isError: true,
    structured: { call: { tool: 'requests', arguments: { action: 'list', world: name, limit: 20 } } },
  });
});

test('resources are read by their address', async () => {
  const { resources } = await own.client.listResources();
  expect(resources).toHaveLength(1);
  expect((await own.client.readResource({ uri: 'test://one' })).contents).toMatchObject([{ text: 'one' }]);
  await expect(own.client.readResource({ uri: 'test://two' })).rejects.toThrow(
    'There is no resource test://two',
  );
});

test('without the control token the calls are refused, and the token is never shown', async () => {
  const stranger = await connectClient({ url: mock.url });
  expect(await stranger.call('worlds')).toMatchObject({
    isError: true,
    text: expect.stringContaining('needs the control token'),
  });
  await stranger.close();
  const wrong = await own.call('jobs', { action: 'add', user: controlToken });
  expect(JSON.stringify(wrong)).not.toContain(controlToken);
  expect(toMap(wrong.structured)['error']).toContain('has no user');
});
