/** Looks at logs: all that are wanted in one turn of the event loop take one round trip. */
import type { LogPart } from '../port.ts';
import type { RedisCommand, RedisConnection, RedisReply } from './connection.ts';
import { RedisReplyError } from './connection.ts';
import { allowsReads } from './failures.ts';
import type { Keys } from './keys.ts';
import type { KnownLog, KnownLogs } from './known-logs.ts';
import { type Asked, ask, type PartReader } from './parts.ts';
import { retryWhenLost } from './retries.ts';
import { createRange, parseTime, readTime } from './stream-commands.ts';
import { createTurns, type Look } from './turns.ts';

export interface LookDeps<State> {
  readonly connection: RedisConnection;
  readonly keys: Keys;
  readonly logs: KnownLogs;
  readonly parts: PartReader<State>;
  /** Lets the world live on. */
  readonly createRenewal: (log: KnownLog) => RedisCommand;
  /** Runs something when everything that arrived so far was handled. */
  readonly defer: (run: () => void) => void;
}

/** @returns the look of the store, which rejects with the errors of the connection */
export function createLooks<State>(
  deps: LookDeps<State>,
): (world: string, after: number) => Promise<LogPart<State>> {
  const { connection, keys, logs, parts } = deps;
  const createCommands = ({ log, asked }: Begun<State>): readonly RedisCommand[] => [
    createRange(keys.getLog(log.world), asked.start),
    deps.createRenewal(log),
  ];
  const finish = (
    { log, asked, look }: Begun<State>,
    time: RedisReply | undefined,
    [range, renewal]: readonly RedisReply[],
  ): void => {
    const read = async (): Promise<LogPart<State>> => {
      log.note(parseTime(time));
      if (renewal instanceof RedisReplyError && !allowsReads(renewal)) throw renewal;
      return parts.readRange(log, asked, range);
    };
    look.resolve(Promise.resolve(log.inOrder(read)));
  };
  const send = (begun: readonly Begun<State>[]): void => {
    const commands = [readTime, ...begun.flatMap(createCommands)];
    retryWhenLost(async () => connection.send(commands)).then(
      ([time, ...replies]) => {
        for (const [index, one] of begun.entries())
          finish(one, time, replies.slice(2 * index, 2 * index + 2));
      },
      (error: unknown) => {
        for (const { look } of begun) look.reject(error);
      },
    );
  };

  return createTurns<LogPart<State>>(deps.defer, (looks) => {
    const begun: Begun<State>[] = [];
    const loads = new Map<KnownLog, Promise<LogPart<State>>>();
    for (const look of looks) {
      const { world, after } = look;
      const log = logs.open(world, after);
      if (log.knows(after)) begun.push({ look, log, asked: ask(log, after) });
      else {
        const load = loads.get(log) ?? parts.load(log);
        loads.set(log, load);
        load.catch(() => log.unsettle());
        look.resolve(load);
      }
    }
    if (connection.isCluster) for (const one of begun) send([one]);
    else if (begun.length > 0) send(begun);
  });
}

interface Begun<State> {
  readonly look: Look<LogPart<State>>;
  readonly log: KnownLog;
  readonly asked: Asked;
}
