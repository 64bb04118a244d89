/** The delivery of a reply that is partial or slow: data, and the resulting chunks, which http/ sends. */
import { type Duration, duration } from '../../time/time.ts';
import type { WireReply } from '../django/message.ts';

/** The transport faults of a reply, in this order. */
export interface Delivery {
  /** Milliseconds to wait before anything is sent. */
  readonly delay?: Duration;
  /** The connection is reset instead of a response. */
  readonly reset?: true;
  /** The connection closes after this many bytes of the body; default: half of it, or of a body of unknown length. */
  readonly cutAt?: number | 'half';
  /** Bytes of the body a second. */
  readonly rate?: number;
}

/** No client waits longer than a minute. */
export const maxDelay = duration(60_000);

/** Delays add up to a minute at most; the shortest cut and the slowest rate count. Undefined when nothing is special. */
export function mergeDeliveries(all: readonly Delivery[]): Delivery | undefined {
  const delay = all.reduce((sum, one) => sum + (one.delay ?? 0), 0);
  const cuts = all.flatMap(({ cutAt }) => (cutAt === undefined ? [] : [cutAt]));
  const known = cuts.filter((cut) => cut !== 'half');
  const rates = all.flatMap(({ rate }) => (rate === undefined ? [] : [rate]));
  const merged: Delivery = {
    ...(delay === 0 ? {} : { delay: duration(Math.min(maxDelay, delay)) }),
    ...(all.some(({ reset }) => reset) ? { reset: true } : {}),
    ...(cuts.length === 0 ? {} : { cutAt: known.length === 0 ? 'half' : Math.min(...known) }),
    ...(rates.length === 0 ? {} : { rate: Math.min(...rates) }),
  };
  return Object.keys(merged).length === 0 ? undefined : merged;
}

/** A part of a body, and how many milliseconds to wait after it. */
export interface Chunk {
  readonly bytes: Uint8Array;
  readonly pause: number;
}

/** How often something is sent of a slow body, in milliseconds, where its rate allows it. */
const tick = 50;

/**
 * The body as delivered. If it is cut, the connection closes after the last chunk.
 * @param isHurried called before each chunk: if true, the rest is sent without delay
 */
export async function* planChunks(
  reply: Pick<WireReply, 'body' | 'stream'>,
  { cutAt, rate }: Delivery,
  isHurried: () => boolean = () => false,
): AsyncGenerator<Chunk, void> {
  let left = cutAt === 'half' ? await measureHalf(reply) : (cutAt ?? Number.POSITIVE_INFINITY);
  const slowLength = rate === undefined ? 0 : Math.max(1, Math.round((rate * tick) / 1000));
  for await (const piece of encodeBody(reply)) {
    for (let from = 0; from < piece.length && left > 0; ) {
      const length = rate === undefined || isHurried() ? piece.length : slowLength;
      const bytes = piece.subarray(from, Math.min(from + length, from + left));
      yield { bytes, pause: rate === undefined ? 0 : (1000 * bytes.length) / rate };
      from += bytes.length;
      left -= bytes.length;
    }
    if (left <= 0) return;
  }
}

async function* encodeBody({
  body,
  stream,
}: Pick<WireReply, 'body' | 'stream'>): AsyncGenerator<Uint8Array, void> {
  const encoder = new TextEncoder();
  for await (const text of stream?.() ?? [body]) yield encoder.encode(text);
}

async function measureHalf(reply: Pick<WireReply, 'body' | 'stream'>): Promise<number> {
  let size = 0;
  for await (const { length } of encodeBody(reply)) size += length;
  return Math.floor(size / 2);
}
