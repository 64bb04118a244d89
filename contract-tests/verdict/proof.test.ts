import { contract } from '../contract/index.ts';
import {
  createObservations,
  detail,
  type ExchangeDraft,
  exchangeDraft,
  job,
  list,
  secondId,
} from '../testing/exchanges.ts';
import type { Verdict } from './clause.ts';
import { judge } from './judge.ts';
import { findProof } from './proof.ts';

const judgeClause = (id: string, ...all: readonly ExchangeDraft[]) => {
  const seen = createObservations(...all);
  const [verdict] = judge(
    contract.filter((clause) => clause.id === id),
    seen,
  );
  if (verdict === undefined) throw new Error(`There is no clause ${id}.`);
  return { seen, verdict, proof: findProof(verdict, seen) };
};

const noise = (count: number) => Array.from({ length: count }, () => exchangeDraft('options', ''));
const done = job({ status: 'completed' });
const again = exchangeDraft('watch-list', [job({ status: 'queued', updated_at: '2026-05-06T14:59:00Z' })]);

test.each<[string, string, readonly ExchangeDraft[], readonly string[]]>([
  ['one response', 'list-no-duplicates', [...noise(3), list(job(), job()), ...noise(9)], ['#4']],
  [
    'two that follow each other',
    'final-stays',
    [...noise(2), list(done), ...noise(40), again],
    ['#3', '#44'],
  ],
  [
    'one list of several',
    'list-newest-first',
    [
      list(job({ submitted_at: '2026-05-06T14:00:00Z' }), job({ job_id: secondId })),
      ...noise(5),
      exchangeDraft('list-again', [job({ submitted_at: '2026-05-06T14:00:00Z' }), job({ job_id: secondId })]),
    ],
    ['#1'],
  ],
  [
    'a job between two lists',
    'list-agrees-with-detail',
    [
      ...noise(1),
      list(job()),
      ...noise(7),
      detail(job({ status: 'paused' })),
      ...noise(7),
      exchangeDraft('list-again', [job()]),
    ],
    ['#2', '#10', '#18'],
  ],
])('the proof of a breach in %s is exactly that', (_, id, all, want) => {
  const { seen, verdict, proof } = judgeClause(id, ...all);
  expect(verdict.verdict).toBe('broken');
  expect(proof?.exchanges.map((one) => one.id)).toEqual(want);
  const repeated = verdict.clause.judge({ ...seen, evidence: proof ?? seen.evidence });
  expect(repeated.verdict).toBe('broken');
});

test('the proof breaks the clause in the same way, not in another way that the gaps cause', () => {
  // The last list shows that the job was not deleted.
  const { proof } = judgeClause(
    'list-keeps-jobs',
    list(job(), job({ job_id: secondId })),
    exchangeDraft('list-again', [job(), job({ job_id: secondId })]),
    exchangeDraft('watch-list', [job()]),
    exchangeDraft('watch-list', [job(), job({ job_id: secondId })]),
  );
  expect(proof?.exchanges.slice(1).map(({ id }) => id)).toEqual(['#3', '#4']);
  expect(proof?.exchanges).toHaveLength(3);
});

test.each<[string, (verdict: Verdict) => Verdict]>([
  ['is kept', ({ clause }) => ({ clause, verdict: 'kept', exchanges: [] })],
  ['crashed', ({ clause }) => ({ clause, verdict: 'crashed', reason: 'x' })],
])('a clause that %s has no proof', (_, change) => {
  const { seen, verdict } = judgeClause('list-no-duplicates', list(job(), job()));
  expect(findProof(change(verdict), seen)).toBeUndefined();
});

test('a judge that answers differently each time leaves the named exchange', () => {
  const { seen, verdict } = judgeClause('list-no-duplicates', list(job(), job()), ...noise(3));
  const fickle = {
    ...verdict.clause,
    judge: () => {
      throw new Error('not again');
    },
  };
  const proof = findProof({ ...verdict, clause: fickle }, seen);
  expect(proof?.exchanges.map(({ id }) => id)).toEqual(['#1']);
});
