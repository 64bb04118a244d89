import { measureCoverage, formatCoverage } from './coverage.ts';
import type { Verdict } from './clause.ts';
import { findUnansweredOperations, formatConduct, checkSoundness } from './soundness.ts';
import { detail, createEvidence, firstId, job, list, exchangeDraft, spec } from '../testing/exchanges.ts';
import { sampleVerdicts } from '../testing/runs.ts';

const kept = { status: 0, message: 'The contract is kept.' } as const;
const down = (status = 503) => exchangeDraft('detail', '', { status, jobId: firstId });
const some = { percent: 60, kinds: [], needWriting: 0 };

describe('an operation that never responds', () => {
  const evidence = createEvidence(
    list(job()),
    down(),
    down(502),
    exchangeDraft('detail', '', { jobId: firstId, failed: 'host: reset' }),
  );

  test('is reported, and a run without broken clauses ends with status 3', () => {
    const message = 'getStatus was not observed: none of its 3 requests was answered (503, 502, reset).';
    expect(findUnansweredOperations(evidence)).toEqual([{ operationId: 'getStatus', message }]);
    expect(checkSoundness(kept, evidence, some, undefined)).toEqual({
      status: 3,
      reason: 'unavailable',
      message: `${message} The contract cannot be judged without it. Try again later.`,
    });
  });

  test('does not hide a broken clause', () => {
    const broken = { status: 1, message: 'The contract is broken.' } as const;
    expect(checkSoundness(broken, evidence, some, 80)).toEqual(broken);
  });

  test('counts as responding after one response', () => {
    expect(findUnansweredOperations(createEvidence(down(), down(), detail(job())))).toEqual([]);
  });
});

test.each([
  [60, 0],
  [61, 3],
  [undefined, 0],
])('60%% coverage with %p required causes exit status %i', (required, status) => {
  expect(checkSoundness(kept, createEvidence(list(job())), some, required)).toMatchObject({ status });
});

test('coverage counts clauses, statuses, responses and fields, and names what would add to it', () => {
  const needsWriting: Verdict = {
    ...sampleVerdicts.unobserved,
    missing: { need: 'write-access', message: 'a job that this run created' },
  };
  const evidence = createEvidence(list(job()), detail(job()), exchangeDraft('no-token', {}, { status: 401 }));
  const coverage = measureCoverage(
    [sampleVerdicts.kept, sampleVerdicts.unobserved, sampleVerdicts.off, needsWriting],
    { evidence, spec },
  );
  expect(coverage.kinds.slice(0, 2)).toEqual([
    { name: 'clauses', seen: 1, all: 2, missing: ['e-unobserved'] },
    { name: 'API statuses', seen: 1, all: 5, missing: ['queued', 'completed', 'failed', 'paused'] },
  ]);
  expect(coverage.needWriting).toBe(1);
  const text = formatCoverage(coverage);
  expect(text).toMatch(
    /^Coverage of the contract: \d+% \(1 of 2 clauses, 1 of 5 API statuses, 3 of \d+ responses, 4 of \d+ fields\); 1 more clause needs write access\.\n/,
  );
  expect(text).toContain('Not seen: jobs that are queued, completed, failed, paused; the responses ');
});

test("the reports separate the run's problems from the contract", () => {
  const conduct = {
    mode: 'nightly',
    used: 70,
    allowed: 80,
    polls: 14,
    writes: 0,
    withheld: [],
    faults: { 503: 3, 'the connection was reset': 1 },
  } as const;
  const evidence = createEvidence(list(job()));
  expect(formatConduct({ ...evidence, target: { ...evidence.target, conduct } })).toEqual([
    'Requests in mode nightly: 70 of 80 allowed, plus 14 to poll jobs.',
  ]);
});
