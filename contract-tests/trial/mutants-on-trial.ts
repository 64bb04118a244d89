/** Tests the mutants in parts, so that several workers can run at once. */
import { framingMutants } from '../../mock-server/mutants/framing.ts';
import { mutants } from '../../mock-server/mutants/index.ts';
import { getExpectedIds, getRunsNeeded } from './expected.ts';
import { recordRow } from './table.ts';
import { oldestJobId, runTrial } from './trial.ts';

const parts = 4;

/** The others are in several-runs.test.ts. */
const singleRunMutants = mutants.filter(({ name }) => getRunsNeeded(name) === 1);

/** Mutants below HTTP messages: only a client that reads bytes from a socket observes them. */
const needSockets: ReadonlySet<string> = new Set([
  'length-too-short',
  ...framingMutants.map(({ name }) => name),
]);

/** What they break depends on how often jobs are polled; the others are judged by half as many polls. */
const needCloseWatch: ReadonlySet<string> = new Set([
  'crashes-without-token',
  'pause-takes-a-minute',
  'resume-takes-a-minute',
  'unavailable-at-times',
]);

/** A short trial, since every connection costs time. */
const overSockets = { sockets: true, readsOnly: true, watchMs: 16_000 } as const;

/** @param part from 1 to 4 */
export function tryMutants(part: number): void {
  const own = singleRunMutants.filter((_, index) => index % parts === part - 1);
  test.each(own.map((mutant) => [mutant.name, mutant] as const))(
    '%s breaks the required clauses and no others',
    async (name, mutant) => {
      const { ids } = await runTrial({
        mutants: [mutant],
        knownJobId: oldestJobId,
        paceMs: needCloseWatch.has(name) ? 8000 : 16_000,
        ...(needSockets.has(name) ? overSockets : {}),
      });
      const broken = ids('broken').toSorted();
      const expected = getExpectedIds(name);
      recordRow({ kind: 'mutant', name, expected, broken: [...broken, ...ids('crashed')] });
      expect(ids('crashed')).toEqual([]);
      expect(broken).toEqual(expected);
    },
  );
}
