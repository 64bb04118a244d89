// Stopping the command `mock`: by Ctrl-C, by the system, or because its terminal was closed.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { endPrograms, type Program, startProgram } from '../../command-line/testing/program.ts';
import { openConnection, sendRequest } from '../testing/http-client.ts';
import { listDocumentedFields } from '../testing/documented-fields.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signals-'));
});
afterEach(async () => {
  await endPrograms();
  rmSync(folder, { recursive: true });
});

/** Waits until it listens. @returns its URL */
const listening = async (started: Program) =>
  /http:\/\/127\.0\.0\.1:\d+/.exec(await started.printed('Add an hour'))?.[0] ?? '';

const submission =
  'POST /api/v1/enrichment/submit/ HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer alice-token\r\nContent-Type: application/json\r\n';

/** A mock with an incomplete request that has received the signal. */
const interrupted = async (signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP', ...args: readonly string[]) => {
  const started = startProgram('mock', '--port=0', ...args);
  const url = await listening(started);
  const [unfinished, idle] = [openConnection(url), openConnection(url)];
  unfinished.send(`${submission}Content-Length: 16\r\nExpect: 100-continue\r\n\r\n`);
  await unfinished.until('100 Continue');
  unfinished.send('{"record');
  idle.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
  await idle.until('</html>');
  started.signal(signal);
  // After the signal, it closes the idle connection.
  await idle.closed();
  return { started, unfinished };
};

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s lets an open request finish, and the mock exits with 0',
  async (signal) => {
    const { started, unfinished } = await interrupted(signal);
    unfinished.send('s":[{}]}');
    expect(await unfinished.closed()).toMatch(/\r\nHTTP\/1\.1 201 Created\r\n[^]*\r\nConnection: close\r\n/);
    expect(await started.ended).toMatchObject({ status: 0, stderr: '' });
  },
);

test('with --drain the mock serves on, but is not ready, and closes each connection; --log json says so', async () => {
  const started = startProgram('mock', '--port=0', '--drain=10m', '--log=json');
  const first = (await started.printed('"event":"start"')).split('\n')[0] ?? '';
  const { url } = JSON.parse(first) as { url: string };
  const follower = openConnection(url);
  follower.send('GET /__mock__/api/worlds/default/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  await follower.until('\r\n\r\n');
  started.signal('SIGTERM');
  await started.printed('"event":"drain"');
  const ready = await sendRequest(`${url}/__mock__/health/ready`);
  expect([ready.status, ready.body]).toEqual([503, expect.stringContaining('"status": "draining"')]);
  const wire = openConnection(url);
  wire.send('GET /nowhere/ HTTP/1.1\r\nHost: a\r\n\r\n');
  expect(await wire.closed()).toMatch(/^HTTP\/1\.1 404 Not Found\r\n[^]*\r\nConnection: close\r\n/);
  started.signal('SIGTERM');
  const { status, stdout } = await started.ended;
  expect(status).toBeNull();
  for (const line of stdout.trim().split('\n')) {
    const { event, ...fields } = JSON.parse(line) as { readonly event: string };
    expect(listDocumentedFields(event)).toEqual(expect.arrayContaining(Object.keys(fields)));
  }
  await follower.closed();
});

test('a terminal that is closed, which sends SIGHUP twice, lets the mock clean up', async () => {
  const [ready, state] = ['ready.json', 'worlds.json'].map((name) => join(folder, name)) as [string, string];
  const { started, unfinished } = await interrupted('SIGHUP', '--ready-file', ready, '--state', state);
  started.signal('SIGHUP');
  unfinished.send('s":[{}]}');
  expect(await unfinished.closed()).toContain('HTTP/1.1 201 Created');
  expect(await started.ended).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(folder)).toEqual(['worlds.json']);
  expect(readFileSync(state, 'utf8')).toContain('"owner":"alice"');
});

test('a second signal of any kind ends the mock at once', async () => {
  const { started, unfinished } = await interrupted('SIGINT');
  started.signal('SIGTERM');
  expect((await started.ended).status).toBeNull();
  await unfinished.closed();
});
