/** How long a fault keeps an answer back: the spellings of it, and the draw. */
import { drawFraction } from '../simulation/random.ts';
import type { Latency } from '../simulation/fault.ts';
import { duration, type Duration, parseDuration } from '../../time/time.ts';

/** Longer than a minute no client waits. */
export const maxLatency = duration(60_000);

/** What `parseLatency` takes, for messages. */
export const latencyForms =
  '"300ms", "100ms to 2s" (uniform) or "log-normal 200ms to 5s" (median and cap), each at most 1m';

/** @returns undefined when the text is none of `latencyForms` */
export function parseLatency(text: string): Latency | undefined {
  const [, shape, first = '', second] = /^(log-normal )?(\S+)(?: to (\S+))?$/.exec(text.trim()) ?? [];
  const min = parseShortDuration(first);
  const max = second === undefined ? min : parseShortDuration(second);
  if (min === undefined || max === undefined || min > max) return undefined;
  if (shape !== undefined)
    return second === undefined || min === 0 ? undefined : { kind: 'log-normal', median: min, cap: max };
  return second === undefined ? { kind: 'fixed', length: min } : { kind: 'uniform', min, max };
}

/** The text that `parseLatency` reads as this. */
export function formatLatency(latency: Latency): string {
  if (latency.kind === 'fixed') return formatShortDuration(latency.length);
  if (latency.kind === 'uniform')
    return `${formatShortDuration(latency.min)} to ${formatShortDuration(latency.max)}`;
  return `log-normal ${formatShortDuration(latency.median)} to ${formatShortDuration(latency.cap)}`;
}

/** A duration as `parseDuration` takes it, exactly. */
export function formatShortDuration(length: Duration): string {
  return length % 1000 === 0 ? `${length / 1000}s` : `${length}ms`;
}

/** One latency, the same for the same words. */
export function drawLatency(latency: Latency, ...words: readonly (string | number)[]): Duration {
  if (latency.kind === 'fixed') return latency.length;
  const share = drawFraction('latency', ...words);
  if (latency.kind === 'uniform')
    return duration(Math.round(latency.min + share * (latency.max - latency.min)));
  const { median, cap } = latency;
  // Box and Muller's way from two even draws to a normal one; the logarithm of nothing is avoided.
  const normal =
    Math.sqrt(-2 * Math.log(1 - share)) * Math.cos(2 * Math.PI * drawFraction('angle', ...words));
  return duration(Math.round(Math.min(cap, median * Math.exp(computeSpread(median, cap) * normal))));
}

/** As wide that one answer in a hundred would take longer than the cap. */
function computeSpread(median: Duration, cap: Duration): number {
  const ninetyNinthPercentile = 2.326;
  return Math.log(cap / median) / ninetyNinthPercentile;
}

function parseShortDuration(text: string): Duration | undefined {
  const length = parseDuration(text);
  return length === undefined || length > maxLatency ? undefined : length;
}
