// Which correct requests a wrong one may have meant.
import { spec } from '../../testing/shipped.ts';
import { getDefaultReadings } from '../../../openapi/questions.ts';
import type { ShownRequest } from '../../../page-parts/polls.ts';
import { createNearRequests } from './near-requests.ts';

const find = createNearRequests({ spec, readings: getDefaultReadings(spec.questions) });
const id = '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60';
const own = '/api/v1/enrichment';
const entry: ShownRequest = {
  number: 1,
  at: '2026-05-06T14:23:11.000Z',
  world_time: '2026-05-06T14:23:11.000Z',
  method: 'GET',
  path: `${own}/status/`,
  status: 404,
  duration_ms: 1,
  faults: [],
  near_misses: ['It is explained.'],
};

test.each<[string, Partial<ShownRequest>, readonly string[]]>([
  ['a wrong segment', { path: `${own}/results/${id}/` }, [`GET ${own}/result/${id}/`]],
  ['a missing slash', { status: 301, path: `${own}/status`, query: 'page=2' }, [`GET ${own}/status/?page=2`]],
  ['a wrong method', { status: 405, method: 'PUT' }, [`GET ${own}/status/`]],
  [
    'a token in the query',
    { status: 401, query: 'token=***&page=2', token_in_query: true },
    [`GET ${own}/status/?page=2`],
  ],
  ['a path that is like no other', { path: '/favicon.ico' }, []],
  ['a missing job', { path: `${own}/status/${id}/`, operation: 'getStatus' }, []],
  ['a wrong token', { status: 401 }, []],
  ['a path with broken percent signs', { path: `${own}/results/${id}/%zz` }, [`GET ${own}/result/${id}/`]],
])('%s', (_, given, expected) => {
  expect(find({ ...entry, ...given })).toEqual(expected);
});

test('a request that a fault made fail meant what it said', () => {
  const { near_misses: _, ...plain } = entry;
  expect(find({ ...plain, path: `${own}/results/${id}/` })).toEqual([]);
});
