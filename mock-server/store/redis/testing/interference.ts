/** A connection whose commands somebody meddles with. */
import type { RedisClient, RedisCommand, RedisConnection, RedisReply } from '../connection.ts';
import { appendScript } from '../stream-commands.ts';

export interface Interference {
  /** Called instead of sending a batch. @param run sends it, or another one */
  readonly onBatch: (
    commands: readonly RedisCommand[],
    run: (commands: readonly RedisCommand[]) => Promise<readonly RedisReply[]>,
  ) => Promise<readonly RedisReply[]>;
}

export const interfere = (client: RedisClient, { onBatch }: Interference): RedisClient => ({
  ...client,
  connect: (): RedisConnection => {
    const connection = client.connect();
    return {
      ...connection,
      send: async (commands) => onBatch(commands, connection.send),
      transact: async (commands) => onBatch(commands, connection.transact),
    };
  },
});

/** The command in a batch that adds an entry. */
export const findAppend = (commands: readonly RedisCommand[]): RedisCommand | undefined =>
  commands.find((command) => command.includes(appendScript));

/** The command of that name in a batch. */
export const findCommand = (commands: readonly RedisCommand[], name: string): RedisCommand | undefined =>
  commands.find(([other]) => other === name);
