/** Delays the response: parses the notations of a delay, and draws one. */
import { duration, type Duration, formatExactDuration, parseDuration } from '../../../time/time.ts';
import { maxDelay } from '../../pipeline/delivery.ts';
import { defineEffect, type Draw } from './effect.ts';

type Latency =
  | { readonly kind: 'fixed'; readonly length: Duration }
  | { readonly kind: 'uniform'; readonly min: Duration; readonly max: Duration }
  /** Half of the responses take no longer than the median, and none takes longer than the cap. */
  | { readonly kind: 'log-normal'; readonly median: Duration; readonly cap: Duration };

/** The notations that `parseLatency` accepts, for messages. */
const latencyForms =
  '"300ms", "100ms to 2s" (uniform) or "log-normal 200ms to 5s" (median and cap), each at most 1m';

/** @returns undefined if the text has none of the `latencyForms` */
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
function formatLatency(latency: Latency): string {
  if (latency.kind === 'fixed') return formatExactDuration(latency.length);
  if (latency.kind === 'uniform')
    return `${formatExactDuration(latency.min)} to ${formatExactDuration(latency.max)}`;
  return `log-normal ${formatExactDuration(latency.median)} to ${formatExactDuration(latency.cap)}`;
}

/** One latency, the same for the same draw. */
export function drawLatency(latency: Latency, draw: Draw): Duration {
  if (latency.kind === 'fixed') return latency.length;
  const share = draw('latency');
  if (latency.kind === 'uniform')
    return duration(Math.round(latency.min + share * (latency.max - latency.min)));
  const { median, cap } = latency;
  // Box and Muller's way from two even draws to a normal one; the logarithm of nothing is avoided.
  const normal = Math.sqrt(-2 * Math.log(1 - share)) * Math.cos(2 * Math.PI * draw('angle'));
  return duration(Math.round(Math.min(cap, median * Math.exp(computeSpread(median, cap) * normal))));
}

/** So wide that one response in a hundred would exceed the cap. */
function computeSpread(median: Duration, cap: Duration): number {
  const ninetyNinthPercentile = 2.326;
  return Math.log(cap / median) / ninetyNinthPercentile;
}

function parseShortDuration(text: string): Duration | undefined {
  const length = parseDuration(text);
  return length === undefined || length > maxDelay ? undefined : length;
}

export const latency = defineEffect({
  name: 'latency',
  about: 'a delayed response',
  keys: {
    latency: {
      description:
        '"300ms", "100ms to 2s" (uniform) or "log-normal 200ms to 5s" (median and cap), at most 1m, in real time',
      type: 'string',
      required: true,
      example: '300ms',
      check: (text) =>
        parseLatency(text) === undefined
          ? `"latency" is ${JSON.stringify(text)}; it must be ${latencyForms}`
          : undefined,
      normalize: (text) => {
        const parsed = parseLatency(text);
        return parsed === undefined ? text : formatLatency(parsed);
      },
    },
  },
  isDone: true,
  showsJobs: true,
  stage: 'delivery',
  plan: ({ latency: text }, { draw }) => {
    const parsed = parseLatency(text);
    return parsed === undefined ? undefined : { delay: drawLatency(parsed, draw) };
  },
});
