// Whoever has the log of a world has the world: whatever was done to it, in whatever way the log is kept and folded.
// `HISTORIES=10000 make unit ARGS=histories` takes more of them, `SEED=n` repeats a run.
import fc from 'fast-check';

import { diskInMemory } from '../files/testing/disk-in-memory.ts';
import { createEmbeddedEngine } from './embedded-engine.ts';
import type { Instant } from '../time/time.ts';
import type { LogEntry } from '../mock-server/domain/entry.ts';
import type { Rules } from '../mock-server/domain/fold.ts';
import type { World } from '../mock-server/domain/world.ts';
import { openWorlds } from '../mock-server/store/file/open-worlds.ts';
import { restoreWorld } from '../mock-server/store/restore-world.ts';
import { type DrivenEngine, driveEngine, engineUnderTest } from '../mock-server/testing/engine-under-test.ts';
import { type Act, act, findId, getWorld } from '../mock-server/testing/acts.ts';
import { fixture, start, terms } from '../mock-server/testing/shipped.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const histories = Number(process.env['HISTORIES'] ?? 100);

const rules: Rules = { ...terms, beginning: { fixture } };
const base = '/api/v1/enrichment';
const submit = `POST ${base}/submit/`;

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
