/**
 * The store of several workers, in the process that starts them. It gives each entry its time, keeps the order of those who write to
 * a world and those who look at it, and removes worlds that are unused for too long, or too many.
 */
import { isPromise } from '../portions/portions.ts';
import type { LogPart, WorldStore } from '../store/port.ts';
import { createQuotas } from '../store/quotas.ts';
import type { Instant } from '../../time/time.ts';
import type { AppendRequest, LookRequest, SentPart, SnapshotRequest, ToStore, ToWorker } from './messages.ts';
import { createFailure, createNothing, getTime, knows, type Packer, toSentPart } from './parts.ts';
import { toStart, whole } from './sent-entries.ts';
import { createServedWorlds, type ServedWorld, type ServedWorldsOptions } from './served-worlds.ts';

export interface StoreServerOptions<State> extends Omit<ServedWorldsOptions<Send>, 'revoke'>, Packer<State> {
  readonly store: WorldStore<State>;
  /** Worlds that the store has from the start, the longest unused first. */
  readonly kept?: readonly KeptWorld[];
}

export interface KeptWorld {
  readonly name: string;
  /** The position and time of its latest entry. */
  readonly position: number;
  readonly real: Instant;
}

/** The store's end of a connection. */
export interface WorkerConnection {
  readonly receive: (messages: readonly ToStore[]) => void;
  /** The worker has ended, and can answer nobody any more. */
  readonly end: () => void;
}

export interface StoreServer {
  /** @param send sends a message to the worker, or drops it when that has ended */
  readonly connect: (send: Send) => WorkerConnection;
}

type Send = (message: ToWorker) => void;
type One = ServedWorld<Send>;
/** Ends a write. @param last done before others may use the world */
type End = (last: () => void) => void;

/** A worker looks again after this time, at the latest, and nobody waits longer for one that hangs. */
const maxLeaseMs = 1000;
/** A world that somebody else has just written to is likely to be written to again. */
const restMs = 10;

