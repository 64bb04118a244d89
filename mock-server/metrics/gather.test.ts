// Whichever worker is asked, the metrics are those of all workers of the mock, and of no other mock.
import { createWatchers } from '../store/watchers.ts';
import type { Bus } from '../store/port.ts';
import { gatherFamilies } from './gather.ts';

/** Processes that share a bus: each gets what the others publish. */
function createBuses(count: number): readonly Bus[] {
  const watchers = Array.from({ length: count }, () => createWatchers<(text: string) => void>());
  return watchers.map((own) => ({
    publish: (channel, text) => {
      for (const other of watchers) if (other !== own) for (const onText of other.get(channel)) onText(text);
    },
    subscribe: (channel, onText) => own.add(channel, onText),
  }));
}

/** Never waits for the time, only for the signal; without one it gives up at once. */
const untilAborted = (isPatient: boolean) => (_: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted || !isPatient) resolve();
    else signal.addEventListener('abort', () => resolve());
  });

const createWorker = (bus: Bus | undefined, index: number, others: number, group = 'm', isPatient = true) => {
  if (bus === undefined) throw new Error('There are fewer buses.');
  return gatherFamilies({
    bus,
    group,
    others,
    collect: async () => [
      { name: 'a_total', help: 'A.', type: 'counter', samples: [{ value: 10 ** index }] },
      { name: 'b', help: 'B.', type: 'gauge', samples: [{ value: 10 ** index }] },
    ],
    wait: untilAborted(isPatient),
    id: `worker-${index}`,
  });
};
const createWorkers = (groups: readonly string[], others: number, isPatient = true) =>
  createBuses(groups.length).map((bus, index) => createWorker(bus, index, others, groups[index], isPatient));

const readValues = async (worker: ReturnType<typeof gatherFamilies> | undefined) =>
  (await worker?.collect())?.map(({ samples }) => samples[0]?.value);
const readTotal = async (worker: ReturnType<typeof gatherFamilies> | undefined) =>
  (await readValues(worker))?.[0];

test('each of three workers returns the sum, again and again and at once', async () => {
  const workers = createWorkers(['m', 'm', 'm'], 2);
  const totals = await Promise.all([...workers, ...workers].map(readTotal));
  expect(totals).toEqual([111, 111, 111, 111, 111, 111]);
});

test('the workers of another mock on the same bus do not count', async () => {
  const workers = createWorkers(['m', 'm', 'other', 'other'], 1);
  expect(await Promise.all(workers.map(readTotal))).toEqual([11, 11, 1100, 1100]);
});

test('a worker that does not answer in time is left out', async () => {
  const workers = createWorkers(['m', 'm', 'm'], 2, false);
  workers[2]?.close();
  expect(await readTotal(workers[0])).toBe(11);
});

test('the counts of a worker that ended stay, at each of the others and at those that come later', async () => {
  const [a, b, c, later] = createBuses(4);
  const workers = [a, b, c].map((bus, index) => createWorker(bus, index, 2, 'm', false));
  // The one that collects them is the one that ends.
  expect(await readValues(workers[2])).toEqual([111, 111]);
  workers[2]?.close();
  const successor = createWorker(later, 3, 2, 'm', false);
  expect(await readValues(workers[0])).toEqual([1111, 1011]);
  expect(await readValues(workers[1])).toEqual([1111, 1011]);
  expect(await readValues(successor)).toEqual([1111, 1011]);
});

test('what no worker sends ends none, and does not count', async () => {
  const [bus, foreign] = createBuses(2);
  const worker = createWorker(bus, 0, 1, 'm', false);
  const families = [{ name: 'a_total', help: 'A.', type: 'counter', samples: [{ value: null }] }];
  const answers = [
    '{',
    'null',
    '{"to":"worker-0 1"}',
    { to: 'worker-0 1', from: 'x', families: [null], counts: {} },
    { to: 'worker-0 1', from: 'x', families, counts: {} },
    { to: 'worker-0 1', from: 'x', families: [], counts: { y: families } },
  ].map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  foreign?.subscribe('metrics-of m', () => answers.forEach((one) => foreign.publish('metrics m', one)));
  expect(await readValues(worker)).toEqual([1, 1]);
});

test('one process alone asks nobody', async () => {
  const [alone] = createWorkers(['m'], 0);
  expect(await readTotal(alone)).toBe(1);
});
