/** Slows down clients that guess tokens, without an effect on those that know one. */
import type { Instant } from '../../time/time.ts';

/** When the answer to a wrong token is sent. */
export type Pace = 'now' | 'late' | 'refuse';

export interface Attempts {
  /** Counts a wrong token of a client. After `late`, `finish` must be called. */
  readonly fail: (client: string, now: Instant) => Pace;
  /** An answer that was late is out. */
  readonly finish: () => void;
}

/** So many a minute are typing errors. */
const maxAtOnce = 10;
/** Late answers that wait at a time, of all clients. */
const maxWaiting = 100;
const maxClients = 1000;

export function createAttempts(): Attempts {
  const counts = new Map<string, { readonly from: Instant; count: number }>();
  let waiting = 0;
  return {
    fail: (address, now) => {
      const client = toNetwork(address);
      const known = counts.get(client);
      const isRecent = known !== undefined && now - known.from < 60_000 && now >= known.from;
      const one = isRecent ? known : { from: now, count: 0 };
      one.count += 1;
      counts.delete(client);
      counts.set(client, one);
      const [oldest] = counts.keys();
      if (counts.size > maxClients && oldest !== undefined) counts.delete(oldest);
      if (one.count <= maxAtOnce) return 'now';
      if (waiting >= maxWaiting) return 'refuse';
      waiting += 1;
      return 'late';
    },
    finish: () => {
      waiting -= 1;
    },
  };
}

/** A machine with IPv6 has a whole network of addresses. */
function toNetwork(address: string): string {
  if (!address.includes(':') || /^::ffff:\d/i.test(address)) return address;
  const [start = '', end] = address.split('::');
  const before = start.split(':').filter((one) => one !== '');
  const after = (end ?? '').split(':').filter((one) => one !== '');
  const zeros =
    end === undefined ? [] : Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after].slice(0, 4).join(':');
}
