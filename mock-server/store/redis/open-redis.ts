/** Opens the store of `--store redis://...`. */
import { UsageError } from '../../../command-line/command.ts';
import type { Duration, Instant } from '../../../time/time.ts';
import type { Beginning } from '../../domain/history.ts';
import type { Terms } from '../../domain/payments.ts';
import type { World } from '../../domain/world.ts';
import type { WorldStore } from '../port.ts';

export interface RedisOptions {
  readonly url: string;
  /** How every world of this mock begins. */
  readonly beginning: Beginning;
  readonly terms: Terms;
  /** How long a world may go unused, in milliseconds. */
  readonly idle: Duration;
  /** Maximum number of worlds besides the default one. */
  readonly max: number;
  /** Called with messages for the user, one sentence each. */
  readonly warn: (sentence: string) => void;
  /** The clock of this process, only for what it tells of itself. */
  readonly now: () => Instant;
}

/** @throws UsageError when the store cannot be used */
export async function openRedis({ url }: RedisOptions): Promise<WorldStore<World>> {
  await import('ioredis');
  throw new UsageError(`--store ${url} is not there yet.`);
}
