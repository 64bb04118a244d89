import { measureCoverage } from '../verdict/coverage.ts';
import { contract } from '../contract/index.ts';
import { judge } from '../verdict/judge.ts';
import { modes } from '../traffic/modes.ts';
import { runTrial, type TrialOptions } from './trial.ts';

/** A ledger with an earlier observation of alice's jobs, as in the mock's default world. */
async function getEarlier(options: TrialOptions) {
  const { seen } = await runTrial({ ...options, readsOnly: true, watchMs: 0 });
  const { createLedger } = await import('../ledger/format.ts');
  const { toEarlier, addRun } = await import('../ledger/ledger.ts');
  const { lifeCycle } = seen.spec;
  const outcome = { status: 0, message: '' } as const;
  const ledger = addRun(createLedger(seen.evidence.target.baseUrl), {
    startedAt: '2026-05-05T03:00:00Z',
    evidence: seen.evidence,
    verdicts: [],
    outcome,
    lifeCycle,
    drift: 0,
  });
  // Observed early in its life, so that a job has changed since.
  return {
    ...toEarlier(ledger),
    jobs: toEarlier(ledger).jobs.map((job) =>
      job.status === 'completed' ? { ...job, status: 'queued', updatedAt: job.submittedAt ?? '' } : job,
    ),
  };
}

async function coverage(options: TrialOptions) {
  const { seen } = await runTrial(options);
  const { percent, kinds } = measureCoverage(judge(contract, seen), seen);
  return { percent, missing: kinds.flatMap(({ missing }) => missing) };
}

test('an honest mock reaches 100 % coverage if everything is requested', async () => {
  const earlier = await getEarlier({});
  expect(await coverage({ earlier })).toEqual({ percent: 100, missing: [] });
});

test('an honest mock with the other readings reaches it too', async () => {
  const readings = ['list-envelope=page-number', 'results-not-ready=conflict'];
  const earlier = await getEarlier({ readings });
  expect(await coverage({ readings, earlier })).toEqual({ percent: 100, missing: [] });
});

test('requests that the production mode never sends do not count as missing', async () => {
  const { missing } = await coverage({
    readsOnly: true,
    limits: { mode: modes.production, maxRequests: 40 },
  });
  expect(missing.filter((name) => name.endsWith(' 401'))).toEqual([]);
});
