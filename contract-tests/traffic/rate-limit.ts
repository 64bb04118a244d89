/** A client that leaves time between its requests. */
import type { HttpClient } from './client.ts';

interface RateLimitPorts {
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** @param perSecond how many requests may begin in a second; undefined leaves the client as it is */
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
