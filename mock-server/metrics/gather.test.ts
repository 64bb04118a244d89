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

const createWorkers = (groups: readonly string[], others: number, isPatient = true) =>
  createBuses(groups.length).map((bus, index) =>
    gatherFamilies({
      bus,
      group: groups[index] ?? '',
      others,
      collect: async () => [
        { name: 'a_total', help: 'A.', type: 'counter', samples: [{ value: 10 ** index }] },
      ],
      wait: untilAborted(isPatient),
      id: `worker-${index}`,
    }),
  );

const readTotal = async (worker: ReturnType<typeof gatherFamilies> | undefined) =>
  (await worker?.collect())?.[0]?.samples[0]?.value;

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

test('one process alone asks nobody', async () => {
  const [alone] = createWorkers(['m'], 0);
  expect(await readTotal(alone)).toBe(1);
});
