// The log of a world as text: all that changed it, in order, from which it can be restored.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { duration } from '../../time/time.ts';
import { loadIngredients } from '../start/ingredients.ts';
import { readMockOptions } from '../start/options.ts';
import { rememberWorlds } from '../store/memory.ts';
import { type EngineUnderTest, engineUnderTest } from '../testing/engine-under-test.ts';
import { createPeople } from '../testing/people.ts';

const submit = 'POST /api/v1/enrichment/submit/';

async function getText({ control }: EngineUnderTest, path: string): Promise<string> {
  const [status, text] = await control('GET', `/worlds/default/${path}`);
  expect(status).toBe(200);
  return String(text);
}

const getLines = async (mock: EngineUnderTest, query = '') =>
  (await getText(mock, `log${query}`))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { readonly entry?: { readonly intent: { readonly kind: string } } });

const getKinds = async (mock: EngineUnderTest, query = '') =>
  (await getLines(mock, query)).flatMap(({ entry }) => entry?.intent.kind ?? []);

/** A world with a past of every kind, whose clock stands still. */
async function createPast(mock = engineUnderTest()): Promise<EngineUnderTest> {
  const { ask, control, wait } = mock;
  await ask(submit, 'alice-token', createPeople(2));
  await ask(submit, 'alice-token', createPeople(60));
  await control('POST', '/worlds/default/faults', { effect: 'empty', every: 3 });
  wait(duration(90_000));
  await ask('GET /api/v1/enrichment/status/', 'alice-token');
  await control('POST', '/worlds/default/snapshots', { name: 'early' });
  await control('POST', '/worlds/default/jobs', { user: 'bob', scenario: 'pauses' });
  await control('POST', '/worlds/default/clock', { speed: 60, advance: '1h' });
  await control('POST', '/worlds/default/clock', { frozen: true });
  return mock;
}

test('the log has all that changed the world, in order', async () => {
  const mock = await createPast();
  const kinds = await getKinds(mock);
  expect(kinds).toEqual([
    'reset',
    'submit',
    'submit',
    'add-fault',
    'match-faults',
    'save-snapshot',
    'add',
    'clock',
    'clock',
  ]);
  expect(await getKinds(mock, '?after=7')).toEqual(kinds.slice(7));
  expect(await getKinds(mock, '?after=9')).toEqual([]);
});

test('a world that is restored from a log is the same, with its time at the last entry', async () => {
  const [mock, other] = [await createPast(), engineUnderTest()];
  const file = await getText(mock, 'log');
  expect(await other.control('POST', '/worlds/default/restore', { file })).toEqual(
    await mock.control('GET', '/worlds/default/clock').then(([status, clock]) => {
      const { changes: _, ...shown } = clock as { readonly changes?: unknown };
      return [status, shown];
    }),
  );
  expect(await getText(other, 'link')).toBe(await getText(mock, 'link'));
});

test('a long log begins with a checkpoint, and restores the same world', async () => {
  // A store of files has a checkpoint after fewer entries.
  const store = { ...rememberWorlds(), costly: true };
  const [mock, other] = [await createPast(engineUnderTest({ store })), engineUnderTest()];
  for (let count = 0; count < 600; count += 1)
    await mock.control('POST', '/worlds/default/clock', { advance: '1s' });
  const file = await getText(mock, 'log');
  expect(file.split('\n').length).toBeLessThan(600);
  expect(await other.control('POST', '/worlds/default/restore', { file })).toMatchObject([200, {}]);
  expect(await getText(other, 'link')).toBe(await getText(mock, 'link'));
});

test('a mock starts from a log', async () => {
  const mock = await createPast();
  const folder = mkdtempSync(join(tmpdir(), 'log-'));
  const file = join(folder, 'default.jsonl');
  const load = () => loadIngredients(readMockOptions(['--world', file]), process.cwd());
  try {
    writeFileSync(file, await getText(mock, 'log'));
    const { fixture, history, speed, frozen } = await load();
    if (history === undefined) throw new Error('The past is missing.');
    const other = engineUnderTest({ fixture, history, speed, frozen });
    expect(await getText(other, 'link')).toBe(await getText(mock, 'link'));
    writeFileSync(file, (await getText(mock, 'log')).slice(0, -9));
    await expect(load()).rejects.toThrow('This log cannot be used: its last line is not complete.');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const manyJobs = `
about: A world of a million jobs.
users: {alice: {token: alice-token, jobs: [{count: 1000000}]}}`;

test.each([
  ['a beginning', 'restore', 'it begins again and again, with more than 5,000,000 jobs in all'],
  ['a snapshot', 'restore-snapshot', 'it returns 6 times to snapshots of many jobs'],
])('a short log that returns six times to %s of a million jobs is refused', async (_, kind, reason) => {
  const mock = engineUnderTest();
  await mock.control('POST', '/worlds/default/restore', { file: manyJobs });
  await mock.control('POST', '/worlds/default/snapshots', { name: 'many' });
  await mock.control('POST', '/worlds/default/restore', { snapshot: 'many' });
  const lines = (await getText(mock, 'log')).trimEnd().split('\n');
  const line = lines.find((one) => one.includes(`"kind":"${kind}"`)) ?? '';
  const last = lines.filter((one) => one.includes('"entry"')).length;
  for (let more = 1; more <= 5; more += 1)
    lines.push(
      line.replace(/"position":\d+/, `"position":${last + more}`).replace(/"nonce":"/, `"nonce":"x${more}`),
    );
  const refused = await mock.control('POST', '/worlds/default/restore', { file: `${lines.join('\n')}\n` });
  expect(refused).toEqual([400, expect.stringContaining(reason)]);
});

const drop = (text: string, line: number) => text.split('\n').toSpliced(line, 1).join('\n');

test.each<[string, (text: string) => string, string]>([
  ['that is truncated', (text) => text.slice(0, -20), 'its last line is not complete'],
  [
    'of another version',
    (text) => text.replace('"version":2', '"version":3'),
    'its first line must be {"format":',
  ],
  ['without entries', (text) => `${text.split('\n')[0]}\n`, 'it has no entries'],
  ['that begins later', (text) => drop(text, 2), 'position 2 follows 0'],
  ['with a line that is not JSON', (text) => text.replace('{"world"', '{world'), 'in line 3, it is not JSON'],
  ['with a wrong type', (text) => text.replace('"rows":2,', '"rows":"two",'), '"intent.rows" must be'],
  ['with an unknown user', (text) => text.replaceAll('"owner":"alice"', '"owner":"zoe"'), 'zoe'],
  [
    'of two worlds',
    (text) => text + text.split('\n').slice(2, 3).join('').replace('default', 'b') + '\n',
    'it has more than one world',
  ],
  ['without what it refers to', (text) => drop(text, 1), 'it refers to something that is not in the file'],
])('a log %s is refused in one sentence', async (_, change, sentence) => {
  const { control } = engineUnderTest();
  const file = change(await getText(await createPast(), 'log'));
  const [status, detail] = await control('POST', '/worlds/default/restore', { file });
  expect([status, detail]).toEqual([400, expect.stringMatching(/^This log cannot be used: [^\n]+\.$/)]);
  expect(detail).toContain(sentence);
});
