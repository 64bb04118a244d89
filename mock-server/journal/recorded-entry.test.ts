// The stored data of a request and its response that the control API does not show.
import type { WireRequest } from '../django/message.ts';
import { fixture, lifeCycle, start } from '../testing/shipped.ts';
import { createClock } from '../domain/clock.ts';
import { listJobsOfUser, createWorld, applyCommand } from '../domain/world.ts';
import { instant } from '../../time/time.ts';
import type { Context } from '../pipeline/context.ts';
import type { JournalEntry } from './entry.ts';
import { createRecorder } from './recorded-entry.ts';

const world = createWorld('default', fixture, createClock(start, start));
const request = { method: 'GET', target: '/api/v1/enrichment/status/', headers: {}, body: '' };
const response = { status: 200, headers: [], body: '' };
const record = createRecorder(lifeCycle);

interface Given extends Partial<Context> {
  readonly target?: string;
  readonly headers?: WireRequest['headers'];
}

function of({ target = request.target, headers = {}, ...given }: Given, now = start): JournalEntry {
  const asked = { ...request, headers, target };
  const context = { request: asked, response, world, began: start, now, jobs: [], touchedBy: [], ...given };
  return record(context as unknown as Context, start, [], false);
}

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
  expect(of({ response: busy, headers }).retryAfter).toBe(seconds);
});

const [alice] = fixture.users;
const uuid = '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';

test.each([
  [
    'of a user',
    { user: alice },
    `/api/v1/enrichment/status/${uuid}/`,
    `/api/v1/enrichment/status/${uuid}/`,
    undefined,
    false,
  ],
  [
    'of a user, with a token of the world in its path',
    { user: alice },
    '/a/alice-token/b',
    '/a/***/b',
    undefined,
    false,
  ],
  ['of a user, with a query', { user: alice }, '/a/?page=2&token=x', '/a/', 'page=2&token=***', true],
  [
    'of a stranger, with the same token in path and header',
    { headers: { authorization: 'Bearer foreign-secret' } },
    '/foreign-secret/',
    '/***/',
    undefined,
    false,
  ],
  [
    'of a user that failed',
    {
      user: alice,
      response: { ...response, status: 404 },
      headers: { authorization: 'Bearer alice-token~other' },
    },
    '/alice-token~other',
    '/***',
    undefined,
    false,
  ],
])('the target of a request %s', (_, given, target, path, query, tokenInQuery) => {
  const entry = of({ ...given, target });
  expect([entry.tokenInQuery, entry.query, entry.path, entry.path]).toEqual([
    tokenInQuery,
    query,
    path,
    path,
  ]);
});

test('an entry keeps neither the header nor the jobs of its request', () => {
  const jobs = listJobsOfUser(world, 'alice');
  const headers = { authorization: 'Bearer alice-token' };
  const entry = of({ user: alice, jobs, headers, target: '/a/?page=2' });
  const kept = Object.values(entry);
  expect(kept).not.toContain(headers);
  expect(kept.flat().filter((one) => (jobs as readonly unknown[]).includes(one))).toEqual([]);
  expect(JSON.stringify(entry)).not.toContain('alice-token');
});

test('the target of a successful request is masked when somebody reads it, and once', () => {
  let looks = 0;
  const user = {
    ...fixture.users[0],
    get token() {
      looks += 1;
      return 'alice-token';
    },
  };
  const users = [user] as unknown as typeof fixture.users;
  const entry = of({ user: users[0], world: { ...world, fixture: { ...fixture, users } } });
  const { number, status, query, tokenInQuery } = entry;
  expect([number, status, query, tokenInQuery, looks]).toEqual([0, 200, undefined, false, 0]);
  expect([entry.path, entry.path]).toEqual([request.target, request.target]);
  expect(looks).toBe(1);
});
