/** A worker's end of the store in another process: three calls over messages, and leases that spare most looks the way. */
import type { Instant } from '../../time/time.ts';
import { type Bus, type LogPart, StoreError, type StoredWorld, type WorldStore } from '../store/port.ts';
import type { Quotas } from '../store/quotas.ts';
import { createWatchers } from '../store/watchers.ts';
import type { Lease, SentPart, ToStore, ToWorker } from './messages.ts';
import { createOutbox } from './outbox.ts';
import type { Packer } from './parts.ts';
import { ReceivedEntries } from './sent-entries.ts';
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

/** The requests at a world that wait for their answers. */
interface UnderWay {
  requests: number;
  /** Those that add entries: until these are there, what is known may be old. */
  appends: number;
  readonly received: ReceivedEntries;
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
  const underWay = new Map<string, UnderWay>();
  const watchers = createWatchers<(text: string) => void>();
  let ids = 0;

  /** @param settle called as soon as the answer is there, before those that came with it */
  const request = <Answer>(
    create: (id: number) => ToStore,
    settle: (answer: ToWorker) => Answer | Promise<Answer>,
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
      ...(lease === undefined || (underWay.get(world)?.appends ?? 0) > 0 ? {} : { lease }),
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
  /** Sends a request at a world, and gets what happened after a position. */
  const requestPart = (
    world: string,
    after: number,
    create: (numbered: { id: number; isOnly?: true }) => ToStore,
    appends = 0,
  ): Promise<LogPart<State>> => {
    const one = underWay.get(world) ?? { requests: 0, appends: 0, received: new ReceivedEntries() };
    const only = one.requests === 0 ? { isOnly: true as const } : {};
    underWay.set(world, one);
    one.requests += 1;
    one.appends += appends;
    return request(
      (id) => create({ id, ...only }),
      (answer) => {
        one.requests -= 1;
        one.appends -= appends;
        if (one.requests === 0) underWay.delete(world);
        if (answer.kind === 'failed') throw new StoreError(answer.reason);
        if (answer.kind !== 'part')
          throw new Error(`Expected a part of world "${world}", not "${answer.kind}".`);
        const { part } = answer;
        know(world, part);
        const entries = one.received.complete(after, part);
        return entries === undefined ? lookAtWhole(world) : toPart({ ...part, entries });
      },
    );
  };
  const lookAtWhole = (world: string): Promise<LogPart<State>> =>
    requestPart(world, 0, (numbered) => ({ kind: 'look', ...numbered, world, after: -1, log: 0 }));
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
        const log = known?.log ?? 0;
        const part = requestPart(world, after, (numbered) => ({
          kind: 'look',
          ...numbered,
          world,
          after,
          log,
        }));
        unsent.set(key, part);
        return part;
      },
      append: (world, draft, after) => {
        giveUp(world);
        const log = getLog(world);
        return requestPart(
          world,
          after,
          (numbered) => ({ kind: 'append', ...numbered, world, draft, after, log }),
          1,
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
      worlds: async (prefix = ''): Promise<readonly StoredWorld[]> => {
        const answer = await ask((id) => ({ kind: 'worlds', id, prefix }));
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
