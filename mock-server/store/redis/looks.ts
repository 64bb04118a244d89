/** Looks at logs: all that are wanted in one turn of the event loop take one round trip. */
import type { LogPart } from '../port.ts';
import type { RedisCommand, RedisConnection, RedisReply } from './connection.ts';
import { RedisReplyError } from './connection.ts';
import { allowsReads } from './failures.ts';
import type { Keys } from './keys.ts';
import type { KnownLog, KnownLogs } from './known-logs.ts';
import type { LatestTimes } from './latest-times.ts';
import { type Asked, ask, type PartReader } from './parts.ts';
import { retryWhenLost } from './retries.ts';
import { createRange, parseTime, readTime } from './stream-commands.ts';
import { createTurns, type Look } from './turns.ts';

export interface LookDeps<State> {
  readonly connection: RedisConnection;
  readonly keys: Keys;
  readonly logs: KnownLogs;
  readonly parts: PartReader<State>;
  readonly times: LatestTimes;
  /** Lets the world live on. */
  readonly createRenewal: (log: KnownLog) => RedisCommand;
  /** Runs something when everything that arrived so far was handled. */
  readonly defer: (run: () => void) => void;
}

/** @returns the look of the store, which rejects with the errors of the connection */
export function createLooks<State>(
  deps: LookDeps<State>,
): (world: string, after: number) => Promise<LogPart<State>> {
  const { connection, keys, logs, parts, times } = deps;
  const createCommands = ({ log, asked }: Begun<State>): readonly RedisCommand[] => [
    // Before the log, since the world may be removed in between.
    ...times.createCommands(log),
    createRange(keys.getLog(log.world), asked.start),
    deps.createRenewal(log),
  ];
  const finish = (
    { log, asked, look }: Begun<State>,
    time: RedisReply | undefined,
    replies: readonly RedisReply[],
  ): void => {
    const [range, renewal] = replies.slice(-2);
    const read = async (): Promise<LogPart<State>> => {
      if (renewal instanceof RedisReplyError && !allowsReads(renewal)) throw renewal;
      const now = await times.read(log, parseTime(time), renewal === 1, replies.slice(0, -2));
      return parts.readRange(log, asked, range, now);
    };
    look.resolve(Promise.resolve(log.inOrder(read)));
  };
  const send = (begun: readonly Begun<State>[]): void => {
    const commands = begun.map(createCommands);
    retryWhenLost(async () => connection.send([readTime, ...commands.flat()])).then(
      ([time, ...replies]) => {
        let from = 0;
        for (const [index, one] of begun.entries()) {
          const to = from + (commands[index]?.length ?? 0);
          finish(one, time, replies.slice(from, to));
          from = to;
        }
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
