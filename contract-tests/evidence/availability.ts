/** Measures the share of requests that the target answered, separately from the clauses, which judge the responses. */
import { type Conduct, inconsistentFault } from './conduct.ts';
import type { Evidence } from './evidence.ts';
import { type Exchange, isAnswered, isUnavailable } from './exchange.ts';
import { findProbe } from './probes.ts';

/** With fewer requests, a single fault would weigh too much. */
export const minRequests = 20;

export interface Availability {
  /** All requests, including retries. */
  readonly requests: number;
  readonly answered: number;
  /** Rounded down to a tenth; undefined without a request. */
  readonly percent?: number;
  /** What happened instead of a response, e.g. `503` or `the connection was reset`, and how often. */
  readonly faults: Readonly<Record<string, number>>;
}

/** Whether a request may crash a server that is available. A crash at an id that is not a UUID does not count; clauses judge it. */
export function isStrange(tag: string): boolean {
  return findProbe(tag)?.kind === 'odd';
}

export function getAvailability({ target, exchanges }: Pick<Evidence, 'target' | 'exchanges'>): Availability {
  const { conduct } = target;
  return conduct === undefined ? countExchanges(exchanges) : toAvailability(conduct);
}

function toAvailability({ used, polls, writes, faults }: Conduct): Availability {
  return computeAvailability(used + polls + writes, faults);
}

/** For evidence without a record of its traffic. */
function countExchanges(exchanges: Evidence['exchanges']): Availability {
  const faults = new Map<string, number>();
  for (const exchange of exchanges) {
    if (isServed(exchange)) continue;
    const { outcome } = exchange;
    const what = outcome.kind === 'response' ? String(outcome.status) : outcome.reason.replace(/^\S+: /, '');
    faults.set(what, (faults.get(what) ?? 0) + 1);
  }
  return computeAvailability(exchanges.length, Object.fromEntries(faults));
}

function isServed(exchange: Exchange): boolean {
  if (!isAnswered(exchange) || isUnavailable(exchange.outcome)) return false;
  return exchange.outcome.status < 500 || isStrange(exchange.tag);
}

function computeAvailability(requests: number, all: Availability['faults']): Availability {
  const { [inconsistentFault]: _answered, ...faults } = all;
  const missed = Object.values(faults).reduce((sum, count) => sum + count, 0);
  const answered = Math.max(0, requests - missed);
  return {
    requests,
    answered,
    ...(requests === 0 ? {} : { percent: Math.floor((1000 * answered) / requests) / 10 }),
    faults,
  };
}

/** `96.4 %: 81 of 84 requests were answered; the others: 2 times 503, 1 time no response (the connection was reset)`. */
export function formatAvailability(availability: Availability): string {
  return `${formatPercent(availability)}: ${formatAnswered(availability)}`;
}

export function formatPercent({ percent }: Availability): string {
  return percent === undefined ? 'unknown' : `${percent} %`;
}

export function formatAnswered({ requests, answered, faults }: Availability): string {
  if (requests === 0) return 'no request was sent';
  const instead = Object.entries(faults).map(
    ([what, count]) =>
      `${count} ${count === 1 ? 'time' : 'times'} ${/^\d+$/.test(what) ? what : `no response (${what})`}`,
  );
  const rest = instead.length === 0 ? '' : `; the others: ${instead.join(', ')}`;
  return `${answered} of ${requests} requests were answered${rest}`;
}
