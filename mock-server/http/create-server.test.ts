// Behaviour that only a real socket shows: bytes, headers that servers add, large bodies and missing ones.
import { chooseReadings } from '../../openapi/questions.ts';
import { instant } from '../../time/time.ts';
import { noRoute, ownJob, queued } from '../testing/answers.ts';
import { openConnection, sendRequest, sendRawRequest } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';
import { spec } from '../testing/shipped.ts';

const alice = { Authorization: 'Bearer alice-token' };
const status = '/api/v1/enrichment/status/';
const submit = '/api/v1/enrichment/submit/';

let mock: MockOnPort;
beforeEach(async () => {
  mock = await runningMock();
});
afterEach(async () => {
  await mock.stop();
});

const raw = (line: string, ...headers: readonly string[]) => sendRawRequest(mock.url, line, ...headers);

test('a response has the headers of the framework and of every server, and none of Express', async () => {
  const { headers, body } = await sendRequest(`${mock.url}${ownJob}`, { headers: alice });
  expect(headers).toEqual({
    date: 'Wed, 06 May 2026 14:25:42 GMT',
    'content-type': 'application/json',
    allow: 'GET, HEAD, OPTIONS',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'x-frame-options': 'DENY',
    'content-length': String(body.length),
    connection: 'close',
  });
  expect(`200 ${body}`).toBe(queued);
});

test('HEAD has the Content-Length of the body that it omits', async () => {
  const answer = await raw(`HEAD ${ownJob}`, 'Authorization: Bearer alice-token');
  expect(answer).toContain('\r\nContent-Length: 141\r\n');
  expect(answer.endsWith('\r\n\r\n')).toBe(true);
});

test("Date is the time of the caller's world", async () => {
  const dateFor = async (token: string) =>
    (await sendRequest(`${mock.url}${status}`, { headers: { Authorization: `Bearer ${token}` } })).headers
      .date;
  const clock = `${mock.url}/__mock__/api/worlds/later/clock`;
  await sendRequest(clock, { method: 'POST', body: '{"advance": "1h"}' });
  mock.wait(5);
  expect(await dateFor('alice-token~later')).toBe('Wed, 06 May 2026 15:25:47 GMT');
  expect([await dateFor('alice-token'), await dateFor('nobody-token')]).toEqual([
    'Wed, 06 May 2026 14:25:47 GMT',
    'Wed, 06 May 2026 14:25:47 GMT',
  ]);
});

test.each([['1970-01-01T00:00:00Z'], ['9999-12-31T23:59:00Z']])(
  'a world that starts at %s responds',
  async (time) => {
    const elsewhen = await runningMock({ start: instant(Date.parse(time)) });
    const { status: code, headers } = await sendRequest(`${elsewhen.url}${ownJob}`, { headers: alice });
    await elsewhen.stop();
    expect([code, headers.date]).toEqual([200, new Date(time).toUTCString()]);
  },
);

test.each([
  ['a target that is not a path', 'OPTIONS *'],
  ['a target that no parser accepts', 'GET http://[x/'],
  ['another spelling of our own prefix', 'GET /__MOCK__/api/health'],
  ['two leading slashes', 'GET //api/v1/enrichment/status/'],
])("%s gets the API's own 404", async (_, line) => {
  expect(await raw(line)).toContain(noRoute.slice(4));
});

test.each([
  ['a host', `http://example.com${ownJob}`],
  ['a fragment', `${ownJob}#x`],
])('a target with %s gets the same response as its path', async (_, target) => {
  expect(await raw(`GET ${target}`, 'Authorization: Bearer alice-token')).toContain(queued.slice(4));
});

test('a repeated Authorization header is rejected, since servers join the two', async () => {
  const answer = await raw(
    `GET ${ownJob}`,
    'Authorization: Bearer alice-token',
    'Authorization: Bearer bob-token',
  );
  expect(answer).toContain('HTTP/1.1 401 ');
});

test('non-ASCII bytes in a token are rejected like any wrong token', async () => {
  expect(await raw(`GET ${ownJob}`, 'Authorization: Bearer \u00c3\u00a9\u00ff')).toContain('HTTP/1.1 401 ');
});

test('a body that comes in pieces without its length is read as empty', async () => {
  const wire = openConnection(mock.url);
  wire.send(
    `POST ${submit} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer alice-token\r\nContent-Type: application/json\r\n` +
      'Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n10\r\n{"records":[{}]}\r\n0\r\n\r\n',
  );
  expect(await wire.closed()).toContain('{"records":["This field is required."]}');
});

test('a UTF-8 body is decoded correctly', async () => {
  const headers = { ...alice, 'Content-Type': 'application/json' };
  const { body } = await sendRequest(`${mock.url}${submit}`, {
    method: 'POST',
    headers,
    body: '{"records":[{}],"category":"漢"}',
  });
  expect(body).toBe('{"category":["\\"漢\\" is not a valid choice."]}');
});

