/** Faults of the way: late, cut short, drop by drop, or reset. */
import { duration } from '../../time/time.ts';
import type { FaultEffect, WorldFault } from '../simulation/fault.ts';
import type { World } from '../simulation/world.ts';
import type { Delivery } from '../wire/delivery.ts';
import type { WireReply } from '../django/message.ts';
import { drawLatency, maxLatency } from './latency.ts';

type TransportFault = WorldFault & {
  readonly effect: Extract<FaultEffect, { kind: 'latency' | 'cut' | 'drip' }>;
};

/**
 * Latencies add up to a minute at most; the shortest cut and the slowest drip count.
 * @param sent `nothing` when the connection is reset, `head` when the body stays away: then there is nothing to cut
 * @returns how the reply goes out, and the faults that have a part in it
 */
export function planDelivery(
  applied: readonly WorldFault[],
  { body, stream }: WireReply,
  sent: 'all' | 'head' | 'nothing',
  { fixture: { seed } }: World,
): { readonly delivery?: Delivery; readonly delivering: readonly WorldFault[] } {
  const size = stream === undefined ? new TextEncoder().encode(body).length : undefined;
  const ways = applied.filter(isTransportFault).filter(({ effect }) => {
    if (effect.kind === 'latency') return true;
    if (sent !== 'all' || size === 0) return false;
    return effect.kind === 'drip' || size === undefined || (effect.bytes ?? 0) < size;
  });
  const delays = ways.flatMap(({ id, matched, effect }) =>
    effect.kind === 'latency' ? [drawLatency(effect.latency, seed, id, matched)] : [],
  );
  const cuts = ways.flatMap(({ effect }) => (effect.kind === 'cut' ? [getCutBytes(effect.bytes, size)] : []));
  const rates = ways.flatMap(({ effect }) => (effect.kind === 'drip' ? [effect.rate] : []));
  const sum = delays.reduce((total, one) => total + one, 0);
  const known = cuts.filter((cut) => cut !== 'half');
  const delivery: Delivery = {
    ...(sum === 0 ? {} : { delay: duration(Math.min(maxLatency, sum)) }),
    ...(sent === 'nothing' ? { reset: true as const } : {}),
    ...(cuts.length === 0 ? {} : { cutAt: known.length === 0 ? ('half' as const) : Math.min(...known) }),
    ...(rates.length === 0 ? {} : { rate: Math.min(...rates) }),
  };
  return Object.keys(delivery).length === 0 ? { delivering: ways } : { delivery, delivering: ways };
}

function getCutBytes(bytes: number | undefined, size: number | undefined): number | 'half' {
  if (bytes !== undefined) return bytes;
  return size === undefined ? 'half' : Math.floor(size / 2);
}

function isTransportFault(hit: WorldFault): hit is TransportFault {
  return ['latency', 'cut', 'drip'].includes(hit.effect.kind);
}
