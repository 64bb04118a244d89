import type { Observations } from '../verdict/clause.ts';
import { formatAvailability, getAvailability } from '../evidence/availability.ts';
import { type Conduct, inconsistentFault } from '../evidence/conduct.ts';
import { findBreaches, job, list, exchangeDraft, createObservations } from '../testing/exchanges.ts';
import { answersMostRequests } from './availability.ts';

/** Observations of a target with this many requests and these faults. */
function seenWith(used: number, faults: Conduct['faults'], minAvailability?: number): Observations {
  const seen = createObservations(list(job()), exchangeDraft('detail', '', { status: 503 }));
  const conduct = { mode: 'nightly', used, polls: 0, writes: 0, withheld: [], faults } as const;
  const evidence = { ...seen.evidence, target: { ...seen.evidence.target, conduct } };
  return { ...seen, evidence, ...(minAvailability === undefined ? {} : { minAvailability }) };
}

test.each([
  ['too few requests for a statement', 19, { 503: 10 }, undefined, 'unobserved'],
  ['just enough requests, all successful', 20, {}, undefined, 'kept'],
  ['exactly the default share', 100, { 503: 5 }, undefined, 'kept'],
  ['slightly less', 100, { 503: 5, 429: 1 }, undefined, 'broken'],
  ['connection resets', 100, { 'the connection was reset': 6 }, undefined, 'broken'],
  ['enough for the required share', 100, { 503: 40 }, 60, 'kept'],
  ['less than the required share', 100, { 503: 1 }, 99.5, 'broken'],
  ['no fault where none is allowed', 100, {}, 100, 'kept'],
  ['one fault where none is allowed', 1000, { 500: 1 }, 100, 'broken'],
  ['contradictory responses', 20, { [inconsistentFault]: 9 }, undefined, 'kept'],
])('%s', (_, used, faults, min, verdict) => {
  expect(answersMostRequests(seenWith(used, faults, min)).verdict).toBe(verdict);
});

test('a breach gives the share and the failures, and shows a failed exchange', () => {
  expect(answersMostRequests(seenWith(84, { 503: 7, 'the connection was reset': 1 }))).toMatchObject({
    breaches: [
      {
        exchange: '#2',
        expected: 'responses to at least 95 % of the requests',
        actual:
          '90.4 %: 76 of 84 requests were answered; the others: 7 times 503, 1 time no response (the connection was reset)',
      },
    ],
  });
});

test('failures that a retry did not repeat have no exchange to show', () => {
  const { evidence, ...seen } = seenWith(84, { 503: 7 });
  const answered = { ...evidence, exchanges: evidence.exchanges.slice(0, 1) };
  const judgement = answersMostRequests({ ...seen, evidence: answered });
  expect(judgement).toMatchObject({ breaches: [expect.not.objectContaining({ exchange: '#1' })] });
});

test('evidence without traffic statistics is counted by its exchanges', () => {
  const answers = Array.from({ length: 18 }, () => list(job()));
  const { evidence } = createObservations(
    ...answers,
    exchangeDraft('list', '', { status: 502 }),
    exchangeDraft('list', '', { failed: 'host: the connection was reset' }),
    exchangeDraft('odd-id', '', { status: 500 }),
    exchangeDraft('detail', '', { status: 500 }),
  );
  expect(formatAvailability(getAvailability(evidence))).toBe(
    '86.3 %: 19 of 22 requests were answered; the others: 1 time 500, 1 time 502, 1 time no response (the connection was reset)',
  );
  expect(findBreaches(answersMostRequests, ...answers, ...answers)).toEqual([]);
});

test.each([
  [1999, 2000, 99.9],
  [1, 3, 33.3],
  [0, 20, 0],
])('%d of %d is never rounded up', (answered, used, percent) => {
  const { evidence } = seenWith(used, { 503: used - answered });
  expect(getAvailability(evidence)).toMatchObject({ answered, percent });
});

test('without a request there is no availability', () => {
  expect(formatAvailability(getAvailability(seenWith(0, {}).evidence))).toBe('unknown: no request was sent');
});
