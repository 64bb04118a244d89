/** For tests of the report for people: a run that fills every part of the page. */
import type { JudgedRun } from '../report/run.ts';
import { detail, createEvidence, firstId, job, list, exchangeDraft, secondId } from './exchanges.ts';
import { createRun } from './runs.ts';

const jobs = (first: string, second: string) =>
  list(job({ status: first }), job({ job_id: secondId, status: second }));

export function createMovingRun(): JudgedRun {
  const evidence = createEvidence(
    jobs('queued', 'in-progress'),
    exchangeDraft('detail', { detail: 'Not found.' }, { status: 404, jobId: firstId }),
    detail(job({ status: 'in-progress' })),
    jobs('in-progress', 'in-progress'),
    detail(job({ status: 'in-progress' })),
    jobs('completed', 'failed'),
    exchangeDraft('no-token', 'x'.repeat(300), { status: 401 }),
  );
  const past = Array.from({ length: 34 }, (_, index) => ({
    at: new Date(Date.UTC(2026, 3, 1 + index, 3)).toISOString(),
    broken: index % 5 === 0 ? index % 4 : 0,
    warnings: index % 7 === 0 ? 1 : 0,
    notices: 0,
    kept: 80 - (index % 4),
    unobserved: 6,
  }));
  return {
    ...createRun(),
    evidence,
    history: past,
    changes: { newly: ['b-broken'], still: ['c-warning', 'd-notice'], fixed: ['a-kept'] },
  };
}
