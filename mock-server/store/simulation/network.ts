/** The network between processes and the simulated Redis: latency, cuts, stalls, resends, and copies that arrive long after a cut. */
import { RedisLostError, RedisReplyError } from '../redis/connection.ts';
import type { Chance } from './chance.ts';
import { RedisFailure } from './keyspace.ts';
import { createLane, type Lane } from './lane.ts';
import type { RedisReply } from './redis-commands.ts';
import type { SimulatedRedis } from './simulated-redis.ts';
import type { VirtualTime } from './virtual-time.ts';

/** Commands that are sent together. */
export interface Batch {
  readonly commands: readonly (readonly string[])[];
  /** All of them run at once, or none. */
  readonly isAtomic: boolean;
}

export type Replies = readonly (RedisReply | RedisFailure)[];

/** One connection of a process to the server, with a client library that connects again. */
export interface Link {
  /** @throws RedisLostError, or RedisReplyError if none of the commands ran */
  readonly send: (batch: Batch) => Promise<Replies>;
  /** @param lasts until it connects again */
  readonly cut: (lasts: number) => void;
  /** Nothing passes for a while, in either direction. */
  readonly stall: (lasts: number) => void;
  /** The process is gone: nothing is sent or received any more. */
  readonly kill: () => void;
}

export interface LinkOptions {
  readonly redis: SimulatedRedis;
  readonly time: VirtualTime;
  readonly chance: Chance;
  readonly traffic: Traffic;
  /** Counts a kind of event, for the statistics of a run. */
  readonly count: (event: string) => void;
}

/** How a network behaves. */
export interface Traffic {
  /** The mean of a way, in milliseconds. */
  readonly latency: number;
  /** The probability that a way takes much longer. */
  slowness: number;
  /** How often the client library sends a batch again after a cut, before it gives up. */
  readonly maxResends: number;
  /** The probability that what was on its way at a cut arrives anyhow, and that it arrives much later. */
  readonly survival: number;
  readonly lateness: number;
  /** The probability that others get in between the commands of a batch. */
  readonly splitting: number;
  /** The typical delay of a late copy, in milliseconds. */
  readonly late: number;
  /** How long the client library waits for a reply. */
  readonly patience: number;
}

interface Pending {
  readonly batch: Batch;
  readonly settle: (replies: Replies) => void;
  readonly fail: (error: Error) => void;
  resends: number;
  wasSent: boolean;
  /** The copy that is on its way. */
  copy: Copy | undefined;
}

interface Copy {
  isLost: boolean;
  isExecuted: boolean;
}

