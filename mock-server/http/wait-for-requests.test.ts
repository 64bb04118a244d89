// Waiting for requests through the control API: a test waits until its client has sent them.
import { EventEmitter, once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';

import express from 'express';

import type { components } from '../../openapi/generated/control.ts';
import type { ControlRequest } from '../control/answer.ts';
import { noContent } from '../control/outcome.ts';
import { base, ownJob } from '../testing/answers.ts';
import { type ControlClient, createControlClient } from '../testing/control-client.ts';
import { sendRequest } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';
import { openControl } from '../testing/open-control.ts';
import { createControlRouter } from './control-router.ts';

type Entry = components['schemas']['Entry'];

let mock: MockOnPort;
let client: ControlClient;
beforeEach(async () => {
  mock = await runningMock();
  client = createControlClient(mock);
});
afterEach(async () => {
  await mock.stop();
});

const wait = (query: string, world = 'default') =>
  client.call('waitForRequests', `/worlds/${world}/requests/wait?${query}`);
const numbers = (entries: readonly Entry[]) => entries.map(({ number }) => number);

test('a wait ends with the request, or at once if it has already arrived', async () => {
  const waiting = wait('operation=getStatus');
  await client.ask(`${base}/status/`);
  await client.ask(ownJob);
  const { status, body } = await waiting;
  expect([status, body]).toMatchObject([200, [{ operation: 'getStatus' }]]);
  expect((await wait('operation=getStatus&timeout=0s')).body).toEqual(body);
});

test('it waits for the given number, and with since only for later ones', async () => {
  await client.ask(ownJob);
  await wait('');
  const three = wait('count=3');
  const later = wait('since=1&count=2');
  await client.ask(ownJob);
  await client.ask(ownJob);
  expect([numbers((await three).body), numbers((await later).body)]).toEqual([
    [1, 2, 3],
    [2, 3],
  ]);
});

test('a hundred clients may wait at once, each in its world', async () => {
  const waiting = Array.from({ length: 100 }, (_, index) => wait('user=alice', `w${index % 5}`));
  for (let world = 0; world < 5; world += 1) await client.ask(ownJob, `alice-token~w${world}`);
  const answers = await Promise.all(waiting);
  expect(answers.filter(({ status, body }) => status === 200 && body.length === 1)).toHaveLength(100);
});

test('after a timeout the response lists the requests and their differences', async () => {
  await client.ask(ownJob);
  await client.ask(`${base}/status/`, 'bob-token');
  await wait('count=2');
  expect((await wait('user=bob&operation=getStatus&timeout=1ms')).detail).toBe(
    `408 Within 1ms, no matching request arrived in world "default". Nearly: #2 GET ${base}/status/ (200): the operation is listStatuses, not getStatus; #1 GET ${ownJob} (200): the user is alice, not bob.`,
  );
  expect((await wait('user=bob&count=2&timeout=1ms')).detail).toBe(
    `408 Within 1ms, 1 of 2 matching requests arrived (#2) in world "default". Nearly: #1 GET ${ownJob} (200): the user is alice, not bob.`,
  );
  expect((await wait('timeout=1ms&since=2')).detail).toBe(
    '408 Within 1ms, no matching request arrived in world "default". Its journal has no requests after #2.',
  );
});

test('a request with the token of another world is mentioned', async () => {
  const waiting = wait('operation=getStatus&timeout=300ms', 'checkout');
  await client.ask(ownJob);
  await client.ask(ownJob);
  expect((await waiting).detail).toBe(
    '408 Within 300ms, no matching request arrived in world "checkout". Its journal is empty. World "default" received 2 matching requests in the meantime. Is the token correct?',
  );
});

test.each([
  [
    'timeout=6m',
    '"timeout" is "6m"; it must be a duration of at most 5m, such as 90s, 5m, 1h30m, 250ms, 2d or PT5M.',
  ],
  [
    'timeout=30',
    '"timeout" is "30"; it must be a duration of at most 5m, such as 90s, 5m, 1h30m, 250ms, 2d or PT5M.',
  ],
  [
    'count=0',
    'Invalid request for waitForRequests: "count" is 0; it must be a whole number from 1 to 10000. See openapi/control.yaml.',
  ],
])('%s is rejected', async (query, says) => {
  expect((await wait(query)).detail).toBe(`400 ${says}`);
});

test('the mock stops although a client is waiting, and the client gets a 408', async () => {
  const waiting = wait('timeout=5m');
  // Two round trips later the first request has arrived.
  await client.call('getHealth', '/health');
  await client.call('getHealth', '/health');
  await mock.stop();
  expect((await waiting).detail).toBe('408 The mock is shutting down.');
});

test('a waiting operation is aborted when its client disconnects, and when the mock stops', async () => {
  const received: AbortSignal[] = [];
  const arrived = new EventEmitter();
  const control = async ({ signal }: ControlRequest) => {
    if (signal !== undefined) received.push(signal);
    arrived.emit('one');
    if (signal?.aborted === false) await once(signal, 'abort');
    return noContent;
  };
  const stopping = new AbortController();
  const onCrash = (error: unknown) => arrived.emit('error', error);
  const app = express().use(
    createControlRouter({ engine: { control }, control: openControl, onCrash, stopping: stopping.signal }),
  );
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const leaving = request({ port, host: '127.0.0.1', path: '/one', agent: false });
  leaving.on('error', () => undefined).end();
  await once(arrived, 'one');
  const staying = sendRequest(`http://127.0.0.1:${port}/two`);
  await once(arrived, 'one');

  leaving.destroy();
  const [left, stayed] = received;
  if (left?.aborted === false) await once(left, 'abort');
  expect(stayed?.aborted).toBe(false);
  stopping.abort();
  expect((await staying).status).toBe(204);
  server.close();
});
