/** Workers and their store in one process: messages are cloned as between processes, and may take their time. */
import { duration, type Duration, instant, type Instant } from '../../../time/time.ts';
import { createMemoryStore } from '../../store/memory.ts';
import type { WorldStore } from '../../store/port.ts';
import type { ToStore, ToWorker } from '../messages.ts';
import { createOutbox } from '../outbox.ts';
import { createRemoteStore, type RemoteStore } from '../remote-store.ts';
import { createStoreClock } from '../store-clock.ts';
import { createStoreServer, type KeptWorld } from '../store-server.ts';

export interface InProcessOptions<State> {
  readonly store?: WorldStore<State>;
  readonly kept?: readonly KeptWorld[];
  readonly wall?: () => Instant;
  readonly monotonic?: () => number;
  readonly later?: (milliseconds: number, run: () => void) => () => void;
  readonly max?: number;
  readonly idle?: Duration;
  /** Creates one direction of a channel, which keeps the order; by default a batch arrives at the end of the turn. */
  readonly createChannel?: () => (arrive: () => void) => void;
  readonly pack?: (state: State) => unknown;
  readonly unpack?: (plain: unknown) => State;
}

export interface InProcessWorker<State> {
  readonly store: WorldStore<State>;
  /** It is killed: nothing that it sent later arrives, and it gets nothing any more. */
  readonly kill: () => void;
  /** How many batches it has sent. */
  readonly sent: () => number;
}

export function createInProcess<State>(options: InProcessOptions<State> = {}) {
  const {
    wall = () => instant(1000),
    monotonic = () => wall(),
    later = () => () => undefined,
    pack = (state: State): unknown => state,
    unpack = (plain: unknown): State => plain as State,
    createChannel = () => (arrive: () => void) => void setImmediate(arrive),
  } = options;
  const server = createStoreServer<State>({
    getMax: () => options.max ?? 5000,
    idle: duration(3_600_000),
    store: createMemoryStore<State>(),
    ...options,
    clock: createStoreClock({ wall, monotonic }),
    monotonic,
    later,
    pack,
    unpack,
  });
  return {
    connect: (): InProcessWorker<State> => {
      let isAlive = true;
      const [deliverToWorker, deliverToStore] = [createChannel(), createChannel()];
      let batches = 0;
      const toWorker = createOutbox<ToWorker>((messages) => {
        const cloned = structuredClone(messages);
        deliverToWorker(() => {
          if (isAlive) remote.receive(cloned);
        });
      }, queueMicrotask);
      const connection = server.connect(toWorker.push);
      const remote: RemoteStore<State> = createRemoteStore<State>({
        send: (messages: readonly ToStore[]) => {
          batches += 1;
          const cloned = structuredClone(messages);
          deliverToStore(() => {
            if (isAlive) connection.receive(cloned);
          });
        },
        schedule: queueMicrotask,
        monotonic,
        begun: instant(0),
        pack,
        unpack,
      });
      return {
        store: remote.store,
        kill: () => {
          isAlive = false;
          connection.end();
        },
        sent: () => batches,
      };
    },
  };
}
