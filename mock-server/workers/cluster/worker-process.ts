/** A worker's side of the main process: what it is to do, its store, and what it reports. */
import { setImmediate } from 'node:timers';

import type { Packer } from '../parts.ts';
import { createRemoteStore } from '../remote-store.ts';
import type { WorldStore } from '../../store/port.ts';
import { type FromMain, type FromWorker, taskVariable, type WorkerTask } from './channel.ts';
import { readMonotonicClock } from './monotonic-clock.ts';

export interface MainProcess<State> {
  readonly task: WorkerTask;
  /** The store in the main process. */
  readonly store: WorldStore<State>;
  readonly report: (message: Exclude<FromWorker, { kind: 'store' }>) => void;
  /** Settles when the main process asks to stop. */
  readonly stopAsked: Promise<void>;
  /** Ends the connection when everything reported has arrived; this lets the process end. */
  readonly leave: () => Promise<void>;
}

/** @returns undefined in a process that no main process has started */
export function connectToMainProcess<State>(packer: Packer<State>): MainProcess<State> | undefined {
  const task = process.env[taskVariable];
  if (task === undefined || process.send === undefined) return undefined;
  const remote = createRemoteStore<State>({
    ...packer,
    send: (messages) => sendToMain({ kind: 'store', messages }),
    schedule: (flush) => setImmediate(flush),
    monotonic: readMonotonicClock,
  });
  const stopAsked = new Promise<void>((resolve) => {
    process.on('message', (message: FromMain) => {
      if (message.kind === 'stop') resolve();
      // Each request is answered before the next entry is folded: the indexes of a world go on with its latest value.
      else for (const one of message.messages) setImmediate(() => remote.receive([one]));
    });
  });
  return {
    task: JSON.parse(task) as WorkerTask,
    store: remote.store,
    report: sendToMain,
    stopAsked,
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
