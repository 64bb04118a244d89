// Responses that are late, partial or throttled, over a real port; other clients do not wait for them.
import { base, ownJob, ownJobId, queued } from '../testing/answers.ts';
import { openConnection, sendRequest } from '../testing/http-client.ts';
import { type FaultyMock, faultyMock, formatReply } from '../testing/faulty-mock.ts';

let mock: FaultyMock;
beforeEach(async () => {
  mock = await faultyMock();
});
afterEach(async () => {
  await mock.stop();
});

test.each([
  [undefined, Math.floor((queued.length - 4) / 2)],
  [0, 0],
  [5, 5],
])('a body cut at %s has its full Content-Length and ends after %i bytes', async (bytes, received) => {
  await mock.addFault({ effect: 'cut', ...(bytes === undefined ? {} : { bytes }) });
  const [head = '', body = ''] = (await mock.raw(ownJob).closed()).split('\r\n\r\n');
  expect(head).toContain(`Content-Length: ${queued.length - 4}`);
  expect(body).toBe(queued.slice(4, 4 + received));
});

test('a cut after the end of the body has no effect', async () => {
  await mock.addFault({ effect: 'cut', bytes: 10_000 });
  expect(formatReply(await mock.ask(ownJob))).toBe(queued);
  expect(await mock.listFaults()).toEqual([expect.objectContaining({ matched: 1, applied: 0 })]);
});

test('a drip sends a few bytes at a steady pace', async () => {
  await mock.addFault({ effect: 'drip', rate: 20 });
  const wire = mock.raw(ownJob);
  const received = await wire.until('{"job');
  expect(received).not.toContain('updated_at');
  wire.leave();
});

test('a drip sends the whole body in the end', async () => {
  await mock.addFault({ effect: 'drip', rate: 2000 });
  expect(formatReply(await mock.ask(ownJob))).toBe(queued);
});

test('a delayed response does not delay others', async () => {
  await mock.addFault({ effect: 'latency', latency: '1m', user: 'alice' });
  let isThere = false;
  const late = mock.ask(ownJob).then(() => {
    isThere = true;
  });
  expect((await mock.ask(`${base}/status/`, 'bob-token')).status).toBe(200);
  expect((await mock.ask(`${base}/status/`, 'alice-token~other')).status).toBe(200);
  expect(isThere).toBe(false);
  await mock.stop();
  await late;
});

test.each(['latency', 'drip'])(
  'a response with %s comes after that to an earlier request',
  async (effect) => {
    await mock.addFault({ effect: 'latency', latency: '100ms', operation: 'listStatuses' });
    await mock.addFault(effect === 'drip' ? { effect, rate: 10_000 } : { effect, latency: '10ms' });
    const wire = openConnection(mock.url);
    const headers = 'Host: a\r\nAuthorization: Bearer alice-token\r\n';
    wire.send(`GET ${base}/status/ HTTP/1.1\r\n${headers}\r\n`);
    wire.send(`GET ${ownJob} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`);
    expect(await wire.closed()).toMatch(/^HTTP.*\r\n\r\n\[\{.*\}\]HTTP.*\r\n\r\n\{.*\}$/s);
  },
);

test('a stopped mock waits neither for delayed nor for throttled responses', async () => {
  await mock.addFault({ effect: 'latency', latency: '1m', operation: 'listStatuses' });
  await mock.addFault({ effect: 'drip', rate: 1, operation: 'getStatus' });
  const late = mock.ask(`${base}/status/`);
  const dripping = mock.raw(ownJob);
  await dripping.until('{');
  await mock.stop();
  expect(await dripping.closed()).toContain(queued.slice(4));
  expect((await late).status).toBe(200);
});

test('a client that disconnects from a delayed response is harmless', async () => {
  await mock.addFault({ effect: 'latency', latency: '1m', next: 1 });
  const wire = mock.raw(ownJob);
  while ((await mock.listFaults())[0]?.['matched'] !== 1);
  wire.leave();
  await wire.closed();
  expect(formatReply(await mock.ask(ownJob))).toBe(queued);
  expect(mock.crashes).toEqual([]);
});

const csv = `/api/v1/enrichment/result/${ownJobId}/?report_type=csv`;

test('a streamed file is cut and throttled as well', async () => {
  await sendRequest(`${mock.url}/__mock__/api/worlds/default/clock`, { method: 'POST', body: 'advance=2h' });
  const whole = (await mock.ask(csv)).body;
  await mock.addFault({ effect: 'cut', next: 1 });
  await mock.addFault({ effect: 'cut', bytes: 30, every: 2 });
  await mock.addFault({ effect: 'drip', rate: 1_000_000, from: 3 });
  const readBody = async () => (await mock.raw(csv).closed()).split('\r\n\r\n').slice(1).join('\r\n\r\n');
  expect(await readBody()).toBe(whole.slice(0, Math.floor(whole.length / 2)));
  expect(await readBody()).toBe(whole.slice(0, 30));
  expect((await mock.ask(csv)).body).toBe(whole);
});

test.each([
  ['reset', /^$/],
  ['cut', /\r\n\r\n\{"detail":"The request body/],
  ['empty', /Content-Length: 0\r\n.*\r\n\r\n$/s],
])('%s applies to a response to a body that is too large', async (effect, want) => {
  await mock.addFault({ effect });
  const wire = openConnection(mock.url);
  const head = `POST ${base}/submit/ HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer alice-token\r\nContent-Type: application/json\r\n`;
  wire.send(`${head}Content-Length: ${40 * 1024 * 1024}\r\n\r\n`);
  const received = effect === 'empty' ? await wire.until('\r\n\r\n') : await wire.closed().catch(() => '');
  wire.leave();
  expect(received).toMatch(want);
  expect(received).not.toContain('submissions.');
});

test.each([
  ['reset', /^$/],
  ['cut', /\r\n\r\n\n<!doctype html>\n(?!.*<\/html>)/s],
  ['drip', /<\/html>\n$/],
  ['maintenance', /503 Service Temporarily Unavailable/],
])('%s applies to a response to a request that Node would reject', async (effect, want) => {
  await mock.addFault({ effect, ...(effect === 'drip' ? { rate: 5000 } : {}) });
  const wire = openConnection(mock.url);
  wire.send('CONNECT /api/v1/nothing/ HTTP/1.1\r\nHost: a\r\n\r\n');
  expect(await wire.closed().catch(() => '')).toMatch(want);
});
