/** Counts requests by operation, method and status. No label holds anything that a client made up. */
import type { Family } from './family.ts';
import { createHistogram, type Histogram } from './histogram.ts';

export interface RequestMeter {
  /**
   * Notes a request whose response was sent or interrupted.
   * @param operation of a document, or another name from a fixed set
   * @param status 0 when no response was sent
   */
  readonly note: (operation: string, method: string, status: number, seconds: number) => void;
  readonly collect: () => readonly Family[];
}

interface OperationCounts {
  readonly durations: Histogram;
  /** By method, then by status. */
  readonly counts: Map<string, Map<number, number>>;
}

const methods = new Set(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** In seconds. */
const durationBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createRequestMeter(): RequestMeter {
  const operations = new Map<string, OperationCounts>();
  return {
    note: (operation, method, status, seconds) => {
      let known = operations.get(operation);
      if (known === undefined) {
        known = { durations: createHistogram(durationBounds), counts: new Map() };
        operations.set(operation, known);
      }
      const name = methods.has(method) ? method : 'other';
      let statuses = known.counts.get(name);
      if (statuses === undefined) {
        statuses = new Map();
        known.counts.set(name, statuses);
      }
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      known.durations.observe(seconds);
    },
    collect: () => [
      {
        name: 'enrichment_mock_requests_total',
        help: 'Requests by operation, method and status; the status is 0 when no response was sent.',
        type: 'counter',
        samples: [...operations].flatMap(([operation, { counts }]) =>
          [...counts].flatMap(([method, statuses]) =>
            [...statuses].map(([status, value]) => ({
              labels: { operation, method, status: String(status) },
              value,
            })),
          ),
        ),
      },
      {
        name: 'enrichment_mock_request_duration_seconds',
        help: 'Time from the head of a request to the end of its response.',
        type: 'histogram',
        samples: [...operations].flatMap(([operation, { durations }]) => durations.samples({ operation })),
      },
    ],
  };
}
