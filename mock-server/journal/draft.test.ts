// The stored data of a request and its response that the control API does not show.
import { fixture, lifeCycle, start } from '../testing/shipped.ts';
import { createClock } from '../domain/clock.ts';
import { listJobsOfUser, createWorld, applyCommand } from '../domain/world.ts';
import { instant } from '../../time/time.ts';
import type { Context } from '../pipeline/context.ts';
import { createDraft } from './draft.ts';

const world = createWorld('default', fixture, createClock(start, start));
const request = { method: 'GET', target: '/api/v1/enrichment/status/', headers: {}, body: '' };
const response = { status: 200, headers: [], body: '' };
const of = (given: Partial<Context>, now = start) => {
  const context = { request, response, world, began: start, now, jobs: [], touchedBy: [], ...given };
  return createDraft(context as unknown as Context, lifeCycle, []);
};

test('the jobs in a response are recorded as they were then, however late the entry is made', () => {
  const [job] = listJobsOfUser(world, 'carol');
  expect(job).toBeUndefined();
  const command = {
    kind: 'submit',
    owner: 'carol',
    id: 'x',
    at: start,
    rows: 7,
    scenario: 'straight-through',
  } as const;
  const jobs = listJobsOfUser(applyCommand(world, command), 'carol');
  const later = instant(start + 3_600_000);
  expect(of({ jobs }).shown).toEqual([
    { id: 'x', internalStatus: 'Uploading', apiStatus: 'queued', rows: 7 },
  ]);
  expect(of({ jobs }, later).shown).toMatchObject([{ id: 'x', apiStatus: 'completed' }]);
  expect(of({ jobs }).shown).toMatchObject([{ id: 'x', apiStatus: 'queued' }]);
});

test('of a long list a hundred jobs are kept, and unchanged ones are stored once', () => {
  const [job] = listJobsOfUser(world, 'alice');
  if (job === undefined) throw new Error('alice has no jobs.');
  const jobs = Array.from({ length: 500 }, () => job);
  const { shown } = of({ jobs });
  expect([shown.length, new Set([...shown, ...of({ jobs }).shown]).size]).toEqual([100, 1]);
});

test('a response that a fault prevented has the status 0', () => {
  const reset = { delivery: { reset: true as const }, touchedBy: ['fault-1'] };
  expect(of(reset)).toMatchObject({ status: 0, faults: ['fault-1'] });
});

test.each([
  ['30', 30],
  ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
])('Retry-After: %s', (value, seconds) => {
  const busy = { ...response, status: 429, headers: [['retry-after', value] as const] };
  expect(of({ response: busy }).retryAfter).toBe(seconds);
});

test.each([
  ['a program', {}, [], 30],
  ['a page with CORS', { origin: 'http://app.example' }, [['Access-Control-Allow-Origin', '*']], 30],
  ["a page without CORS, as with a proxy's page", { origin: 'http://app.example' }, [], undefined],
] as const)('Retry-After is recorded as %s can read it', (_, headers, added, seconds) => {
  const busy = { status: 503, headers: [['Retry-After', '30'] as const, ...added], body: '' };
  expect(of({ request: { ...request, headers }, response: busy }).retryAfter).toBe(seconds);
});
