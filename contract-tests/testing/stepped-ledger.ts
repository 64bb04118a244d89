/** For tests: a ledger of forty-three nights, in which the target becomes slower in the last three. */
import { createDraws } from '../../random/random.ts';
import { createLedger, type Ledger } from '../ledger/format.ts';
import type { MeasuredRun } from '../statistics/find-steps.ts';

const dayMs = 86_400_000;
const begin = Date.parse('2026-03-25T03:17:00Z');

/** Nights with a little noise, always the same. The values of night 40 and later are those after the step. */
export function createSteppedRuns(nights = 43): readonly MeasuredRun[] {
  const draws = createDraws();
  draws.seed(3);
  const vary = (typical: number) => Math.round(typical * (0.95 + 0.1 * draws.next()) * 10) / 10;
  return Array.from({ length: nights }, (_, night) => ({
    at: new Date(begin + night * dayMs).toISOString(),
    values: {
      availability: 100,
      drift: 2,
      list_jobs: 40 + (night % 3),
      'latency_ms.listStatuses.median': vary(140),
      'latency_ms.listStatuses.p95': vary(310),
      'latency_ms.getStatus.median': vary(night < 40 ? 180 : 275),
      'latency_ms.getStatus.p95': vary(420),
      ...(night % 4 === 0 ? { queue_ms: vary(32_000) } : {}),
    },
  }));
}

export function createSteppedLedger(target = 'http://127.0.0.1:4010', nights = 43): Ledger {
  const statistics = createSteppedRuns(nights);
  const runs = statistics.slice(-30).map(({ at }) => ({ at, exit_status: 0 }) as const);
  return { ...createLedger(target), runs, statistics };
}
