// Past its capacity the mock answers more slowly or refuses, never wrongly, and never dies.
import { duration } from '../../time/time.ts';
import { createStreamLimit } from '../control/stream-limit.ts';
import { ownJob, queued } from '../testing/answers.ts';
import { openConnection, sendRawRequest, sendRequest } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';
import type { MockStartOptions } from '../start/start.ts';

let mock: MockOnPort;
afterEach(() => mock.stop());

const token = 'Authorization: Bearer alice-token\r\n';
const ask = `GET ${ownJob} HTTP/1.1\r\nHost: 127.0.0.1\r\n${token}\r\n`;
const submit = `POST /api/v1/enrichment/submit/ HTTP/1.1\r\nHost: a\r\n${token}Content-Type: application/json\r\n`;
const follow = 'GET /__mock__/api/worlds/default/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';
const quick = { checkEvery: duration(5) };

const start = async (limits: MockStartOptions['limits']) => {
  mock = await runningMock({ limits: { ...quick, ...limits } });
};
const open = () => openConnection(mock.url);
/** After whatever a client did, others are served. */
const expectService = async () => {
  expect(await sendRawRequest(mock.url, `GET ${ownJob}`, token.trim())).toContain(queued.slice(4));
  expect(mock.crashes).toEqual([]);
};

test('a client that sends the head of its request too slowly gets a 408', async () => {
  await start({ head: duration(10) });
  const slow = open();
  slow.send('GET / HTTP/1.1\r\nHost');
  expect(await slow.closed()).toBe('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n');
});

test('a client that stops in the middle of its body gets a 408', async () => {
  await start({ stalled: duration(10) });
  const half = open();
  half.send(`${submit}Content-Length: 100\r\n\r\n{"records":`);
  expect(await half.closed()).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\nConnection: close\r\n/);
  await expectService();
});

test('a client that stops in the middle of the body of a later request does not get its 408 as an answer to the first', async () => {
  await start({ stalled: duration(10) });
  await sendRequest(`${mock.url}/__mock__/api/worlds/default/faults`, {
    method: 'POST',
    body: JSON.stringify({ effect: 'latency', latency: '1m', operation: 'getStatus' }),
  });
  const wire = open();
  wire.send(`${ask}${submit}Content-Length: 100\r\n\r\n{"records":`);
  expect(await wire.closed()).toBe('');
});

test('an idle connection is closed after its time, without a word', async () => {
  await start({ keepAlive: duration(10) });
  const idle = open();
  idle.send(ask);
  expect(await idle.closed()).toMatch(new RegExp(`^HTTP/1.1 200 OK\r\n[^]*${queued.slice(-20)}$`));
});

test('beyond the limit, the connection that was idle longest makes room', async () => {
  await start({ maxConnections: 2 });
  const [first, second] = [open(), open()];
  first.send(ask);
  await first.until('}');
  second.send(ask);
  await second.until('}');
  const third = open();
  third.send(ask);
  expect(await third.until('}')).toContain(queued.slice(4));
  await first.closed();
  second.send(ask);
  await second.until(`}HTTP`);
});

test('when all connections are busy, the next one gets a 503 that says when to come again', async () => {
  await start({ maxConnections: 1 });
  const busy = open();
  busy.send(follow);
  await busy.until('\r\n\r\n');
  const late = open();
  late.send(ask);
  const answer = await late.closed();
  expect(answer).toMatch(/^HTTP\/1\.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\n/);
  busy.leave();
});

test('requests that a client sends without waiting are all answered, in their order', async () => {
  await start({ maxPipelined: 10 });
  const wire = open();
  // Much more than the server reads at a time.
  wire.send(ask.repeat(2000) + ask.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
  expect((await wire.closed()).split(queued.slice(4))).toHaveLength(2002);
});

test('a head of more than 16 KB in several packets gets a 431', async () => {
  await start({});
  const wire = open();
  wire.send(`GET / HTTP/1.1\r\nX-Long: ${'x'.repeat(100_000)}`);
  expect(await wire.closed()).toMatch(/^HTTP\/1\.1 431 /);
  await expectService();
});

test('large bodies that are announced but never sent take no memory', async () => {
  await start({});
  const before = process.memoryUsage().arrayBuffers;
  const clients = Array.from({ length: 10 }, open);
  for (const client of clients)
    client.send(`${submit}Content-Length: ${32 * 1024 * 1024}\r\nExpect: 100-continue\r\n\r\n`);
  await Promise.all(clients.map(async (client) => client.until('100 Continue')));
  for (const client of clients) client.send('{"records":[');
  await expectService();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
  for (const client of clients) client.leave();
});

async function* createStream() {
  yield 'text';
}

test('event streams are bounded, and one that ends, read or not, makes room', async () => {
  await start({});
  const { take, open: count } = createStreamLimit(2);
  const [unread, read, third] = [take(createStream()), take(createStream()), take(createStream())];
  expect([count(), third]).toEqual([2, undefined]);
  await unread?.return();
  expect(count()).toBe(1);
  for await (const text of read ?? []) expect(text).toBe('text');
  expect(count()).toBe(0);
});
