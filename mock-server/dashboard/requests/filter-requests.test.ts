// Which requests the list shows.
import type { ShownRequest } from '../../../page-parts/polls.ts';
import {
  anyRequest,
  countFilters,
  FilteredRequests,
  matchesFilter,
  type RequestFilter,
  unknownUser,
} from './filter-requests.ts';

const entry: ShownRequest = {
  number: 7,
  at: '2026-05-06T14:23:12.000Z',
  world_time: '2026-05-06T14:23:11.500Z',
  method: 'GET',
  path: '/api/v1/enrichment/status/',
  query: 'page=2',
  user: 'alice',
  operation: 'listStatuses',
  job: '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60',
  status: 404,
  duration_ms: 3,
  faults: ['fault-1'],
  near_misses: ['The trailing slash is missing.'],
};

test.each<[Partial<RequestFilter>, boolean]>([
  [{}, true],
  [{ method: 'GET' }, true],
  [{ method: 'POST' }, false],
  [{ path: 'STATUS/?page' }, true],
  [{ path: 'result' }, false],
  [{ status: '404' }, true],
  [{ status: '40' }, false],
  [{ status: '4xx' }, true],
  [{ status: '5xx' }, false],
  [{ user: 'alice' }, true],
  [{ user: unknownUser }, false],
  [{ job: ' 9F3e7' }, true],
  [{ job: '3e7' }, false],
  [{ operation: 'listStatuses' }, true],
  [{ operation: 'getStatus' }, false],
  [{ fault: 'any' }, true],
  [{ fault: 'fault-1' }, true],
  [{ fault: 'fault-11' }, false],
  [{ hasNearMisses: true }, true],
  [{ until: '2026-05-06T14:23:11.500Z' }, true],
  [{ until: '2026-05-06T14:23:11.499Z' }, false],
  [{ text: 'slash is' }, true],
  [{ text: 'ALICE' }, true],
  [{ text: 'bob' }, false],
  [{ user: 'alice', status: '5xx' }, false],
])('%j: %s', (filter, expected) => {
  expect(matchesFilter(entry, { ...anyRequest, ...filter })).toBe(expected);
});

test('a request without a user, a fault, or an explanation', () => {
  const { user: _, near_misses: __, job: ___, ...rest } = entry;
  const plain = { ...rest, status: 0, faults: [] };
  const matches = (filter: Partial<RequestFilter>) => matchesFilter(plain, { ...anyRequest, ...filter });
  expect(matches({ user: unknownUser, status: '0' })).toBe(true);
  expect([{ fault: 'any' }, { hasNearMisses: true }, { job: '9' }, { status: '0xx' }].map(matches)).toEqual(
    Array(4).fill(false),
  );
});

test('the parts of a filter are counted, except for the moment that the page shows', () => {
  expect(countFilters({ ...anyRequest, until: 'x', method: 'GET', hasNearMisses: true })).toBe(2);
});

const journal = (numbers: readonly number[]) =>
  numbers.map((number) => ({ ...entry, number, status: number % 2 === 0 ? 200 : 404 }));

const numbers = (list: readonly ShownRequest[]) => list.map(({ number }) => number);

describe('the list of matching requests', () => {
  const filter = { ...anyRequest, status: '404' };
  test('grows with the journal', () => {
    const filtered = new FilteredRequests();
    const source = journal([1, 2, 3]);
    const first = filtered.update(source, filter);
    expect(numbers(first)).toEqual([1, 3]);
    source.push(...journal([4, 5]));
    expect(filtered.update(source, filter)).toBe(first);
    expect(numbers(first)).toEqual([1, 3, 5]);
  });

  test('starts again with another journal or another filter', () => {
    const filtered = new FilteredRequests();
    filtered.update(journal([1, 2, 3]), filter);
    const source = journal([8, 9]);
    expect(numbers(filtered.update(source, filter))).toEqual([9]);
    expect(numbers(filtered.update(source, anyRequest))).toEqual([8, 9]);
    expect(numbers(filtered.update([], anyRequest))).toEqual([]);
  });
});
