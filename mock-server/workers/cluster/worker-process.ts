/** A worker's side of the main process: what it is to do, its store, and what it reports. */
import { setImmediate } from 'node:timers';

import { createRemoteStore, type RemoteStoreOptions } from '../remote-store.ts';
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
export function connectToMainProcess<State>(
  packer: Pick<RemoteStoreOptions<State>, 'pack' | 'unpack'>,
): MainProcess<State> | undefined {
  const task = process.env[taskVariable];
  if (task === undefined || process.send === undefined) return undefined;
  const send = (message: FromWorker, onSent: () => void = () => undefined): void => {
    if (process.connected) process.send?.(message, undefined, undefined, onSent);
    else onSent();
  };
  const remote = createRemoteStore<State>({
    ...packer,
    send: (messages) => send({ kind: 'store', messages }),
    schedule: (flush) => setImmediate(flush),
    monotonic: readMonotonicClock,
  });
  const stopAsked = new Promise<void>((resolve) => {
    process.on('message', (message: FromMain) => {
      if (message.kind === 'stop') resolve();
      else remote.receive(message.messages);
    });
  });
  return {
    task: JSON.parse(task) as WorkerTask,
    store: remote.store,
    report: send,
    stopAsked,
    leave: async () => {
      await new Promise<void>((resolve) => {
        // An empty batch comes after all that was sent before.
        send({ kind: 'store', messages: [] }, resolve);
      });
      if (process.connected) process.disconnect();
    },
  };
}
