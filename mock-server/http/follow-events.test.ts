// Following a world over HTTP, with server-sent events, while a client sends requests.
import { EventEmitter, once } from 'node:events';
import type { AddressInfo } from 'node:net';

import express from 'express';

import { ownJob } from '../testing/answers.ts';
import { type ControlClient, createControlClient } from '../testing/control-client.ts';
import { followEvents } from '../testing/event-client.ts';
import { openConnection, sendRequest } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';
import { spec } from '../testing/shipped.ts';
import { openControl } from '../testing/open-control.ts';
import { createControlRouter } from './control-router.ts';
import { createHttpServer } from './create-server.ts';

let mock: MockOnPort;
let client: ControlClient;
beforeAll(async () => {
  mock = await runningMock();
  client = createControlClient(mock);
});
afterAll(async () => {
  await mock.stop();
});

const formatUrl = (world: string, query: string, { url } = mock) =>
  `${url}/__mock__/api/worlds/${world}/events?${query}`;

test('new journal entries come as the list has them, and only those that match', async () => {
  await client.ask(ownJob, 'alice-token~one');
  const follower = await followEvents(formatUrl('one', 'only=requests&status=404'));
  await client.ask(ownJob, 'alice-token~one');
  await client.ask('/api/v1/enrichment/nothing/', 'alice-token~one');
  const { body } = await client.call('listRequests', '/worlds/one/requests?status=404');
  expect(await follower.next()).toEqual({ event: 'requests', data: { missed: 0, entries: body } });
  expect(body).toMatchObject([{ number: 3, status: 404 }]);
  follower.leave();
});

test('since also gets the entries that are there already', async () => {
  for (let count = 0; count < 3; count += 1) await client.ask(ownJob, 'alice-token~two');
  const follower = await followEvents(formatUrl('two', 'only=requests&since=1'));
  expect(await follower.next()).toMatchObject({ data: { entries: [{ number: 2 }, { number: 3 }] } });
  follower.leave();
});

const commit = (world: string) => client.call('setClock', `/worlds/${world}/clock`, 'advance=1s');

test('the log comes from the beginning, and then each change when it is made', async () => {
  const follower = await followEvents(formatUrl('five', 'only=log'));
  expect(await follower.next()).toMatchObject({
    id: '1',
    event: 'entry',
    data: { intent: { kind: 'reset' } },
  });
  await commit('five');
  expect(await follower.next()).toMatchObject({
    id: '2',
    event: 'entry',
    data: { position: 2, intent: { kind: 'clock', advance: 1000 } },
  });
  follower.leave();
});

test('a client that reconnects with Last-Event-ID gets exactly what it has missed', async () => {
  const received: unknown[] = [];
  let latest = '';
  let made = 1;
  for (let connection = 0; connection < 6; connection += 1) {
    // While it is away, and while it is connected.
    for (let change = 0; change < connection; change += 1) await commit('six');
    const follower = await followEvents(formatUrl('six', 'only=log'), { 'Last-Event-ID': latest });
    await commit('six');
    made += connection + 1;
    while (latest !== String(made)) {
      const { id = '', event, data } = await follower.next();
      latest = id;
      received.push({ event, data });
    }
    follower.leave();
  }
  const all = await followEvents(formatUrl('six', 'only=log&after=0'));
  const whole = await Promise.all(received.map(async () => all.next()));
  all.leave();
  expect(received).toEqual(whole.map(({ event, data }) => ({ event, data })));
  expect(whole.map(({ id }) => id)).toEqual(received.map((_, index) => String(index + 1)));
  expect(received).toHaveLength(1 + 6 + 15);
});

test('its entries are those of the log, without initial contents and uploaded rows', async () => {
  const path = '/worlds/seven';
  await commit('seven');
  const { body: job } = await client.call('addJob', `${path}/jobs`, 'user=alice');
  await client.call('forceStatus', `${path}/jobs/${job.id}/status`, {
    internal_status: 'Enrichment Started',
    anyway: true,
  });
  await client.call('addFault', `${path}/faults`, {
    effect: 'error',
    problem: 'serverError',
    operation: 'getStatus',
  });
  await client.ask(ownJob, 'alice-token~seven');
  await client.ask('/api/v1/enrichment/submit/', 'alice-token~seven', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ records: [{ company_name: 'Acme' }] }),
  });
  await client.call('takeSnapshot', `${path}/snapshots`, { name: 'before' });
  await client.call('setClock', `${path}/clock`, { at: '2030-01-01T00:00:00Z' });
  const { body } = await sendRequest(`${mock.url}/__mock__/api${path}/log`);
  const entries = body
    .split('\n')
    .filter((line) => line.includes('"entry"'))
    .map((line) => withoutUploads(JSON.parse(line) as LogLine));
  const follower = await followEvents(formatUrl('seven', 'only=log'));
  const events = await Promise.all(entries.map(async () => follower.next()));
  follower.leave();
  expect(events.map(({ data }) => data)).toEqual(entries);
  expect(entries.length).toBeGreaterThan(7);
});

