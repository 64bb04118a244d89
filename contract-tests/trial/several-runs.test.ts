import { mutants } from '../../mock-server/mutants/index.ts';
import { createAjv } from '../../openapi/testing/ajv.ts';
import schema from '../ledger/ledger.schema.json' with { type: 'json' };
import { getExpectedIds, getRunsNeeded, isAcrossRuns } from './expected.ts';
import { runSeveralTrials } from './several-runs.ts';
import { recordRow } from './table.ts';

const dayMs = 86_400_000;

test.each(
  mutants
    .map((mutant) => [mutant.name, mutant, getRunsNeeded(mutant.name)] as const)
    .filter(([, , runs]) => runs > 1),
)('%s breaks the required clauses and no others', async (name, mutant, runs) => {
  const { last } = await runSeveralTrials({ mutants: [mutant], runs });
  const broken = last.ids('broken').toSorted();
  const expected = getExpectedIds(name);
  recordRow({ kind: 'mutant', name, expected, broken: [...broken, ...last.ids('crashed')] });
  expect(last.ids('crashed')).toEqual([]);
  expect(broken).toEqual(expected);
});

test.each([
  ['an hour', 3_600_000],
  ['a day', dayMs],
  ['a week', 7 * dayMs],
])('an honest mock breaks no clause when it is observed again after %s', async (_, gapMs) => {
  const { last } = await runSeveralTrials({ gapMs, runs: 3 });
  expect([last.ids('broken'), last.ids('crashed')]).toEqual([[], []]);
  expect(last.ids('kept').filter(isAcrossRuns).length).toBeGreaterThan(6);
});

test.each([
  ['list-envelope=page-number'],
  ['list-envelope=total-pages'],
  ['timestamps=microseconds'],
  ['job-id-route=string'],
])('an honest mock with %s breaks no clause across runs', async (reading) => {
  const { last } = await runSeveralTrials({ readings: [reading] });
  expect([last.ids('broken'), last.ids('crashed')]).toEqual([[], []]);
});

test('the first run judges no clause about earlier runs, and says so', async () => {
  const { last } = await runSeveralTrials({ runs: 1 });
  expect(last.ids('unobserved').filter(isAcrossRuns)).toHaveLength(10);
  const first = last.verdicts.find(({ clause }) => isAcrossRuns(clause.id));
  expect(first).toMatchObject({
    missing: { need: 'earlier-run', message: 'an earlier run; the ledger is new' },
  });
});

test.each([
  ['fails-overnight', 'night-final-stays'],
  ['submitted-another-day', 'night-submitted-same'],
  ['reversed-overnight', 'night-order-stays'],
])('one list request per run is enough to catch %s', async (name, id) => {
  const { last } = await runSeveralTrials({
    mutants: mutants.filter((mutant) => mutant.name === name),
    oneLook: true,
  });
  expect(last.ids('broken')).toEqual([id]);
});

test('the ledger fits its schema, and contains neither tokens nor people', async () => {
  const { ledger } = await runSeveralTrials({ runs: 2 });
  const fits = createAjv().compile(schema as object);
  expect([fits(ledger), fits.errors]).toEqual([true, null]);
  expect(ledger.jobs).toHaveLength(14);
  expect(JSON.stringify(ledger)).not.toMatch(/alice|bob|@|Bearer|first_name/);
});
