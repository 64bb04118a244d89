/** The numbers that a ledger keeps of each run: their names, their units, and how large a lasting step must be. */
import type { StepSize } from './step-detector.ts';

export interface Metric {
  /** The key in a ledger. */
  readonly key: string;
  /** As a noun, e.g. `response time of getStatus (median)`. */
  readonly name: string;
  readonly unit: 'ms' | '%' | '';
  /** Which direction is worse for users. */
  readonly worse: 'higher' | 'lower';
  /** On the scale of `toStepScale`. */
  readonly step: StepSize;
  /** Steps are found in what is missing from 100 %. */
  readonly isShare?: true;
}

const named: Readonly<Record<string, Omit<Metric, 'key'>>> = {
  availability: {
    name: 'availability',
    unit: '%',
    worse: 'lower',
    step: { ratio: 1.5, amount: 2, offset: 1 },
    isShare: true,
  },
  drift: { name: 'drift', unit: '', worse: 'higher', step: { ratio: 1.05, amount: 1, offset: 1 } },
  list_jobs: {
    name: 'jobs in the list',
    unit: '',
    worse: 'lower',
    step: { ratio: 2, amount: 10, offset: 5 },
  },
  row_ms: {
    name: 'processing time per row',
    unit: 'ms',
    worse: 'higher',
    step: { ratio: 1.25, amount: 10, offset: 1 },
  },
  turnaround_row_ms: {
    name: 'time from submission to results per row',
    unit: 'ms',
    worse: 'higher',
    step: { ratio: 1.25, amount: 10, offset: 1 },
  },
  queue_ms: {
    name: 'time in the queue',
    unit: 'ms',
    worse: 'higher',
    step: { ratio: 1.25, amount: 5000, offset: 1000 },
  },
};

const latencySteps = {
  median: { ratio: 1.25, amount: 20, offset: 1 },
  p95: { ratio: 1.25, amount: 50, offset: 1 },
} as const satisfies Record<string, StepSize>;

const latencyNames = { median: 'median', p95: '95th percentile' } as const;

export type LatencyPart = keyof typeof latencySteps;

const latencyForm = /^latency_ms\.([A-Za-z]\w{0,60})\.(median|p95)$/;

/** The key of the response time of an operation. */
export function toLatencyKey(operationId: string, part: LatencyPart): string {
  return `latency_ms.${operationId}.${part}`;
}

/** Undefined for a key of another version. */
export function findMetric(key: string): Metric | undefined {
  const simple = Object.hasOwn(named, key) ? named[key] : undefined;
  if (simple !== undefined) return { key, ...simple };
  const [, operation, part] = latencyForm.exec(key) ?? [];
  if (operation === undefined || (part !== 'median' && part !== 'p95')) return undefined;
  return {
    key,
    name: `response time of ${operation} (${latencyNames[part]})`,
    unit: 'ms',
    worse: 'higher',
    step: latencySteps[part],
  };
}

/** The scale on which steps are found; it is its own inverse. */
export function toStepScale({ isShare }: Metric, value: number): number {
  return isShare === true ? 100 - value : value;
}

/** `420 ms`, `12.5 s`, `98.5 %`, `42`. */
export function formatValue({ unit }: Pick<Metric, 'unit'>, value: number): string {
  if (unit === '%') return `${toShort(value)} %`;
  if (unit === '') return toShort(value);
  if (value < 1000) return `${toShort(value)} ms`;
  return value < 120_000 ? `${toShort(value / 1000)} s` : `${toShort(value / 60_000)} min`;
}

/** Three digits are enough for people. */
function toShort(value: number): string {
  return String(Math.abs(value) < 100 ? Math.round(value * 10) / 10 : Math.round(value));
}
