// A page folds the log of the mock that serves it: it has the same world as the mock, without checking the log.
import * as esbuild from 'esbuild';

import { forPages } from '../../../tools/bundle.mjs';
import { duration } from '../../../time/time.ts';
import { createEmptyWorld, fold } from '../../domain/fold.ts';
import { createTerms } from '../../domain/payments.ts';
import type { World } from '../../domain/world.ts';
import { type EngineUnderTest, engineUnderTest } from '../../testing/engine-under-test.ts';
import { createPeople } from '../../testing/people.ts';
import { fixture, lifeCycle, spec } from '../../testing/shipped.ts';
import { formatRows } from '../../fixtures/plain-command.ts';
import type { PutBeside } from '../../fixtures/plain-entry.ts';
import { toPlainFixture } from '../../fixtures/world-value.ts';
import { parseOwnEntry, parseOwnLog } from './own-log.ts';
import { toPlainState } from './world-state.ts';

const submit = 'POST /api/v1/enrichment/submit/';

const ownWorld = `
about: A world of its own.
scenarios:
  slow: {about: It is slow., steps: [{status: Draft, takes: 1h}, {status: Failure}]}
users: {zoe: {token: zoe-token, balance: 50, jobs: [{scenario: slow, in: Draft, for: 1m}, {count: 3, every: 5s}]}}`;

type Life = (mock: EngineUnderTest) => Promise<unknown>;

const lives: Readonly<Record<string, Life>> = {
  'is untouched': async () => undefined,
  'has submissions, small and large': async ({ ask }) => {
    await ask(submit, 'alice-token', createPeople(2));
    await ask(submit, 'alice-token', createPeople(200));
    await ask(submit, 'bob-token', createPeople(200));
  },
  'has faults of all kinds': async ({ control, ask }) => {
    await control('POST', '/worlds/default/faults', {
      effect: 'error',
      problem: 'serverError',
      every: 2,
      user: 'alice',
    });
    await control('POST', '/worlds/default/faults', { effect: 'unknown-status', next: 2, expires_in: '90s' });
    await control('POST', '/worlds/default/faults', {
      effect: 'latency',
      probability: 0.5,
      operation: 'getStatus',
    });
    await ask('GET /api/v1/enrichment/status/', 'alice-token');
    await control('DELETE', '/worlds/default/faults/fault-2');
  },
  'was moved in time, with snapshots': async ({ control, wait, ask }) => {
    await control('POST', '/worlds/default/snapshots', { name: 'early' });
    await control('POST', '/worlds/default/clock', { speed: 60, advance: '1h' });
    await ask(submit, 'alice-token', createPeople(60));
    wait(duration(90_000));
    await control('POST', '/worlds/default/jobs', { user: 'bob', scenario: 'pauses' });
    await control('POST', '/worlds/default/restore', { snapshot: 'early' });
  },
  'was restored from a file and reset': async ({ control, ask }) => {
    await control('POST', '/worlds/default/restore', { file: ownWorld });
    await ask(submit, 'zoe-token', createPeople(100));
    const [, exported] = await control('GET', '/worlds/default/export');
    await control('POST', '/worlds/default/reset');
    await control('POST', '/worlds/default/restore', { file: exported });
  },
  'has a long log, with a checkpoint': async ({ control, ask }) => {
    await control('POST', '/worlds/default/restore', { file: ownWorld });
    await ask(submit, 'zoe-token', createPeople(100));
    await control('POST', '/worlds/default/snapshots', { name: 'mine' });
    await control('POST', '/worlds/default/faults', { effect: 'empty', expires_in: '1h' });
    for (let count = 0; count < 510; count += 1)
      await control('POST', '/worlds/default/clock', { advance: '1s' });
    await control('POST', '/worlds/default/reset');
  },
};

/** All of a world in plain values; the jobs of its fixture have their ids. */
const put: PutBeside = {
  own: { fixture },
  putBeginning: (beginning) => JSON.stringify(toPlainFixture(beginning.fixture)),
  putRows: (rows) => formatRows(rows),
};

const foldText = (text: string): World => {
  const { beginning, checkpoint, entries } = parseOwnLog(text, lifeCycle);
  const rules = { ...createTerms(spec), beginning };
  let world = checkpoint?.state ?? createEmptyWorld('default', beginning.fixture);
  for (const entry of entries) ({ world } = fold(world, entry, rules));
  return world;
};

test.each(Object.entries(lives))('the folded log is the world if it %s', async (_, live) => {
  const mock = engineUnderTest();
  await live(mock);
  const [, text] = await mock.control('GET', '/worlds/default/log');
  const expected = mock.engine.worlds.get('default');
  if (expected === undefined) throw new Error('There is no world.');
  expect(toPlainState(foldText(String(text)), put)).toEqual(toPlainState(expected, put));
});

test('the fold of a world that began with a history is its world', async () => {
  const first = engineUnderTest();
  await first.ask(submit, 'alice-token', createPeople(100));
  const [, file] = await first.control('GET', '/worlds/default/log');
  const { beginning, entries } = parseOwnLog(String(file), lifeCycle);
  expect([beginning.fixture.users, entries.length]).toEqual([fixture.users, 2]);
});

test('the entries in events are those of the log, unless the world begins again', async () => {
  const mock = engineUnderTest();
  for (const live of Object.values(lives).slice(1, 4)) await live(mock);
  await mock.control('POST', '/worlds/default/reset');
  const { entries } = await mock.engine.worlds.look('default', 0);
  const outcome = await mock.engine.control({
    method: 'GET',
    target: '/__mock__/api/worlds/default/events?only=log',
    body: '',
  });
  if (!('stream' in outcome)) throw new Error('There is no stream.');
  const seen: unknown[] = [];
  for await (const piece of outcome.stream) {
    for (const [, data = ''] of piece.matchAll(/^event: entry\ndata: (.*)$/gm)) seen.push(JSON.parse(data));
    if (seen.length >= entries.length) break;
  }
  const expected = entries.map(({ intent, ...entry }) => {
    if (intent.kind === 'reset' || intent.kind === 'restore') return undefined;
    if (intent.kind !== 'submit') return { ...entry, intent };
    const { records: _, ...submission } = intent;
    return { ...entry, intent: submission };
  });
  expect(seen.map(parseOwnEntry)).toEqual(expected);
});

test('a page needs neither checks nor documents for it', async () => {
  const { splitting: _, ...options } = forPages;
  const entryPoints = ['mock-server/store/text/own-log.ts'];
  const { metafile } = await esbuild.build({ ...options, entryPoints, write: false, outdir: 'build/pages' });
  const sources = Object.keys(metafile.inputs);
  expect(
    sources.filter((path) => /json-schema|yaml|mutants|django|enrichment\.json|control\.json/.test(path)),
  ).toEqual([]);
});
