// Which entries match, field by field, and how the others differ.
import { entry } from '../testing/journal.ts';
import { listDifferences, type Filter, isMatchingEntry } from './filter.ts';

const one = entry({
  number: 7,
  user: 'alice',
  operation: 'getStatus',
  job: '9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60',
  status: 404,
  faults: ['fault-1', 'fault-3'],
  path: '/api/v1/enrichment/status/x/',
  nearMisses: ['...'],
});

test.each<[Filter]>([
  [{}],
  [{ since: 6 }],
  [{ user: 'alice', operation: 'getStatus' }],
  [{ job: '9F3E7A2B-7C1D-4F12-8C9A-1B2C3D4E5F60' }],
  [{ method: 'get' }],
  [{ status: '404' }],
  [{ status: '4xx' }],
  [{ fault: 'fault-3' }],
  [{ fault: 'any' }],
  [{ path: '/status/x' }],
  [{ nearMisses: true }],
])('%j matches', (filter) => {
  expect([isMatchingEntry(one, filter), listDifferences(one, filter)]).toEqual([true, []]);
});

test.each<[Filter, string]>([
  [{ user: 'bob' }, 'the user is alice, not bob'],
  [{ operation: 'listStatuses' }, 'the operation is getStatus, not listStatuses'],
  [{ job: 'x' }, 'the job is 9f3e7a2b-7c1d-4f12-8c9a-1b2c3d4e5f60, not x'],
  [{ method: 'post' }, 'the method is GET, not POST'],
  [{ status: '200' }, 'the status is 404, not 200'],
  [{ status: '5xx' }, 'the status is 404, not 5xx'],
  [{ status: '0' }, 'the status is 404, not 0'],
  [{ fault: 'fault-2' }, 'the fault is fault-1 and fault-3, not fault-2'],
  [{ path: '/result/' }, 'the path does not contain "/result/"'],
  [{ nearMisses: false }, 'it is a near miss'],
  [{ user: 'bob', status: '2xx' }, 'the user is alice, not bob; the status is 404, not 2xx'],
])('%j does not match: %s', (filter, differs) => {
  expect([isMatchingEntry(one, filter), listDifferences(one, filter).join('; ')]).toEqual([false, differs]);
});

test('a missing value is a difference too', () => {
  expect(listDifferences(entry(), { user: 'bob', fault: 'any', nearMisses: true })).toEqual([
    'the user is none, not bob',
    'the fault is none, not any',
    'it is not a near miss',
  ]);
});

test('an earlier request does not match, and has no differences', () => {
  expect([isMatchingEntry(one, { since: 7 }), listDifferences(one, { since: 7 })]).toEqual([false, []]);
});
