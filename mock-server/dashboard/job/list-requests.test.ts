// Which requests the panel of a job shows.
import { formatRfc3339 } from '../../../time/time.ts';
import { start } from '../../testing/shipped.ts';
import type { ShownRequest } from '../../../page-parts/polls.ts';
import { listJobRequests } from './list-requests.ts';

const request = (number: number, operation: string, at = start): ShownRequest => ({
  number,
  operation,
  method: 'GET',
  path: '/',
  status: 200,
  duration_ms: 1,
  faults: [],
  at: formatRfc3339(at, 3),
  world_time: formatRfc3339(at, 3),
});

const own = [request(1, 'getStatus'), request(4, 'getStatus'), request(6, 'getResults')];
const lists = [request(2, 'listStatuses'), request(3, 'submitEnrichment'), request(5, 'listStatuses')];
const numbers = (max: number, now = start, submittedAt = start) =>
  listJobRequests({ submittedAt }, own, lists, now, max).map(
    ({ request: { number }, isList }) => `${number}${isList ? ' list' : ''}`,
  );

test('its own and the lists of its owner, the latest first', () => {
  expect(numbers(10)).toEqual(['6', '5 list', '4', '2 list', '1']);
  expect(numbers(2)).toEqual(['6', '5 list']);
});

test('none of a later moment, and no list from before its submission', () => {
  expect(numbers(10, (start - 1) as typeof start)).toEqual([]);
  expect(numbers(10, start, (start + 1) as typeof start)).toEqual(['6', '4', '1']);
});
