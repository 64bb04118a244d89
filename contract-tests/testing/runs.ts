/** For tests of reports: a small run with every verdict and every level. */
import type { Clause, Verdict } from '../verdict/clause.ts';
import { decideOutcome } from '../verdict/judge.ts';
import type { JudgedRun, UnjudgedRun } from '../report/run.ts';
import { createEvidence, firstId, job, list, exchangeDraft } from './exchanges.ts';

const row = (id: string) => ({
  id,
  promise: `The promise ${id} holds.`,
  judge: () => ({ verdict: 'kept', exchanges: [] }) as const,
});
const must = (id: string): Clause => ({
  ...row(id),
  level: 'MUST',
  basis: 'documented',
  source: { page: 'status', section: 'Overview' },
});
const should = (id: string): Clause => ({
  ...row(id),
  level: 'SHOULD',
  basis: 'framework',
  source: { page: 'framework', section: 'Headers' },
});
const assumed = (id: string): Clause => ({
  ...row(id),
  level: 'ASSUMED',
  basis: 'assumed',
  reason: 'No page says it.',
});

const breach = (exchange: string, expected: string, actual: string) => ({ exchange, expected, actual });

export const sampleVerdicts = {
  kept: { clause: must('a-kept'), verdict: 'kept', exchanges: ['#1', '#2'] },
  broken: {
    clause: must('b-broken'),
    verdict: 'broken',
    breaches: [
      breach('#2', 'status 200', 'status 404'),
      breach('#1', 'two\nlines', 'a \u001b[31mbody\u001b[0m <&>"]]>'),
      breach('#9', 'an exchange', 'none'),
      breach('#1', 'more', 'less'),
    ],
  },
  warning: {
    clause: should('c-warning'),
    verdict: 'broken',
    breaches: [breach('#1', 'a header', 'not sent')],
  },
  notice: { clause: assumed('d-notice'), verdict: 'broken', breaches: [breach('#1', 'silence', 'noise')] },
  unobserved: {
    clause: must('e-unobserved'),
    verdict: 'unobserved',
    missing: { need: 'jobs', message: 'a job that moved' },
  },
  off: { clause: must('f-off'), verdict: 'off' },
  crashed: { clause: must('g-crashed'), verdict: 'crashed', reason: 'TypeError: x is not a function' },
} satisfies Readonly<Record<string, Verdict>>;

/** A run with these verdicts. */
export function createRun(
  verdicts: readonly Verdict[] = Object.values(sampleVerdicts),
  strict = false,
): JudgedRun {
  return {
    kind: 'judged',
    version: '1.2.3',
    startedAt: '2026-05-06T15:00:00.000Z',
    tookMs: 1234.5,
    evidence: createEvidence(
      list(job()),
      exchangeDraft('detail', { detail: 'Not found.' }, { status: 404, jobId: firstId }),
    ),
    verdicts,
    readings: { 'list-envelope': 'bare-array', 'server-error': undefined, timestamps: 'another' },
    outcome: decideOutcome(verdicts, { strict }),
    strict,
  };
}

/** A run that judged nothing, since its target rejected the token. */
export function createUnjudgedRun(
  message = 'The target refuses the token (status 401 for https://test.example/api/v1/enrichment/status/). Check that it is valid there.',
): UnjudgedRun {
  return {
    kind: 'unjudged',
    version: '1.2.3',
    startedAt: '2026-05-06T15:00:00.000Z',
    tookMs: 410,
    strict: false,
    target: 'https://test.example',
    mode: 'nightly',
    error: { reason: 'token-refused', message, exitStatus: 3 },
  };
}
