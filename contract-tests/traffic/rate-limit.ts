/** Wraps a client so that it keeps an interval between its requests. */
import type { HttpClient } from './client.ts';

interface RateLimitPorts {
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** @param perSecond the maximum number of requests that start in a second; undefined returns the client unchanged */
export function limitRate(
  client: HttpClient,
  perSecond: number | undefined,
  { now, wait }: RateLimitPorts,
): HttpClient {
  if (perSecond === undefined) return client;
  let free = Number.NEGATIVE_INFINITY;
  return {
    ...client,
    send: async (ask) => {
      const early = free - now();
      free = Math.max(free, now()) + 1000 / perSecond;
      if (early > 0) await wait(early);
      return client.send(ask);
    },
  };
}
