/** A worker's end of the store in another process: three calls over messages, and leases that spare most looks the way. */
import type { Instant } from '../../time/time.ts';
import { type Bus, type LogPart, StoreError, type StoredWorld, type WorldStore } from '../store/port.ts';
import type { Quotas } from '../store/quotas.ts';
import { createWatchers } from '../store/watchers.ts';
import type { Lease, SentPart, ToStore, ToWorker } from './messages.ts';
import { createOutbox } from './outbox.ts';
import type { Packer } from './parts.ts';
import { toTime } from './store-clock.ts';

export interface RemoteStoreOptions<State> extends Packer<State> {
  readonly send: (messages: readonly ToStore[]) => void;
  /** Calls a function when this turn of the event loop is over. */
  readonly schedule: (flush: () => void) => void;
  /** Milliseconds by the clock that all processes of the machine share. */
  readonly monotonic: () => number;
  /** When this process began. */
  readonly begun: Instant;
}

export interface RemoteStore<State> {
  readonly store: WorldStore<State>;
  readonly receive: (messages: readonly ToWorker[]) => void;
}

interface KnownLog {
  readonly log: number;
  readonly lease?: Lease;
  readonly position: number;
  readonly real: Instant;
}

/** A log that is forgotten is only looked at as a whole. */
const maxKnownLogs = 20_000;
const noEntries: readonly never[] = [];

export function createRemoteStore<State>(options: RemoteStoreOptions<State>): RemoteStore<State> {
  const { begun, monotonic, pack, unpack, schedule } = options;
  /** Looks that were not sent yet, by position and world. */
  const unsent = new Map<string, Promise<LogPart<State>>>();
  const outbox = createOutbox<ToStore>((messages) => {
    unsent.clear();
    options.send(messages);
  }, schedule);
  const waiting = new Map<number, (answer: ToWorker) => void>();
  const logs = new Map<string, KnownLog>();
  /** How many entries of each world are on their way: until they are there, what is known may be old. */
  const appending = new Map<string, number>();
  const watchers = createWatchers<(text: string) => void>();
  let ids = 0;

  /** @param settle called as soon as the answer is there, before those that came with it */
  const request = <Answer>(
    create: (id: number) => ToStore,
    settle: (answer: ToWorker) => Answer,
  ): Promise<Answer> => {
    ids += 1;
    const id = ids;
    return new Promise((resolve, reject) => {
      waiting.set(id, (answer) => {
        try {
          resolve(settle(answer));
        } catch (error) {
          reject(error);
        }
      });
      outbox.push(create(id));
    });
  };
  const know = (world: string, { log, position, real, lease }: SentPart): void => {
    logs.delete(world);
    if (log === 0) return;
    logs.set(world, {
      log,
      position,
      real,
      ...(lease === undefined || appending.has(world) ? {} : { lease }),
    });
    if (logs.size <= maxKnownLogs) return;
    for (const oldest of logs.keys()) {
      logs.delete(oldest);
      return;
    }
  };
  const giveUp = (world: string): void => {
    const known = logs.get(world);
    if (known?.lease === undefined) return;
    const { lease: _, ...rest } = known;
    logs.set(world, rest);
  };
  const toPart = ({ checkpoint, entries, isWhole, now }: SentPart): LogPart<State> => ({
    ...(checkpoint === undefined ? {} : { checkpoint: { ...checkpoint, state: unpack(checkpoint.state) } }),
    entries,
    now,
    ...(isWhole === true ? { isWhole } : {}),
  });
  const takePart = (world: string, answer: ToWorker): LogPart<State> => {
    if (answer.kind === 'failed') throw new StoreError(answer.reason);
    if (answer.kind !== 'part') throw new Error(`Expected a part of world "${world}", not "${answer.kind}".`);
    know(world, answer.part);
    return toPart(answer.part);
  };
  const ask = async (create: (id: number) => ToStore): Promise<ToWorker> =>
    request(create, (answer) => {
      if (answer.kind === 'failed') throw new StoreError(answer.reason);
      return answer;
    });
  const getLog = (world: string): number => logs.get(world)?.log ?? 0;
  const bus: Bus = {
    publish: (channel, text) => outbox.push({ kind: 'publish', channel, text }),
    subscribe: watchers.add,
  };

  const quotas: Quotas = {
    charge: async (quota, charge) => {
      const answer = await ask((id) => ({ kind: 'charge', id, quota, charge }));
      if (answer.kind !== 'charged') throw new Error(`Expected a charged quota, not "${answer.kind}".`);
      return answer.charged;
    },
  };

  return {
    store: {
      costly: true,
      shared: { health: () => ({ isUp: true, since: begun }), bus, quotas },
      look: (world, after) => {
        const known = logs.get(world);
        if (known?.lease !== undefined && known.position === after) {
          const { until, offset } = known.lease;
          const time = monotonic();
          const now = toTime(time, offset);
          if (time < until) return { entries: noEntries, now: now < known.real ? known.real : now };
        }
        const key = `${after} ${world}`;
        const same = unsent.get(key);
        if (same !== undefined) return same;
        const part = request(
          (id) => ({ kind: 'look', id, world, after, log: known?.log ?? 0 }),
          (answer) => takePart(world, answer),
        );
        unsent.set(key, part);
        return part;
      },
      append: (world, draft, after) => {
        giveUp(world);
        appending.set(world, (appending.get(world) ?? 0) + 1);
        return request(
          (id) => ({ kind: 'append', id, world, draft, after, log: getLog(world) }),
          (answer) => {
            const others = (appending.get(world) ?? 1) - 1;
            if (others > 0) appending.set(world, others);
            else appending.delete(world);
            return takePart(world, answer);
          },
        );
      },
      snapshot: async (world, { position, real, state }) => {
        const log = getLog(world);
        await ask((id) => ({ kind: 'snapshot', id, world, log, position, real, state: pack(state) }));
      },
      remove: async (world) => {
        giveUp(world);
        await ask((id) => ({ kind: 'remove', id, world }));
      },
      worlds: async (): Promise<readonly StoredWorld[]> => {
        const answer = await ask((id) => ({ kind: 'worlds', id }));
        return answer.kind === 'worlds' ? answer.worlds : [];
      },
      close: () => undefined,
    },
    receive: (messages) => {
      for (const message of messages) accept(message);
    },
  };

  function accept(message: ToWorker): void {
    if (message.kind === 'publish') {
      for (const onText of watchers.get(message.channel)) onText(message.text);
      return;
    }
    if (message.kind === 'revoke') {
      giveUp(message.world);
      outbox.push({ ...message, kind: 'give-back' });
      return;
    }
    const settle = waiting.get(message.id);
    waiting.delete(message.id);
    settle?.(message);
  }
}
