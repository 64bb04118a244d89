/** A shared store in one process, for tests with several engines: logs in memory, with a clock, and a bus. */
import { duration, type Duration, type Instant } from '../../../time/time.ts';
import { createMemoryStore } from '../memory.ts';
import { createQuotas } from '../quotas.ts';
import { type Bus, type LogPart, StoreError, type StoreHealth, type WorldStore } from '../port.ts';

export interface SharedMemory<State> {
  /** A store of one process. */
  readonly connect: () => WorldStore<State>;
  /** Lets all calls of all processes fail, or succeed again. */
  readonly breakDown: (isDown: boolean) => void;
}

/** @param now the clock of the store; its worlds never see it go back */
export function createSharedMemory<State>(
  now: () => Instant,
  idle: Duration = duration(3_600_000),
): SharedMemory<State> {
  const memory = createMemoryStore<State>();
  const quotas = createQuotas(now);
  const used = new Map<string, Instant>();
  /** How often there was a world of a name: a position of one that was removed says nothing about the next. */
  const lives = new Map<string, number>();
  const remove = (world: string): void => {
    memory.remove(world);
    used.delete(world);
    lives.set(world, (lives.get(world) ?? 0) + 1);
  };
  const listeners = new Set<(channel: string, text: string, sender: object) => void>();
  let down: Instant | undefined;
  const run = async <Result>(step: () => Result): Promise<Result> => {
    // As over a connection, nothing is there at once.
    await Promise.resolve();
    if (down !== undefined) throw new StoreError('The store is down.');
    for (const [world, at] of used) if (now() - at > idle) remove(world);
    return step();
  };
  const getTime = (world: string): Instant => {
    const last = memory.last(world)?.real ?? now();
    return last > now() ? last : now();
  };
  const readPart = (world: string, after: number, known: Map<string, number>): LogPart<State> => {
    const last = memory.last(world);
    const life = lives.get(world) ?? 0;
    const isSame = known.get(world) === life && last !== undefined && after <= last.position;
    known.set(world, life);
    const part = memory.look(world, isSame ? after : -1);
    const isWhole = !isSame || part.checkpoint !== undefined;
    if (last !== undefined) used.set(world, now());
    return { ...part, now: getTime(world), ...(isWhole ? { isWhole } : {}) };
  };

  const health = (): StoreHealth =>
    down === undefined
      ? { isUp: true, since: now() }
      : { isUp: false, since: down, reason: 'The store is down.' };

  return {
    breakDown: (isDown) => {
      down = isDown ? now() : undefined;
    },
    connect: () => {
      const self = {};
      const known = new Map<string, number>();
      const bus: Bus = {
        publish: (channel, text) => {
          for (const listener of listeners) listener(channel, text, self);
        },
        subscribe: (channel, onText) => {
          const listener = (heard: string, text: string, sender: object): void => {
            if (heard === channel && sender !== self) onText(text);
          };
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      };
      return {
        costly: true,
        shared: {
          bus,
          health,
          quotas: { charge: async (name, charge) => run(() => quotas.charge(name, charge)) },
        },
        look: async (world, after) => run(() => readPart(world, after, known)),
        append: async (world, draft, after) =>
          run(() => {
            const { intent } = draft;
            const isBeginning = intent.kind === 'reset' && intent.ifNew === true;
            if (memory.last(world) !== undefined || isBeginning)
              memory.append(world, { ...draft, real: getTime(world) }, after);
            return readPart(world, after, known);
          }),
        snapshot: async (world, checkpoint) =>
          run(() => {
            // An older one never replaces a newer one, and none is kept for a world that is gone.
            const last = memory.last(world);
            if (last !== undefined && checkpoint.position <= last.position)
              memory.snapshot(world, checkpoint);
          }),
        remove: async (world) => run(() => remove(world)),
        worlds: async () => run(() => memory.worlds()),
        close: async () => Promise.resolve(),
      };
    },
  };
}