interface LogLine {
  readonly entry: { readonly intent: Readonly<Record<string, unknown>> };
}

function withoutUploads({ entry }: LogLine) {
  const { fixture: _, records: __, ...intent } = entry.intent;
  return { ...entry, intent };
}

test('it is a stream of events that nobody may cache', async () => {
  const { response, leave } = await followEvents(formatUrl('three', ''));
  const { 'content-type': type, 'cache-control': cache } = response.headers;
  expect([response.statusCode, type, cache]).toEqual([200, 'text/event-stream', 'no-store']);
  leave();
});

test.each(['only=requests', 'only=log&after=1', 'after=1'])(
  'the stream of %s ends with the world',
  async (query) => {
    await client.call('getWorld', '/worlds/four');
    const follower = await followEvents(formatUrl('four', query));
    await client.call('dropWorld', '/worlds/four');
    expect(await follower.rest()).toEqual([{ id: '0', event: 'gone', data: {} }]);
  },
);

test('the stream ends with the mock, which does not wait for its followers', async () => {
  const other = await runningMock();
  const followers = [
    await followEvents(formatUrl('default', '', other)),
    await followEvents(formatUrl('default', 'only=requests', other)),
  ];
  await other.stop();
  for (const { rest } of followers) expect((await rest()).map(({ event }) => event)).not.toContain('gone');
});

test.each([
  ['only=nothing', {}, '"only" is "nothing"; it must be "log" or "requests"'],
  ['user=nobody', {}, 'has no user "nobody"'],
  ['after=-1', {}, '"after" is -1; it must be a whole number, 0 or more'],
  ['', { 'Last-Event-ID': 'one' }, '"Last-Event-ID" is "one"; it must be the position of a log entry.'],
])('%s %j is rejected', async (query, headers, detail) => {
  const reply = await sendRequest(formatUrl('default', query), { headers });
  expect([reply.status, reply.body]).toEqual([400, expect.stringContaining(detail.replaceAll('"', '\\"'))]);
});

test('a stream that fails is reported and ends; the mock goes on', async () => {
  const crashes: unknown[] = [];
  const app = express();
  app.use(
    '/__mock__',
    createControlRouter({
      engine: {
        control: async () => ({ status: 200, mediaType: 'text/event-stream', stream: failAfterOne() }),
      },
      control: openControl,
      onCrash: (error) => crashes.push(error),
    }),
  );
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { rest } = await followEvents(`http://127.0.0.1:${port}/__mock__/api/events`);
  expect([await rest(), crashes]).toEqual([
    [{ event: 'entry', data: 1 }],
    [new Error('The log cannot be read.')],
  ]);
  server.close();
});

async function* failAfterOne(): AsyncGenerator<string, void> {
  yield 'event: entry\ndata: 1\n\n';
  throw new Error('The log cannot be read.');
}

test('a follower whose turn on its connection has not come leaves with the connection', async () => {
  const signals: AbortSignal[] = [];
  const came = new EventEmitter();
  const { server } = createHttpServer({
    engine: {
      control: async ({ signal = AbortSignal.abort() }) => {
        if (signals.push(signal) === 2) came.emit('both');
        return { status: 200, mediaType: 'text/event-stream', stream: waitUntilAborted(signal) };
      },
      respond: unused,
      journal: unused,
    },
    control: openControl,
    spec,
    noCors: false,
    onCrash: unused,
    stopping: new AbortController().signal,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const wire = openConnection(`http://127.0.0.1:${port}`);
  const both = once(came, 'both');
  wire.send('GET /__mock__/api/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'.repeat(2));
  await both;
  const left = Promise.all(signals.map(async (signal) => once(signal, 'abort')));
  wire.leave();
  await left;
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  server.close();
});

async function* waitUntilAborted(signal: AbortSignal): AsyncGenerator<string, void> {
  yield ':\n\n';
  if (!signal.aborted) await once(signal, 'abort');
}

const unused = (): never => {
  throw new Error('This test needs only the control API.');
};
