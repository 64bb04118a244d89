// Advice is shown where it happened.
import type { ShownRequest } from '../../../page-parts/polls.ts';
import type { Advice } from '../state/app.ts';
import { joinMarks, placeAdvice } from './advice-marks.ts';

const createRequest = (number: number, more: Partial<ShownRequest>): ShownRequest => ({
  number,
  at: '',
  world_time: `2026-05-06T00:00:0${number}Z`,
  method: 'GET',
  path: '/',
  status: 200,
  duration_ms: 1,
  faults: [],
  ...more,
});
const createAdvice = (id: string, entries: readonly number[], more: Partial<Advice> = {}): Advice => ({
  id,
  level: 'warning',
  title: '',
  seen: '',
  times: 1,
  entries: [...entries],
  why: '',
  source: '',
  do: '',
  in_code: { fetch: '', tanstack_query: '', swr: '' },
  ...more,
});
const requests = [
  createRequest(3, { job: 'a', user: 'alice' }),
  createRequest(5, { user: 'alice' }),
  createRequest(7, {}),
];

test('advice is on the lane of each request that shows it, or on all lanes of its user', () => {
  const advice = createAdvice('too-fast', [3, 5]);
  const { ofJob, ofUser } = placeAdvice([advice], requests);
  expect(ofJob.get('a')).toEqual([{ at: Date.UTC(2026, 4, 6, 0, 0, 3), advice }]);
  expect(ofUser.get('alice')).toEqual([{ at: Date.UTC(2026, 4, 6, 0, 0, 5), advice }]);
});

test('a request without a job or a user takes that of the advice', () => {
  const { ofJob, ofUser } = placeAdvice(
    [createAdvice('one', [7], { job: 'b' }), createAdvice('two', [7], { user: 'bob' })],
    requests,
  );
  expect([...ofJob.keys(), ...ofUser.keys()]).toEqual(['b', 'bob']);
});

test('advice about a forgotten request has no place', () => {
  const { ofJob, ofUser } = placeAdvice([createAdvice('old', [1, 4, 9])], requests);
  expect(ofJob.size + ofUser.size).toBe(0);
});

test('marks that are close become one flag, with each piece of advice once', () => {
  const [one, two] = [createAdvice('one', []), createAdvice('two', [])];
  const marks = [
    { at: 4, advice: two },
    { at: 0, advice: one },
    { at: 5, advice: one },
    { at: 100, advice: one },
  ];
  expect(joinMarks(marks, (at) => at)).toEqual([
    { x: 0, advice: [one, two] },
    { x: 100, advice: [one] },
  ]);
});
