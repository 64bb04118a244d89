// A world has limits, and reports when they are reached.
import { duration } from '../../time/time.ts';
import { engineUnderTest } from '../testing/engine-under-test.ts';
import { fixture, ownJobId, start } from '../testing/shipped.ts';
import { checkLimits, maxCommands, maxLetters } from './limits.ts';
import { packRows } from './submitted-rows.ts';
import type { WorldCommand } from './command.ts';

const submit = (text: string): WorldCommand => {
  const records = { ...packRows([]), count: 1, text };
  return { kind: 'submit', owner: 'alice', id: ownJobId, at: start, rows: 1, scenario: 'slow', records };
};
const poll: WorldCommand = { kind: 'poll', jobs: [], at: start };

const full = 'World "full" has reached its limit of 1,000,000 commands. Reset it';
const row = { first_name: 'Ada', last_name: 'Lovelace', company_name: 'Engines' };

/** A world named `full` with these commands already in its log. */
const worldWith = (log: readonly WorldCommand[]) => {
  const mock = engineUnderTest({ idle: duration(1000) });
  mock.engine.worlds.open('full', start);
  const history = { began: start, now: start, log, faults: [] };
  const intent = { kind: 'restore', at: start, speed: 1, frozen: false, from: { fixture, history } } as const;
  void mock.engine.worlds.commit('full', intent, start);
  return mock;
};

test('a world accepts submitted rows up to its limit', () => {
  const { engine } = worldWith([submit('x'.repeat(100))]);
  const world = engine.worlds.open('full', start);
  if (world === undefined) throw new Error('The world is not there.');
  expect([checkLimits(world, maxLetters - 100), checkLimits(world, maxLetters - 99)]).toEqual([
    undefined,
    'World "full" keeps at most 67,108,864 characters of submitted rows. It has 100, and this submission adds 67,108,765. Reset it, or use another one.',
  ]);
});

test('a submission to a full world is rejected like other invalid submissions', async () => {
  const { ask } = worldWith(Array.from({ length: maxCommands }, () => poll));
  const line = 'POST /api/v1/enrichment/submit/';
  const reported = await ask(line, 'alice-token~full', { records: [row] });
  expect(reported).toMatch(/^400\n/);
  expect(reported).toContain('has reached its limit of 1,000,000 commands. Reset it, or use another one.');
  expect(await ask(line, 'alice-token~other', { records: [row] })).toMatch(/^201\n/);
});

test.each([
  ['POST', '/worlds/full/jobs', { user: 'alice' }],
  ['POST', `/worlds/full/jobs/${ownJobId}/fail`, {}],
  ['POST', `/worlds/full/jobs/${ownJobId}/status`, { internal_status: 'Failure', anyway: true }],
])('%s %s is rejected in a full world', async (method, path, body) => {
  const { control } = worldWith(Array.from({ length: maxCommands }, () => poll));
  const [status, detail] = await control(method, path, body);
  expect([status, String(detail).slice(0, full.length)]).toEqual([409, full]);
});

test('a job accepts actions up to its limit', async () => {
  const { control, ask } = worldWith(
    Array.from({ length: 10_000 }, () => ({ kind: 'poll', jobs: [ownJobId], at: start }) as const),
  );
  const [status, detail] = await control('POST', `/worlds/full/jobs/${ownJobId}/fail`, {});
  const reason = `Job ${ownJobId} has reached its limit of 10,000 actions. Submit another one.`;
  expect([status, detail]).toEqual([409, reason]);
  const action = { csv_file_id: ownJobId, action: 'pause' };
  const asked = await ask('POST /api/v1/enrichment-control/', 'alice-token~full', action);
  expect(asked).toContain(JSON.stringify({ action: [reason] }));
});

test('a full world has room again after a reset', async () => {
  const { control } = worldWith(Array.from({ length: maxCommands }, () => poll));
  await control('POST', '/worlds/full/reset', {});
  expect((await control('POST', '/worlds/full/jobs', { user: 'alice' }))[0]).toBe(201);
});
