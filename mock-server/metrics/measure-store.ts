/** A store that measures its calls: how long they take, how they end, and how many entries they write. */
import { isPromise, type Later } from '../portions/portions.ts';
import type { WorldStore } from '../store/port.ts';
import type { Family } from './family.ts';
import { createHistogram, type Histogram } from './histogram.ts';

export interface MeasuredStore<State> {
  readonly store: WorldStore<State>;
  readonly collect: () => readonly Family[];
}

type Outcome = 'ok' | 'error';

const latencyBounds = [
  0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
];

/** @param now steady real time in milliseconds, with fractions */
export function measureStore<State>(store: WorldStore<State>, now: () => number): MeasuredStore<State> {
  const latencies = new Map<string, Histogram>();
  let entries = 0;
  const note = (call: string, outcome: Outcome, began: number): void => {
    const key = `${call} ${outcome}`;
    let known = latencies.get(key);
    if (known === undefined) {
      known = createHistogram(latencyBounds);
      latencies.set(key, known);
    }
    known.observe((now() - began) / 1000);
    if (call === 'append' && outcome === 'ok') entries += 1;
  };
  const measure = <Result>(call: string, run: () => Later<Result>): Later<Result> => {
    const began = now();
    try {
      const result = run();
      if (!isPromise(result)) {
        note(call, 'ok', began);
        return result;
      }
      return result.then(
        (value) => {
          note(call, 'ok', began);
          return value;
        },
        (error: unknown) => {
          note(call, 'error', began);
          throw error;
        },
      );
    } catch (error) {
      note(call, 'error', began);
      throw error;
    }
  };
  return {
    store: {
      ...store,
      // A store in this process is looked at for each event stream only, and at once.
      ...(store.shared === undefined
        ? {}
        : { look: (world, after) => measure('look', () => store.look(world, after)) }),
      append: (world, draft, after) => measure('append', () => store.append(world, draft, after)),
      snapshot: (world, checkpoint) => measure('snapshot', () => store.snapshot(world, checkpoint)),
    },
    collect: () => [
      {
        name: 'enrichment_mock_log_entries_total',
        help: 'Entries that this process wrote into the logs of worlds.',
        type: 'counter',
        samples: [{ value: entries }],
      },
      {
        name: 'enrichment_mock_store_duration_seconds',
        help: 'Time that the store took, by call and outcome.',
        type: 'histogram',
        samples: [...latencies].flatMap(([key, histogram]) => {
          const [call = '', outcome = ''] = key.split(' ');
          return histogram.samples({ call, outcome });
        }),
      },
      {
        name: 'enrichment_mock_store_up',
        help: 'Whether the store can be used: 1 or 0.',
        type: 'gauge',
        together: 'min',
        samples: [{ value: store.shared?.health().isUp === false ? 0 : 1 }],
      },
      {
        name: 'enrichment_mock_store_writable',
        help: 'Whether the store takes changes: 1 or 0.',
        type: 'gauge',
        together: 'min',
        samples: [{ value: store.shared?.health().reason === undefined ? 1 : 0 }],
      },
    ],
  };
}
