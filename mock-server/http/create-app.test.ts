// What only a real socket shows: bytes, headers that servers add, bodies that are large or never come.
import { instant } from '../../time/time.ts';
import { noRoute, ownJob, queued } from '../testing/answers.ts';
import { connection, exchange } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';

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

/** A request as it stands on the wire, on a connection that closes behind it. */
const raw = async (line: string, ...headers: readonly string[]) => {
  const wire = connection(mock.url);
  wire.send([`${line} HTTP/1.1`, 'Host: 127.0.0.1', 'Connection: close', ...headers, '', ''].join('\r\n'));
  return wire.closed();
};

test('an answer carries what the framework sends, what every server adds, and nothing of Express', async () => {
  const { headers, body } = await exchange(`${mock.url}${ownJob}`, { headers: alice });
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

test('HEAD has the length of the body that it does not get', async () => {
  const answer = await raw(`HEAD ${ownJob}`, 'Authorization: Bearer alice-token');
  expect(answer).toContain('\r\nContent-Length: 141\r\n');
  expect(answer.endsWith('\r\n\r\n')).toBe(true);
});

test("Date is the time of the caller's world", async () => {
  const dateFor = async (token: string) =>
    (await exchange(`${mock.url}${status}`, { headers: { Authorization: `Bearer ${token}` } })).headers.date;
  const clock = `${mock.url}/__mock__/api/worlds/later/clock`;
  await exchange(clock, { method: 'POST', body: '{"advance": "1h"}' });
  mock.wait(5);
  expect(await dateFor('alice-token~later')).toBe('Wed, 06 May 2026 15:25:47 GMT');
  expect([await dateFor('alice-token'), await dateFor('nobody-token')]).toEqual([
    'Wed, 06 May 2026 14:25:47 GMT',
    'Wed, 06 May 2026 14:25:47 GMT',
  ]);
});

test.each([['1970-01-01T00:00:00Z'], ['9999-12-31T23:59:00Z']])(
  'a world that begins at %s answers',
  async (time) => {
    const elsewhen = await runningMock({ start: instant(Date.parse(time)) });
    const { status: code, headers } = await exchange(`${elsewhen.url}${ownJob}`, { headers: alice });
    await elsewhen.stop();
    expect([code, headers.date]).toEqual([200, new Date(time).toUTCString()]);
  },
);

test.each([
  ['a target that is no path', 'OPTIONS *'],
  ['a target that no parser takes', 'GET http://[x/'],
  ['another spelling of our own prefix', 'GET /__MOCK__/api/health'],
  ['two slashes in front', 'GET //api/v1/enrichment/status/'],
])("%s gets the API's own 404", async (_, line) => {
  expect(await raw(line)).toContain(noRoute.slice(4));
});

test.each([
  ['the host in it', `http://example.com${ownJob}`],
  ['a fragment', `${ownJob}#x`],
])('a target with %s is answered as its path is', async (_, target) => {
  expect(await raw(`GET ${target}`, 'Authorization: Bearer alice-token')).toContain(queued.slice(4));
});

test('a token that is sent twice lets nobody in, since servers join the two', async () => {
  const answer = await raw(
    `GET ${ownJob}`,
    'Authorization: Bearer alice-token',
    'Authorization: Bearer bob-token',
  );
  expect(answer).toContain('HTTP/1.1 401 ');
});

test('bytes in a token that are no letters are refused as any wrong token is', async () => {
  expect(await raw(`GET ${ownJob}`, 'Authorization: Bearer \u00c3\u00a9\u00ff')).toContain('HTTP/1.1 401 ');
});

test('a body that comes in pieces without its length is read as empty', async () => {
  const wire = connection(mock.url);
  wire.send(
    `POST ${submit} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer alice-token\r\nContent-Type: application/json\r\n` +
      'Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n10\r\n{"records":[{}]}\r\n0\r\n\r\n',
  );
  expect(await wire.closed()).toContain('{"records":["This field is required."]}');
});

test('a body in UTF-8 is read as it was meant', async () => {
  const headers = { ...alice, 'Content-Type': 'application/json' };
  const { body } = await exchange(`${mock.url}${submit}`, {
    method: 'POST',
    headers,
    body: '{"records":[{}],"category":"漢"}',
  });
  expect(body).toBe('{"category":["\\"漢\\" is not a valid choice."]}');
});

const tooLarge = 32 * 1024 * 1024 + 1;

test('a body that is too large is refused before it comes, and the connection is closed', async () => {
  const wire = connection(mock.url);
  wire.send(`POST ${submit} HTTP/1.1\r\nHost: a\r\nContent-Length: ${tooLarge}\r\n\r\n`);
  const answer = await wire.until('Large</h1>\n');
  wire.leave();
  expect(answer).toMatch(/^HTTP\/1\.1 413 .*\r\nConnection: close\r\n/s);
});

test('who sends a body that is too large to its end gets the answer as well', async () => {
  const sent = { method: 'POST', headers: alice, body: ' '.repeat(tooLarge) };
  expect((await exchange(`${mock.url}${submit}`, sent)).status).toBe(413);
});

test('who goes away in the middle of a body harms nobody', async () => {
  const wire = connection(mock.url);
  wire.send(`POST ${submit} HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n`);
  await wire.until('100 Continue');
  wire.leave();
  await wire.closed();
  expect((await exchange(`${mock.url}${ownJob}`, { headers: alice })).status).toBe(200);
  expect(mock.crashes).toEqual([]);
});

test('an error that is our own is told to us, and the caller gets a 500', async () => {
  const broken = await runningMock({
    lies: [
      {
        name: 'broken',
        about: 'It fails.',
        breaks: [],
        onReply: () => {
          throw new Error('The lie is broken.');
        },
      },
    ],
  });
  const { status: code, body } = await exchange(`${broken.url}${ownJob}`, { headers: alice });
  await broken.stop();
  expect([code, body, broken.crashes]).toEqual([500, '', [new Error('The lie is broken.')]]);
});

test('one connection carries several requests', async () => {
  const wire = connection(mock.url);
  const ask = `GET ${ownJob} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer alice-token\r\n\r\n`;
  wire.send(ask);
  await wire.until(queued.slice(4));
  wire.send(ask.replace('Host: a', 'Host: a\r\nConnection: close'));
  expect((await wire.closed()).split(queued.slice(4))).toHaveLength(3);
});

test.each([
  ['application/json', 'text/plain', '415'],
  ['text/plain', 'application/json', '400'],
])('of two content types, %s and %s, the last counts: %s', async (first, last, want) => {
  const wire = connection(mock.url);
  const types = [first, last].map((type) => `Content-Type: ${type}`);
  const head = [`POST ${submit} HTTP/1.1`, 'Host: 127.0.0.1', 'Connection: close', ...types];
  wire.send([...head, 'Authorization: Bearer alice-token', 'Content-Length: 2', '', '{}'].join('\r\n'));
  expect((await wire.closed()).split(' ')[1]).toBe(want);
});

const token = 'Authorization: Bearer alice-token';

test.each([
  ['a method that nobody knows', `FOO ${ownJob}`, token, 405],
  ['a method of one letter', `A ${ownJob}`, token, 405],
  ['CONNECT', `CONNECT ${ownJob}`, token, 405],
  ['an expectation', `GET ${ownJob}`, `${token}\r\nExpect: tea`, 200],
  ['a method in small letters', `get ${ownJob}`, token, 200],
  ['a raw byte in the path', 'GET /\u00e9/', token, 404],
  ['a raw byte in the query', `GET ${ownJob}?\u00e9`, token, 200],
  ['a vertical tab behind the scheme', `GET ${ownJob}`, 'Authorization: Bearer\u000balice-token', 200],
  ['a zero byte in the token', `GET ${ownJob}`, 'Authorization: Bearer alice-token\u0000', 401],
  ['our own prefix by such a way', 'FOO /__mock__/api/worlds', token, 404],
])('%s, which Node does not parse, is answered as Django does', async (_, line, header, want) => {
  expect((await raw(line, header)).split(' ')[1]).toBe(String(want));
});

test.each([
  ['white space in the target', 'GET /a b'],
  ['a method that is none', '\u0001 /'],
  ['a header that is none', `FOO ${ownJob}`, 'no header'],
])('%s is no HTTP and is refused', async (_, line, ...headers) => {
  expect(await raw(line, ...headers)).toBe('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
});

test('a request that Node has read is not answered again for what comes behind it', async () => {
  const wire = connection(mock.url);
  const first = [`GET ${ownJob} HTTP/1.1`, 'Host: 127.0.0.1', token, '', ''].join('\r\n');
  wire.send(`${first}FOO${first.slice(3)}`);
  expect((await wire.closed()).match(/HTTP\/1\.1 \d+/g)).not.toContain('HTTP/1.1 405');
});
