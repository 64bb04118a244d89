/** The metrics of the process: memory, CPU time and the delay of its event loop. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

import type { Family } from '../metrics/family.ts';

/** It wakes the process up, so it is on only when somebody collects metrics. */
let delays: ReturnType<typeof monitorEventLoopDelay> | undefined;
const resolutionMs = 20;

export function collectProcess(): readonly Family[] {
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const lag = readLag();
  return [
    createGauge(
      'process_start_time_seconds',
      'Start of the process, in seconds since 1970.',
      'min',
      performance.timeOrigin / 1000,
    ),
    {
      name: 'process_cpu_seconds_total',
      help: 'CPU time of the process.',
      type: 'counter',
      samples: [{ value: (user + system) / 1e6 }],
    },
    createGauge('process_resident_memory_bytes', 'Memory of the process.', 'sum', rss),
    createGauge('nodejs_heap_size_used_bytes', 'Memory of JavaScript objects.', 'sum', heapUsed),
    createGauge(
      'nodejs_external_memory_bytes',
      'Memory of buffers and others outside the heap.',
      'sum',
      external,
    ),
    createGauge(
      'nodejs_eventloop_lag_mean_seconds',
      'Mean delay of the event loop since the last collection.',
      'max',
      lag.mean,
    ),
    createGauge(
      'nodejs_eventloop_lag_max_seconds',
      'Largest delay of the event loop since the last collection.',
      'max',
      lag.max,
    ),
  ];
}

function createGauge(name: string, help: string, together: 'sum' | 'min' | 'max', value: number): Family {
  return { name, help, type: 'gauge', together, samples: [{ value }] };
}

/** In seconds, beyond the interval at which it is measured; 0 at the first time. */
function readLag(): { readonly mean: number; readonly max: number } {
  if (delays === undefined) {
    delays = monitorEventLoopDelay({ resolution: resolutionMs });
    delays.enable();
    return { mean: 0, max: 0 };
  }
  const { mean, max, count } = delays;
  delays.reset();
  return count === 0 ? { mean: 0, max: 0 } : { mean: toLag(mean), max: toLag(max) };
}

const toLag = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e9 - resolutionMs / 1000);