const tooLarge = 32 * 1024 * 1024 + 1;

test('a body that is too large is rejected before it is sent, and the connection is closed', async () => {
  const wire = openConnection(mock.url);
  wire.send(
    `POST ${submit} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer alice-token\r\nContent-Type: application/json\r\nContent-Length: ${tooLarge}\r\n\r\n`,
  );
  const answer = await wire.until('}');
  wire.leave();
  expect(answer).toMatch(/^HTTP\/1\.1 400 .*\r\nConnection: close\r\n/s);
  expect(answer).toContain(
    '{"detail":"The request body has more than 33554432 bytes. Split it into several submissions."}',
  );
});

test('a page of another origin can read that its body was too large', async () => {
  const wire = openConnection(mock.url);
  wire.send(`POST ${submit} HTTP/1.1\r\nHost: a\r\nOrigin: null\r\nContent-Length: ${tooLarge}\r\n\r\n`);
  const answer = await wire.until('\r\n\r\n');
  wire.leave();
  expect(answer).toContain('\r\nAccess-Control-Allow-Origin: *\r\n');
});

test('a preflight gets a response without a body, but not from the control API', async () => {
  const asked = ['Origin: http://a.example', 'Access-Control-Request-Method: POST'];
  const answer = await raw(`OPTIONS ${submit}`, ...asked);
  expect(answer).toMatch(/^HTTP\/1\.1 204 No Content\r\n/);
  expect(answer).not.toMatch(/Content-Length|Transfer-Encoding/);
  expect(await raw('OPTIONS /__mock__/api/health', ...asked)).not.toContain('Access-Control');
});

test('a redirect of the newer framework has an empty chunked body, as from gunicorn', async () => {
  const readings = chooseReadings(spec.questions, [], '3.16').readings;
  const newer = await runningMock({ readings });
  const ask = async (method: string) => {
    const wire = openConnection(newer.url);
    wire.send(`${method} ${status.slice(0, -1)} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    return wire.closed();
  };
  const [got, head] = [await ask('GET'), await ask('HEAD')];
  await newer.stop();
  expect(got).toMatch(/\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n$/);
  expect(head).not.toMatch(/Transfer-Encoding/);
  for (const answer of [got, head]) expect(answer).not.toMatch(/Content-Length/);
});

test('a client that sends a body that is too large to its end gets the response as well', async () => {
  const headers = { ...alice, 'Content-Type': 'application/json' };
  const sent = { method: 'POST', headers, body: ' '.repeat(tooLarge) };
  expect((await sendRequest(`${mock.url}${submit}`, sent)).status).toBe(400);
});

test('earlier errors win over a body that is too large, and a GET ignores its body', async () => {
  const body = ' '.repeat(tooLarge);
  expect((await sendRequest(`${mock.url}${submit}`, { method: 'POST', body })).status).toBe(401);
  expect((await sendRequest(`${mock.url}${ownJob}`, { headers: alice, body })).status).toBe(200);
});

test('a client that disconnects in the middle of a body is harmless', async () => {
  const wire = openConnection(mock.url);
  wire.send(`POST ${submit} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n`);
  await wire.until('100 Continue');
  wire.leave();
  await wire.closed();
  expect((await sendRequest(`${mock.url}${ownJob}`, { headers: alice })).status).toBe(200);
  expect(mock.crashes).toEqual([]);
});

test('a bug is reported in the log, and the client gets a 500', async () => {
  const broken = await runningMock({
    mutants: [
      {
        name: 'broken',
        about: 'It fails.',
        onReply: () => {
          throw new Error('The mutant is broken.');
        },
      },
    ],
  });
  const { status: code, body } = await sendRequest(`${broken.url}${ownJob}`, { headers: alice });
  await broken.stop();
  expect([code, body, broken.crashes]).toEqual([500, '', [new Error('The mutant is broken.')]]);
});

test('one connection can send several requests', async () => {
  const wire = openConnection(mock.url);
  const ask = `GET ${ownJob} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer alice-token\r\n\r\n`;
  wire.send(ask);
  await wire.until(queued.slice(4));
  wire.send(ask.replace('Host: a', 'Host: a\r\nConnection: close'));
  expect((await wire.closed()).split(queued.slice(4))).toHaveLength(3);
});

test.each([
  ['application/json', 'text/plain', '415'],
  ['text/plain', 'application/json', '400'],
])('of two content types, %s and %s, the last one wins: %s', async (first, last, want) => {
  const wire = openConnection(mock.url);
  const types = [first, last].map((type) => `Content-Type: ${type}`);
  const head = [`POST ${submit} HTTP/1.1`, 'Host: 127.0.0.1', 'Connection: close', ...types];
  wire.send([...head, 'Authorization: Bearer alice-token', 'Content-Length: 2', '', '{}'].join('\r\n'));
  expect((await wire.closed()).split(' ')[1]).toBe(want);
});
