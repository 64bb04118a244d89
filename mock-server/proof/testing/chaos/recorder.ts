/** Reads the logs of worlds from Redis while they grow, so that it has every entry that was ever there. */
import { setTimeout as wait } from 'node:timers/promises';

import type { LogEntry } from '../../../domain/entry.ts';
import type { World } from '../../../domain/world.ts';
import type { WorldStore } from '../../../store/port.ts';

export interface Recorder {
  /** Reads what is new of a world. Does nothing while Redis is down. */
  readonly follow: (world: string) => Promise<void>;
  /** All entries, when Redis is there. @throws if it cannot be read */
  readonly read: (world: string) => Promise<readonly LogEntry[]>;
  /** Entries that were there once, and were not later. */
  readonly vanished: readonly string[];
}

const maxTries = 300;

export function createRecorder(store: WorldStore<World>): Recorder {
  const logs = new Map<string, LogEntry[]>();
  const vanished: string[] = [];
  const read = async (world: string): Promise<readonly LogEntry[]> => {
    const log = logs.get(world) ?? [];
    logs.set(world, log);
    const { entries, checkpoint, isWhole } = await store.look(world, log.length);
    if (isWhole === true && log.length > 0) {
      const known = (checkpoint?.position ?? 0) + entries.length;
      if (known < log.length)
        vanished.push(`World "${world}" had ${log.length} entries, and later only ${known}.`);
    }
    for (const entry of entries) if (entry.position === log.length + 1) log.push(entry);
    return log;
  };
  return {
    vanished,
    // After the last fault, the connection of the recorder may still be down.
    read: async (world) => {
      for (let tries = 1; ; tries += 1) {
        try {
          return await read(world);
        } catch (error) {
          if (tries === maxTries) throw error;
          await wait(200);
        }
      }
    },
    follow: async (world) => {
      await read(world).catch(() => undefined);
    },
  };
}
