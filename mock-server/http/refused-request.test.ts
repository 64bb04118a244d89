// Requests that Node's parser rejects: those that the servers in front of Django accept get a response.
import { once } from 'node:events';
import { connect } from 'node:net';

import { ownJob } from '../testing/answers.ts';
import { openConnection, sendRawRequest } from '../testing/http-client.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';

let mock: MockOnPort;
beforeEach(async () => {
  mock = await runningMock();
});
afterEach(async () => {
  await mock.stop();
});

const raw = (line: string, ...headers: readonly string[]) => sendRawRequest(mock.url, line, ...headers);

const token = 'Authorization: Bearer alice-token';

test.each([
  ['an unknown method', `FOO ${ownJob}`, token, 405],
  ['a method of one letter', `A ${ownJob}`, token, 405],
  ['CONNECT', `CONNECT ${ownJob}`, token, 405],
  ['an expectation', `GET ${ownJob}`, `${token}\r\nExpect: tea`, 200],
  ['a method in lower case', `get ${ownJob}`, token, 200],
  ['a raw byte in the path', 'GET /\u00e9/', token, 404],
  ['a raw byte in the query', `GET ${ownJob}?\u00e9`, token, 200],
  ['a vertical tab after the scheme', `GET ${ownJob}`, 'Authorization: Bearer\u000balice-token', 200],
  ['a zero byte in the token', `GET ${ownJob}`, 'Authorization: Bearer alice-token\u0000', 401],
  ['the prefix of the control API in such a request', 'FOO /__mock__/api/worlds', token, 404],
])('%s, which Node cannot parse, gets the response of Django', async (_, line, header, want) => {
  expect((await raw(line, header)).split(' ')[1]).toBe(String(want));
});

test.each([
  ['white space in the target', 'GET /a b'],
  ['an invalid method', '\u0001 /'],
  ['an invalid header', `FOO ${ownJob}`, 'no header'],
])('%s is not HTTP and is rejected', async (_, line, ...headers) => {
  expect(await raw(line, ...headers)).toBe('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
});

test('a request that Node has parsed gets only one response, whatever follows it', async () => {
  const wire = openConnection(mock.url);
  const first = [`GET ${ownJob} HTTP/1.1`, 'Host: 127.0.0.1', token, '', ''].join('\r\n');
  wire.send(`${first}FOO${first.slice(3)}`);
  expect((await wire.closed()).match(/HTTP\/1\.1 \d+/g)).not.toContain('HTTP/1.1 405');
});

test('a header of blanks costs no more than one of letters', async () => {
  const answer = await raw(`FOO ${ownJob}`, token, `X-Long: a${' '.repeat(60_000)}b`);
  expect(answer.split(' ')[1]).toBe('405');
});

test('a client that resets its CONNECT ends only its own connection', async () => {
  const { hostname, port } = new URL(mock.url);
  for (let client = 0; client < 20; client += 1) {
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    socket.write('CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n', () => socket.resetAndDestroy());
    await once(socket, 'close');
  }
  expect((await raw(`GET ${ownJob}`, token)).split(' ')[1]).toBe('200');
});
