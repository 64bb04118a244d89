import { get, type IncomingMessage } from 'node:http';

import { duration, instant } from '../../time/time.ts';
import { ownJob } from '../testing/answers.ts';
import { openConnection, sendRequest } from '../testing/http-client.ts';
import { runningMock } from '../testing/running-mock.ts';

const alice = { headers: { Authorization: 'Bearer alice-token' } };
const lineBreak = '\r\n';

test('a mock on every address prints one that works on this machine, including the control API', async () => {
  const mock = await runningMock({ host: '0.0.0.0' });
  expect(mock.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const health = `${mock.url}/__mock__/api/health`;
  const headers = { Authorization: `Bearer ${mock.controlToken}` };
  const statuses = [(await sendRequest(health)).status, (await sendRequest(health, { headers })).status];
  await mock.stop();
  // Others reach it too, so that it needs the token that it has made.
  expect(statuses).toEqual([401, 200]);
});

test('a mock on an IPv6 address prints it in brackets', async () => {
  const mock = await runningMock({ host: '::1' });
  const { status } = await sendRequest(`${mock.url}${ownJob}`, alice);
  await mock.stop();
  expect([status, mock.url.replace(/\d+$/, 'N')]).toEqual([200, 'http://[::1]:N']);
});

test('a stopped mock finishes open requests, and accepts no more', async () => {
  const mock = await runningMock();
  const wire = openConnection(mock.url);
  const head = [
    'POST /api/v1/enrichment/submit/ HTTP/1.1',
    'Host: a',
    'Authorization: Bearer alice-token',
    'Content-Type: application/json',
    'Content-Length: 16',
    'Expect: 100-continue',
  ];
  wire.send(`${head.join(lineBreak)}${lineBreak}${lineBreak}`);
  await wire.until('100 Continue');
  const stopped = mock.stop();
  wire.send('{"records":[{}]}');
  expect(await wire.closed()).toContain('HTTP/1.1 201 Created');
  await stopped;
  await expect(sendRequest(`${mock.url}${ownJob}`, alice)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('a stopped mock does not wait for idle connections', async () => {
  const mock = await runningMock();
  const idle = openConnection(mock.url);
  idle.send(`GET ${ownJob} HTTP/1.1\r\nHost: a\r\n\r\n`);
  await idle.until('expired token"}');
  await mock.stop();
  expect(await idle.closed()).toContain('401 Unauthorized');
});

test('a stopped mock does not wait for a client that does not read', async () => {
  const mock = await runningMock({ grace: duration(10) });
  const job = await sendRequest(`${mock.url}/__mock__/api/worlds/default/jobs`, {
    method: 'POST',
    body: '{"user": "alice", "size": 100000, "in": "Enhancement Completed"}',
  });
  const { id } = JSON.parse(job.body) as { readonly id: string };
  const { socket } = await new Promise<IncomingMessage>((resolve, reject) => {
    const path = `${mock.url}/api/v1/enrichment/result/${id}/?report_type=csv`;
    get(path, { headers: alice.headers }, resolve).once('error', reject);
  });
  socket.on('error', () => undefined);
  await mock.stop();
  await expect(sendRequest(mock.url, alice)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

test('when the system clock is set back, no world goes back with it', async () => {
  let seconds = 5000;
  const mock = await runningMock({ now: () => instant(1_700_000_000_000 + seconds * 1000) });
  const seen: number[] = [];
  for (const read of [9000, 2000, 3000]) {
    seconds = read;
    const { headers } = await sendRequest(`${mock.url}${ownJob}`, alice);
    seen.push((Date.parse(headers.date ?? '') - 1_700_000_000_000) / 1000);
  }
  await mock.stop();
  expect(seen).toEqual([9000, 9000, 10_000]);
});
