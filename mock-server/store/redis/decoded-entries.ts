/** The latest entries that were decoded: one that several reads under way have in common is decoded once. */
import type { LogEntry } from '../../domain/entry.ts';
import { andThen, type Later } from '../../portions/portions.ts';
import type { Decoded } from './codec.ts';
import type { CountedEntry } from './stream-reader.ts';

type Entries = readonly LogEntry[];

export interface DecodedEntries {
  /** @param decode called with the entries that are not known, and a function through which its result must go */
  readonly read: (
    world: string,
    counted: readonly CountedEntry[],
    decode: (
      fresh: readonly CountedEntry[],
      keep: (result: Decoded<Entries>) => Decoded<Entries>,
    ) => Later<Entries>,
  ) => Later<Entries>;
}

/** As many as busy clients have under way, and small ones, so that they take few megabytes. */
const maxEntries = 1000;
const maxLetters = 4000;

export function createDecodedEntries(): DecodedEntries {
  const kept = new Map<string, LogEntry>();
  const find = (world: string, entry: CountedEntry): LogEntry | undefined => {
    const found = kept.get(toKey(world, entry));
    return found?.position === entry.position ? found : undefined;
  };
  const keep = (world: string, counted: readonly CountedEntry[], result: Decoded<Entries>): void => {
    // What refers to something can be large.
    if (result.kind !== 'decoded' || [...result.used].length > 0) return;
    for (const [index, entry] of counted.entries()) {
      const value = result.value[index];
      if (value !== undefined && entry.intent.length <= maxLetters) kept.set(toKey(world, entry), value);
    }
    for (const oldest of kept.keys()) {
      if (kept.size <= maxEntries) break;
      kept.delete(oldest);
    }
  };
  return {
    read: (world, counted, decode) => {
      const known = counted.map((entry) => find(world, entry));
      const fresh = counted.filter((_, index) => known[index] === undefined);
      const merge = (read: Entries): Entries => {
        const rest = read.values();
        return known.flatMap((entry) => entry ?? rest.next().value ?? []);
      };
      if (fresh.length === 0) return merge([]);
      return andThen(
        decode(fresh, (result) => {
          keep(world, fresh, result);
          return result;
        }),
        merge,
      );
    },
  };
}

/** The nonce tells apart entries of two lives of a world. */
const toKey = (world: string, { id, nonce }: CountedEntry): string => `${id} ${nonce} ${world}`;
