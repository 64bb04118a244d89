// Whoever has the log of a world has the world: whatever was done to it, in whatever way the log is kept and folded.
// `HISTORIES=10000 make unit ARGS=histories` takes more of them, `SEED=n` repeats a run.
import fc from 'fast-check';

import { diskInMemory } from '../files/testing/disk-in-memory.ts';
import { createEmbeddedEngine } from './embedded-engine.ts';
import { duration, type Instant } from '../time/time.ts';
import type { LogEntry } from '../mock-server/domain/entry.ts';
import type { Rules } from '../mock-server/domain/fold.ts';
import { getJobs, type World } from '../mock-server/domain/world.ts';
import type { Engine } from '../mock-server/engine.ts';
import { openWorlds } from '../mock-server/store/file/open-worlds.ts';
import { restoreWorld } from '../mock-server/store/restore-world.ts';
import {
  type DrivenEngine,
  driveEngine,
  type EngineUnderTest,
  engineUnderTest,
} from '../mock-server/testing/engine-under-test.ts';
import { fixture, lifeCycle, start, terms } from '../mock-server/testing/shipped.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const histories = Number(process.env['HISTORIES'] ?? 100);

const rules: Rules = { ...terms, beginning: { fixture } };
const base = '/api/v1/enrichment';
const submit = `POST ${base}/submit/`;
const control = `POST ${base}-control/`;

type Act = (mock: DrivenEngine & Partial<Pick<EngineUnderTest, 'wait'>>) => Promise<unknown>;

const getWorld = (engine: Engine): World => {
  const world = engine.worlds.get('default');
  if (world === undefined) throw new Error('There is no world.');
  return world;
};
const findId = ({ engine }: DrivenEngine, index: number): string => {
  const jobs = getJobs(getWorld(engine));
  return jobs[index % jobs.length]?.id ?? '';
};

const token = fc.constantFrom('alice-token', 'bob-token');
const index = fc.nat(25);
const post = (path: string, body: unknown) => (mock: DrivenEngine) =>
  mock.control('POST', `/worlds/default${path}`, body);
const act: fc.Arbitrary<Act> = fc.oneof(
  fc
    .tuple(token, fc.constantFrom(...Object.keys(fixture.scenarios)), fc.integer({ min: 1, max: 40 }))
    .map(([who, scenario, rows]): Act => {
      const records = Array.from({ length: rows }, (_, row) => ({
        first_name: `Ada ${row}`,
        company_name: row === 0 ? `scenario:${scenario}` : 'Engines',
      }));
      return ({ ask }) => ask(submit, who, { records });
    }),
  fc.tuple(token, index, fc.constantFrom('pause', 'resume')).map(
    ([who, nth, action]): Act =>
      (mock) =>
        mock.ask(control, who, { csv_file_id: findId(mock, nth), action }),
  ),
  // Polls, some of which count.
  fc.tuple(token, index).map(
    ([who, nth]): Act =>
      (mock) =>
        mock.ask(`GET ${base}/status/${findId(mock, nth)}/`, who),
  ),
  token.map(
    (who): Act =>
      ({ ask }) =>
        ask(`GET ${base}/status/`, who),
  ),
  fc
    .constantFrom({ advance: '1s' }, { advance: '7m' }, { advance: '3h' }, { advance: 'next-change' })
    .map((body) => post('/clock', body)),
  fc.constantFrom({ speed: 60 }, { frozen: true, speed: 2 }).map((body) => post('/clock', body)),
  fc
    .constantFrom(
      { effect: 'error', problem: 'serverError', next: 2 },
      { effect: 'extra-field', every: 2 },
      { effect: 'unknown-status', probability: 0.5, user: 'alice' },
      { effect: 'error', problem: 'tooManyRequests', operation: 'submitEnrichment', next: 1, done: true },
      { effect: 'expired-token', from: 3, expires_in: '10m' },
    )
    .map((body) => post('/faults', body)),
  fc
    .constantFrom('DELETE /worlds/default/faults', 'DELETE /worlds/default/faults/fault-1')
    .map((line): Act => {
      const [method = '', path = ''] = line.split(' ');
      return (mock) => mock.control(method, path);
    }),
  fc.tuple(index, fc.constantFrom(...lifeCycle.internalStatuses), fc.boolean()).map(
    ([nth, internal_status, stays]): Act =>
      (mock) =>
        post(`/jobs/${findId(mock, nth)}/status`, { internal_status, stays, anyway: true })(mock),
  ),
  index.map(
    (nth): Act =>
      (mock) =>
        post(`/jobs/${findId(mock, nth)}/fail`, { reason: 'Broken.' })(mock),
  ),
  index.map(
    (nth): Act =>
      (mock) =>
        mock.control('DELETE', `/worlds/default/jobs/${findId(mock, nth)}`),
  ),
  fc
    .constantFrom({ user: 'bob' }, { user: 'alice', submitted: '20m', scenario: 'pauses' })
    .map((body) => post('/jobs', body)),
  fc.constantFrom('a', 'b').map((name) => post('/snapshots', { name })),
  fc.constantFrom('a', 'b').map((snapshot) => post('/restore', { snapshot })),
  fc.constant(post('/reset', {})),
  // Real time, where the clocks run.
  fc.integer({ min: 1, max: 3_600_000 }).map(
    (length): Act =>
      async ({ wait }) =>
        wait?.(duration(length)),
  ),
);