export function createLink({ redis, time, chance, traffic, count }: LinkOptions): Link {
  let isUp = time.now() >= redis.state.downUntil;
  let isKilled = false;
  let downUntil = 0;
  let stalledUntil = 0;
  /** TCP keeps the order of what is sent, and of what is received. */
  let lastArrival = 0;
  let lastReply = 0;
  const pending = new Set<Pending>();

  const isDown = (): boolean => time.now() < redis.state.downUntil;
  const drawWay = (): number =>
    chance.length(traffic.latency) +
    (chance.happens(traffic.slowness) ? chance.length(50 * traffic.latency) : 0);

  const execute = ({ commands, isAtomic }: Batch): Replies | RedisFailure => {
    if (!isAtomic) return commands.map(redis.execute);
    try {
      return redis.executeAll(commands);
    } catch (error) {
      if (error instanceof RedisFailure) return error;
      throw error;
    }
  };

  const openLane = (): Lane => createLane(time, () => stalledUntil);
  let toServer = openLane();
  let toProcess = openLane();

  const transmit = (one: Pending): void => {
    const copy: Copy = { isLost: false, isExecuted: false };
    one.copy = copy;
    one.wasSent = true;
    const { commands, isAtomic } = one.batch;
    lastArrival = Math.max(lastArrival, stalledUntil, time.now() + drawWay());
    const isSplit = !isAtomic && commands.length > 1 && chance.happens(traffic.splitting);
    if (!isSplit) {
      toServer(lastArrival, () => arrive(one, copy, () => execute(one.batch)));
      return;
    }
    const first = chance.integer(1, commands.length - 1);
    let begun: Replies = [];
    const executePart = (from: number, to?: number): Replies => commands.slice(from, to).map(redis.execute);
    toServer(lastArrival, () => {
      if (copy.isLost || isDown()) {
        copy.isLost = true;
        return;
      }
      count('others between the commands of a batch');
      begun = executePart(0, first);
    });
    lastArrival += chance.length(traffic.latency);
    toServer(lastArrival, () => arrive(one, copy, () => [...begun, ...executePart(first)]));
  };

  const arrive = (one: Pending, copy: Copy, run: () => Replies | RedisFailure): void => {
    if (copy.isLost || isDown()) return;
    copy.isExecuted = true;
    const replies = run();
    if (one.copy !== copy || isKilled) return;
    lastReply = Math.max(lastReply, stalledUntil, time.now() + drawWay());
    toProcess(lastReply, () => {
      if (one.copy !== copy || isKilled || !pending.delete(one)) return;
      if (replies instanceof RedisFailure) one.fail(new RedisReplyError(replies.message));
      else one.settle(replies);
    });
  };

  /** What becomes of a batch that is on its way when its connection is lost. */
  const abandon = ({ batch, copy }: Pending): void => {
    if (copy === undefined) return;
    if (copy.isExecuted) {
      count('cut after execution');
      return;
    }
    if (!chance.happens(traffic.survival)) {
      count('cut before execution');
      copy.isLost = true;
      return;
    }
    if (!chance.happens(traffic.lateness)) {
      count('arrival after a cut');
      return;
    }
    copy.isLost = true;
    count('copy long after a cut');
    time.after(chance.length(traffic.late), () => {
      if (!isDown()) execute(batch);
    });
  };

  const connectAgain = (): void => {
    downUntil = Math.max(downUntil, redis.state.downUntil);
    time.after(downUntil - time.now(), () => {
      if (isKilled || isUp) return;
      if (time.now() < downUntil || isDown()) {
        connectAgain();
        return;
      }
      isUp = true;
      lastArrival = 0;
      lastReply = 0;
      stalledUntil = 0;
      toServer = openLane();
      toProcess = openLane();
      for (const one of pending) transmit(one);
    });
  };

  const lose = (): void => {
    isUp = false;
    for (const one of pending) {
      abandon(one);
      one.copy = undefined;
      if (isKilled) continue;
      one.resends += 1;
      if (one.resends <= traffic.maxResends) {
        count('resend by the client library');
        continue;
      }
      pending.delete(one);
      one.fail(new RedisLostError('The connection was closed.', one.wasSent));
    }
  };

  if (!isUp) connectAgain();
  return {
    send: (batch) =>
      new Promise((settle, fail) => {
        if (isKilled) return;
        const one: Pending = { batch, settle, fail, resends: 0, wasSent: false, copy: undefined };
        const giveUp = (reason: string): void => {
          if (isKilled || !pending.delete(one)) return;
          one.copy = undefined;
          fail(new RedisLostError(reason, one.wasSent));
        };
        pending.add(one);
        if (isUp) transmit(one);
        const isOver = !isUp && traffic.maxResends === 0;
        if (isOver) time.after(drawWay(), () => giveUp('There is no connection.'));
        else
          time.after(traffic.patience, () => {
            if (pending.has(one)) count('no reply in time');
            giveUp('Redis did not reply in time.');
          });
      }),
    cut: (lasts) => {
      if (isKilled) return;
      downUntil = Math.max(downUntil, time.now() + lasts);
      if (!isUp) return;
      lose();
      connectAgain();
    },
    stall: (lasts) => {
      stalledUntil = Math.max(stalledUntil, time.now() + lasts);
    },
    kill: () => {
      isKilled = true;
      lose();
      pending.clear();
    },
  };
}
