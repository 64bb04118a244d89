// Stopping the command `mock`: by Ctrl-C, by the system, or because its terminal was closed.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { endPrograms, type Program, startProgram } from '../command-line/testing/program.ts';
import { openConnection } from './testing/http-client.ts';

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
    expect(await unfinished.closed()).toContain('HTTP/1.1 201 Created');
    expect(await started.ended).toMatchObject({ status: 0, stderr: '' });
  },
);

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
