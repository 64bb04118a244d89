// Requests as marks: their kinds, and which of them become one.
import fc from 'fast-check';

import { formatRfc3339, instant } from '../time/time.ts';
import type { ShownRequest } from './polls.ts';
import { clusterPolls, createPollReader, getPollKind } from './polls.ts';
import { createTimeScale } from './time-scale.ts';

const start = Date.UTC(2026, 4, 6);
const createRequest = (after: number, status = 200, faults: readonly string[] = []): ShownRequest => ({
  number: after,
  at: '',
  world_time: formatRfc3339(instant(start + after), 3),
  method: 'GET',
  path: '/',
  status,
  duration_ms: 1,
  faults: [...faults],
});
const scale = createTimeScale(1, [], 50);
const range = { origin: start, from: 0, to: 1000 };
const always = { since: 0, until: Number.POSITIVE_INFINITY };
const cluster = (requests: readonly ShownRequest[], between = always) =>
  clusterPolls(createPollReader()(requests), scale, range, between, 5);

test.each([
  [200, 'ok'],
  [301, 'ok'],
  [404, 'refused'],
  [429, 'limited'],
  [500, 'broken'],
  [0, 'broken'],
])('a response with %i is %s', (status, kind) => {
  expect(getPollKind({ status })).toBe(kind);
});

test('polls that are close become one mark, which counts them and their faults', () => {
  const clusters = cluster([createRequest(10), createRequest(12, 200, ['slow']), createRequest(100)]);
  expect(clusters.map(({ x, end, count, faults }) => [x, end, count, faults])).toEqual([
    [10, 12, 2, 1],
    [100, 100, 1, 0],
  ]);
});

test('kinds remain apart, however close they are', () => {
  const clusters = cluster([createRequest(10), createRequest(10, 429), createRequest(11)]);
  expect(clusters.map(({ kind, count }) => [kind, count])).toEqual([
    ['ok', 2],
    ['limited', 1],
  ]);
});

test('what is out of sight, before the job, or in the future of what is shown is left out', () => {
  const requests = [5, 50, 500, 5000].map((after) => createRequest(after));
  expect(cluster(requests).map(({ x }) => x)).toEqual([5, 50, 500]);
  expect(cluster(requests, { since: start + 50, until: start + 60 }).map(({ x }) => x)).toEqual([50]);
});

test('a growing list is read once, and stays in order when the clock is set back', () => {
  const read = createPollReader();
  const requests = [createRequest(10)];
  const [first] = read(requests);
  requests.push(createRequest(5));
  expect(read(requests).map(({ at }) => at - start)).toEqual([10, 10]);
  expect(read(requests)[0]).toBe(first);
});

test('only requests that are accepted are read, each once', () => {
  const seen: number[] = [];
  const read = createPollReader(({ number, status }) => {
    seen.push(number);
    return status === 200;
  });
  const requests = [createRequest(1), createRequest(2, 404)];
  read(requests);
  requests.push(createRequest(3));
  expect(read(requests).map(({ at }) => at - start)).toEqual([1, 3]);
  expect(seen).toEqual([1, 2, 3]);
});

test('no poll in sight is lost', () => {
  const requests = fc.array(fc.tuple(fc.nat(1000), fc.constantFrom(200, 404, 429, 500)));
  fc.assert(
    fc.property(requests, (all) => {
      const sorted = all.toSorted(([a], [b]) => a - b).map(([after, status]) => createRequest(after, status));
      expect(cluster(sorted).reduce((sum, { count }) => sum + count, 0)).toBe(sorted.length);
    }),
  );
});