/** What its users and its owner see of a world, as bytes. */
async function see(mock: DrivenEngine): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  for (const who of ['alice-token', 'bob-token']) {
    seen.push(await mock.ask(`GET ${base}/status/`, who));
    for (const nth of [0, 1]) {
      const id = findId(mock, nth);
      seen.push(
        await mock.ask(`GET ${base}/status/${id}/`, who),
        await mock.ask(`GET ${base}/result/${id}/`, who),
      );
    }
    seen.push(await mock.ask(submit, who, { records: [{ first_name: 'Last' }] }));
  }
  for (const path of ['', '/users', '/faults', '/clock', '/snapshots'])
    seen.push(await mock.control('GET', `/worlds/default${path}`));
  return seen.map((one) => JSON.stringify(one).replaceAll(/"(?:requests|warning|notice)": ?\d+/g, ''));
}

function foldEntries(entries: readonly LogEntry[], checkpoint?: World): World {
  const part =
    checkpoint === undefined
      ? {}
      : { checkpoint: { position: checkpoint.position, real: start, state: checkpoint } };
  const restored = restoreWorld('default', { ...part, entries }, rules);
  if (restored.kind === 'misfit') throw new Error(restored.reason);
  return restored.world;
}

const seeFolded = (world: World, frozen: boolean, real: Instant) =>
  see(engineUnderTest({ frozen, start, kept: [world] }, real));

async function seeEmbedded(acts: readonly Act[]): Promise<readonly unknown[]> {
  const now = new Date(start).toISOString();
  const embedded = driveEngine(createEmbeddedEngine({ frozen: true, now }).engine);
  for (const one of acts) await one(embedded);
  return see(embedded);
}

/** A mock that keeps its worlds in a file, and is killed as soon as it has answered. */
async function runAndKill(acts: readonly Act[], frozen: boolean) {
  const { disk, files } = diskInMemory();
  let real = start;
  const options = { file: '/worlds', beginning: { fixture }, terms, now: () => real, warn: () => undefined };
  const kept = await openWorlds({ ...options, disk });
  const mock = engineUnderTest({ frozen, start, ...kept });
  for (const one of acts) await one(mock);
  real = mock.now();
  // A world that nobody has seen need not be there again.
  const known = acts.length === 0 ? 0 : getWorld(mock.engine).position;
  // The process is gone, and so is what it had not yet written when it answered.
  const left = Object.fromEntries([...files].filter(([name]) => !name.includes('.lock')));
  const again = await openWorlds({ ...options, disk: diskInMemory(left).disk });
  return { known, real, world: again.kept.find(({ name }) => name === 'default') };
}

test(`${histories} histories: every way to keep and fold a log gives the same bytes (seed ${seed})`, async () => {
  const property = fc.asyncProperty(
    fc.array(act, { maxLength: 10 }),
    fc.nat(10),
    fc.nat(20),
    fc.boolean(),
    async (acts, killedAfter, from, frozen) => {
      const mock = engineUnderTest({ frozen, start });
      for (const one of acts) await one(mock);
      const { entries } = await mock.engine.worlds.look('default', 0);
      const killed = await runAndKill(acts.slice(0, killedAfter), frozen);

      const real = mock.now();
      const expected = await see(mock);
      // The embedded engine has the system's clock, so that only its frozen worlds can be compared.
      expect(frozen ? await seeEmbedded(acts) : expected).toEqual(expected);
      expect(await seeFolded(foldEntries(entries), frozen, real)).toEqual(expected);
      for (let position = from % 4; position < entries.length; position += 4) {
        const checkpoint = foldEntries(entries.slice(0, position));
        expect(await seeFolded(foldEntries(entries.slice(position), checkpoint), frozen, real)).toEqual(
          expected,
        );
      }
      if (killed.known === 0) return;
      expect(killed.world?.position).toBe(killed.known);
      expect(await seeFolded(killed.world ?? foldEntries([]), frozen, killed.real)).toEqual(
        await seeFolded(foldEntries(entries.slice(0, killed.known)), frozen, killed.real),
      );
    },
  );
  await fc.assert(property, { numRuns: histories, seed });
});