export function createStoreServer<State>(options: StoreServerOptions<State>): StoreServer {
  const { store, clock, monotonic, unpack, idle } = options;
  const leaseMs = Math.min(maxLeaseMs, idle / 2);
  const workers = new Set<Send>();
  const quotas = createQuotas(monotonic);
  const worlds = createServedWorlds<Send>({
    ...options,
    revoke: (holder, world, revocation) => holder({ kind: 'revoke', world, revocation }),
  });
  for (const { name, position, real } of options.kept ?? [])
    Object.assign(worlds.add(name), { log: worlds.createLog(), position, real });

  const use = (name: string): One | undefined => {
    const one = worlds.use(name);
    if (one !== undefined) forgetBeside(one);
    return one;
  };
  const forgetBeside = (one: One): void => {
    for (const other of worlds.listNeedless(one)) remove(other, () => undefined);
  };
  /** A lease for a world that nobody is about to change. */
  const grant = (one: One, to: Send): Pick<SentPart, 'lease'> => {
    const written = one.writer === to ? one.writtenByOther : one.written;
    const isRestless = monotonic() - written < restMs;
    if (isRestless || !one.turns.isQuiet() || !workers.has(to)) return {};
    const lease = clock.grant(leaseMs);
    if (lease === undefined) return {};
    one.leases.grant(to, lease.until);
    return { lease };
  };
  const look = (id: number, request: LookRequest, send: Send): void => {
    const one = use(request.world);
    if (one === undefined) {
      send(createNothing(id, clock.now()));
      return;
    }
    one.turns.look(() => {
      if (one.log === 0) {
        send(createNothing(id, clock.now()));
        return;
      }
      const isKnown = knows(one, request);
      const from = isKnown ? one.sent.getStart(send, request) : whole;
      const part = store.look(one.name, from);
      if (isPromise(part)) throw new Error('Only a store that can be looked at at once can be served.');
      one.sent.note(send, from, part);
      const sent = toSentPart(one, one.log, part, options);
      send({ kind: 'part', id, part: { ...sent, ...toStart(from), ...grant(one, send) } });
    });
  };

  const append = (id: number, request: AppendRequest, send: Send): void => {
    const { intent } = request.draft;
    const isBeginning = intent.kind === 'reset' && intent.ifNew === true;
    const one = use(request.world) ?? (isBeginning ? worlds.add(request.world) : undefined);
    if (one === undefined) {
      send(createNothing(id, clock.now()));
      return;
    }
    if (one.log === 0) forgetBeside(one);
    // The worker gave its own lease up when it sent the entry.
    one.leases.drop(send);
    change(one, (end) => {
      if (one.log > 0 || isBeginning) write(one, { id, request, send, end });
      else end(() => send(createNothing(id, clock.now())));
    });
  };
  const write = (
    one: One,
    { id, request, send, end }: { id: number; request: AppendRequest; send: Send; end: End },
  ): void => {
    if (one.log === 0) {
      Object.assign(one, { log: worlds.createLog(), position: 0 });
      one.sent.clear();
    }
    const { log } = one;
    const from = knows(one, request) ? one.sent.getStart(send, request) : whole;
    one.real = getTime(one, clock);
    const settle = (part: LogPart<State>): void =>
      end(() => {
        const { now: _, ...sent } = toSentPart(one, log, part, options);
        const isPresent = one.log === log;
        if (isPresent) one.position = Math.max(one.position, sent.position);
        const writtenByOther = one.writer === send ? one.writtenByOther : one.written;
        Object.assign(one, { writer: send, written: monotonic(), writtenByOther });
        if (isPresent) one.sent.note(send, from, part);
        const lease = isPresent ? grant(one, send) : {};
        // A later entry may be on its way already, so that the time is that of this one.
        const own = { ...sent, now: sent.real, ...toStart(from), ...lease };
        send({ kind: 'part', id, part: own });
      });
    const fail = (error: unknown): void =>
      end(() => {
        if (one.log === log && one.position === 0) one.log = 0;
        send(createFailure(id, error));
      });
    const part = store.append(one.name, { ...request.draft, real: one.real }, from);
    if (isPromise(part)) part.then(settle, fail);
    else settle(part);
  };

  /** Begins when nobody may answer from the world as it is any more. */
  const change = (one: One, begin: (end: End) => void): void =>
    one.turns.write((end) =>
      one.leases.recall(() =>
        begin((last) => {
          end(last);
          worlds.tidy(one);
        }),
      ),
    );

  const remove = (one: One, onGone: () => void): void =>
    change(one, (end) => {
      Object.assign(one, { log: 0, position: 0 });
      const removed = store.remove(one.name);
      const settle = (): void => end(onGone);
      if (isPromise(removed)) void removed.then(settle, settle);
      else settle();
    });
  const removeFor = (id: number, world: string, send: Send): void => {
    const one = worlds.get(world);
    const finish = (): void => send({ kind: 'done', id });
    if (one === undefined) {
      finish();
      return;
    }
    one.leases.drop(send);
    remove(one, finish);
  };

  /** A checkpoint replaces entries, and changes nothing. */
  const snapshot = async (
    id: number,
    { world, log, position, real, state }: SnapshotRequest,
    send: Send,
  ): Promise<void> => {
    const one = worlds.get(world);
    try {
      if (one !== undefined && one.log === log && position <= one.position)
        await store.snapshot(world, { position, real, state: unpack(state) });
      send({ kind: 'done', id });
    } catch (error) {
      send(createFailure(id, error));
    }
  };

  const receive = (message: ToStore, send: Send): void => {
    switch (message.kind) {
      case 'look':
        look(message.id, message, send);
        break;
      case 'append':
        append(message.id, message, send);
        break;
      case 'snapshot':
        void snapshot(message.id, message, send);
        break;
      case 'remove':
        removeFor(message.id, message.world, send);
        break;
      case 'worlds': {
        const all = Array.from(worlds.all()).filter(
          ({ log, name }) => log > 0 && name.startsWith(message.prefix),
        );
        send({
          kind: 'worlds',
          id: message.id,
          worlds: all.map(({ name, used }) => ({ name, used })),
        });
        break;
      }
      case 'charge':
        send({ kind: 'charged', id: message.id, charged: quotas.charge(message.quota, message.charge) });
        break;
      case 'give-back':
        worlds.get(message.world)?.leases.giveBack(send, message.revocation);
        break;
      default:
        for (const other of workers) if (other !== send) other(message);
    }
  };

  return {
    connect: (send) => {
      workers.add(send);
      return {
        receive: (messages) => {
          for (const message of messages) receive(message, send);
        },
        end: () => {
          workers.delete(send);
          for (const { leases, sent } of worlds.all()) {
            leases.drop(send);
            sent.drop(send);
          }
        },
      };
    },
  };
}
