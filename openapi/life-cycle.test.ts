import { createLifeCycle } from './life-cycle.ts';
import { loadShippedSpec } from './shipped.ts';

const { lifeCycle, document } = loadShippedSpec();

test.each([
  ['Uploading', 'queued'],
  ['Draft', 'queued'],
  ['Enrichment Started', 'in-progress'],
  ['Enrichment Completed', 'completed'],
  ['Enhancement Completed', 'completed'],
  ['Failure', 'failed'],
  ['Upload Failed', 'failed'],
  ['Paused', 'paused'],
])('%s maps to %s, as in the table of the status page', (internal, api) => {
  expect(lifeCycle.getApiStatus(internal)).toBe(api);
});

test('there are eight internal statuses and five API statuses', () => {
  expect(lifeCycle.internalStatuses).toHaveLength(8);
  expect(lifeCycle.apiStatuses).toEqual(['queued', 'in-progress', 'completed', 'failed', 'paused']);
});

test('an unknown internal status is a bug', () => {
  expect(() => lifeCycle.getApiStatus('Gone')).toThrow('The document has no internal status "Gone".');
});

// Which status can be seen after which, however many polls were missed; a status can always be seen again.
test.each([
  //               queued, in-progress, completed, failed, paused
  ['queued', [true, true, true, true, true]],
  ['in-progress', [false, true, true, true, true]],
  ['completed', [false, false, true, false, false]],
  ['failed', [false, false, false, true, false]],
  ['paused', [false, true, true, true, true]],
])('a job with the API status %s may later have %j', (from, allowed) => {
  expect(lifeCycle.apiStatuses.map((to) => lifeCycle.mayBecome(from, to))).toEqual(allowed);
});

test.each([
  ['queued', false, false, false],
  ['in-progress', false, false, false],
  ['completed', true, true, true],
  ['failed', true, false, true],
  ['paused', true, true, false],
])('%s: ends polling %s, has results %s, stays forever %s', (api, ends, results, stays) => {
  expect([lifeCycle.endsPolling(api), lifeCycle.hasResults(api), lifeCycle.staysFor(api)]).toEqual([
    ends,
    results,
    stays,
  ]);
});

test.each([
  ['Uploading', true, false, false],
  ['Draft', true, false, false],
  ['Enrichment Started', false, true, false],
  ['Enrichment Completed', false, false, false],
  ['Enhancement Completed', false, false, true],
  ['Failure', false, false, true],
  ['Upload Failed', false, false, true],
  ['Paused', false, false, false],
])('%s: initial %s, works %s, final %s', (internal, initial, works, final) => {
  expect([lifeCycle.isInitial(internal), lifeCycle.works(internal), lifeCycle.isFinal(internal)]).toEqual([
    initial,
    works,
    final,
  ]);
});

test.each([
  ['Enrichment Started', 'pause', 'Paused'],
  ['Paused', 'resume', 'Enrichment Started'],
  ['Uploading', 'failure', 'Upload Failed'],
  ['Enrichment Completed', 'time', 'Enhancement Completed'],
  ['Draft', 'pause', undefined],
  ['Failure', 'resume', undefined],
] as const)('from %s the cause "%s" leads to %s', (from, cause, to) => {
  expect(lifeCycle.getNext(from, cause)).toBe(to);
});

test('a pause affects only a job that is being processed', () => {
  expect([lifeCycle.statusesBefore('pause'), lifeCycle.statusesBefore('resume')]).toEqual([
    ['Enrichment Started'],
    ['Paused'],
  ]);
});

test.each([
  ['Uploading', 'Draft', true],
  ['Uploading', 'Enrichment Started', false],
  ['Draft', 'Draft', false],
  ['Enhancement Completed', 'Enrichment Completed', false],
])('%s may be followed directly by %s: %s', (from, to, may) => {
  expect(lifeCycle.mayFollow(from, to)).toBe(may);
});

test.each([
  ['Uploading', 'Upload Failed'],
  ['Draft', 'Failure'],
  ['Enrichment Started', 'Failure'],
  ['Paused', 'Failure'],
  ['Enrichment Completed', undefined],
  ['Failure', undefined],
])('a job that is %s fails as %s', (from, to) => {
  expect(lifeCycle.failureAfter(from)).toBe(to);
});

test.each([
  ['Uploading', 'Enhancement Completed', true],
  ['Paused', 'Paused', true],
  ['Paused', 'Enrichment Started', true],
  ['Enrichment Started', 'Draft', false],
  ['Failure', 'Enrichment Started', false],
])('%s can reach %s in some number of moves: %s', (from, to, may) => {
  expect(lifeCycle.mayReach(from, to)).toBe(may);
});

test('a job is before, during or after its work', () => {
  expect(lifeCycle.internalStatuses.map((status) => `${status}: ${lifeCycle.workIn(status)}`)).toEqual([
    'Uploading: to-come',
    'Draft: to-come',
    'Enrichment Started: under-way',
    'Enrichment Completed: over',
    'Enhancement Completed: over',
    'Failure: over',
    'Upload Failed: over',
    'Paused: under-way',
  ]);
});

test('a failure is final and leaves nothing to fetch', () => {
  expect(lifeCycle.internalStatuses.filter(lifeCycle.isFailure)).toEqual(['Failure', 'Upload Failed']);
});

test('the polling intervals are those of the status page', () => {
  expect(lifeCycle.polling).toEqual({
    smallJobs: { 'from-seconds': 2, 'to-seconds': 5 },
    largeJobs: { 'from-seconds': 15, 'to-seconds': 30 },
  });
});

test('a different mapping changes the life cycle without a code change', () => {
  const data = structuredClone(document['x-life-cycle']);
  const paused = data['internal-statuses']['Paused'];
  if (paused !== undefined) paused['api-status'] = 'in-progress';
  const other = createLifeCycle(data);
  expect(other.getApiStatus('Paused')).toBe('in-progress');
  expect([other.mayBecome('in-progress', 'queued'), other.mayBecome('queued', 'paused')]).toEqual([
    false,
    false,
  ]);
});
