/** A worker's side of the main process: what it is to do, its store, and what it reports. */
import cluster from 'node:cluster';
import { setImmediate } from 'node:timers';

import { instant } from '../../../time/time.ts';
import type { Packer } from '../parts.ts';
import { createRemoteStore, type RemoteStore } from '../remote-store.ts';
import type { WorldStore } from '../../store/port.ts';
import type { FromMain, FromWorker, WorkerTask } from './channel.ts';
import { readMonotonicClock } from './monotonic-clock.ts';
import { createSignal } from './signal.ts';

export interface MainProcess {
  /** Resolves when the main process has sent it. */
  readonly task: Promise<WorkerTask>;
  /** Calls a function with the teams that replace those of the task, as often as they change. */
  readonly followTeams: (onTeams: (teams: readonly object[]) => void) => void;
  /** The store in the main process. */
  readonly openStore: <State>(packer: Packer<State>) => WorldStore<State>;
  readonly report: (message: Exclude<FromWorker, { kind: 'store' }>) => void;
  /** Settles when the main process asks to stop. */
  readonly stopAsked: Promise<void>;
  /** Ends the connection when everything reported has arrived; this lets the process end. */
  readonly leave: () => Promise<void>;
}

/** @returns undefined in a process that no main process has started */
export function connectToMainProcess(): MainProcess | undefined {
  if (process.send === undefined) return undefined;
  const [task, stopAsked] = [createSignal<WorkerTask>(), createSignal<void>()];
  let remote: Pick<RemoteStore<unknown>, 'receive'> | undefined;
  let teams: readonly object[] | undefined;
  let onTeams: ((teams: readonly object[]) => void) | undefined;
  process.on('message', (message: FromMain) => {
    if (message.kind === 'start') task.settle(message.task);
    else if (message.kind === 'stop') stopAsked.settle();
    else if (message.kind === 'teams') {
      ({ teams } = message);
      onTeams?.(teams);
    }
    // Each request is answered before the next entry is folded: the indexes of a world go on with its latest value.
    else for (const one of message.messages) setImmediate(() => remote?.receive([one]));
  });
  // Node replies to the main process too, and reports here that it has ended. The worker ends when it is disconnected.
  for (const emitter of [process, cluster.worker]) emitter?.on('error', () => undefined);
  sendToMain({ kind: 'ready' });
  return {
    task: task.settled,
    followTeams: (listener) => {
      onTeams = listener;
      if (teams !== undefined) listener(teams);
    },
    openStore: (packer) => {
      const opened = createRemoteStore({
        ...packer,
        send: (messages) => sendToMain({ kind: 'store', messages }),
        schedule: (flush) => setImmediate(flush),
        monotonic: readMonotonicClock,
        begun: instant(Date.now()),
      });
      remote = opened;
      return opened.store;
    },
    report: sendToMain,
    stopAsked: stopAsked.settled,
    leave: async () => {
      await new Promise<void>((resolve) => {
        // An empty batch comes after all that was sent before.
        sendToMain({ kind: 'store', messages: [] }, resolve);
      });
      if (process.connected) process.disconnect();
    },
  };
}

/** Nobody waits for what a main process that has ended does not get. */
function sendToMain(message: FromWorker, onSent: () => void = () => undefined): void {
  if (process.connected) process.send?.(message, undefined, undefined, onSent);
  else onSent();
}
