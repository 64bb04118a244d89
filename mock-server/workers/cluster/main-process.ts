/** Starts workers that share one port, replaces those that end, and stops them. */
import cluster, { type Worker } from 'node:cluster';
import { clearTimeout, setImmediate, setTimeout } from 'node:timers';

import { UsageError } from '../../../command-line/command.ts';
import type { ToWorker } from '../messages.ts';
import { createOutbox } from '../outbox.ts';
import type { StoreServer, WorkerConnection } from '../store-server.ts';
import { WorkersError } from '../workers-error.ts';
import type { FromMain, FromWorker, WorkerTask } from './channel.ts';
import { createSignal } from './signal.ts';

export interface WorkersOptions {
  readonly count: number;
  /** The program and its arguments. */
  readonly program: string;
  readonly args: readonly string[];
  readonly task: WorkerTask;
  /** Absent when each worker has its own connection to a store. */
  readonly server?: StoreServer;
  readonly onBreach: (sentence: string) => void;
  /** Called with messages for the user, one sentence each. */
  readonly warn: (sentence: string) => void;
  /** How long workers may take to stop, in milliseconds. */
  readonly maxStop: number;
}

export interface RunningWorkers {
  readonly url: string;
  /** Those of now, and those that take the place of one that ends, have these teams from now on. */
  readonly replaceTeams: (teams: readonly object[]) => void;
  /** Lets all workers finish their requests, and settles when they have ended. */
  readonly stop: () => Promise<void>;
  /** Settles if workers cannot go on: with the reason. */
  readonly failed: Promise<Error>;
}

/** Workers that ended before they listened, one after the other. */
const maxFailures = 10;

/** @throws UsageError when no worker can start as it is asked to, WorkersError when all of them end before they listen */
export async function startWorkers(options: WorkersOptions): Promise<RunningWorkers> {
  const { count, program, args, server, warn } = options;
  let { task } = options;
  // The main process hands out the connections in turn. Left to the system, a few workers get most of them.
  cluster.schedulingPolicy = cluster.SCHED_RR;
  cluster.setupPrimary({ exec: program, args: [...args], serialization: 'advanced' });
  const present = new Set<Worker>();
  const listening = new Map<Worker, string>();
  let url: string | undefined;
  let failures = 0;
  let isStopping = false;
  const started = createSignal<string>();
  const failed = createSignal<Error>();
  const ended = createSignal<undefined>();

  const fail = (error: Error): void => {
    isStopping = true;
    failed.settle(error);
    for (const worker of present) worker.process.kill('SIGKILL');
  };
  const start = (): void => {
    if (isStopping) return;
    // While a worker listens, the next one gets its port by asking for the same one.
    const port = url === undefined || listening.size > 0 ? task.port : Number(new URL(url).port);
    const worker = cluster.fork();
    present.add(worker);
    const connection = server && connect(server, worker);
    closeLostConnections(worker);
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'store') connection?.receive(message.messages);
      else if (message.kind === 'ready') send(worker, { kind: 'start', task: { ...task, port } });
      else if (message.kind === 'breach') options.onBreach(message.sentence);
      else if (message.kind === 'refused') fail(new UsageError(message.reason));
      else {
        failures = 0;
        listening.set(worker, message.url);
        url ??= message.url;
        if (listening.size === count) started.settle(url);
      }
    });
    worker.on('exit', (status: number | null, signal: string | null) => {
      connection?.end();
      present.delete(worker);
      const hasListened = listening.delete(worker);
      if (present.size === 0) ended.settle(undefined);
      if (!isStopping) replace(worker, hasListened, formatEnd(status, signal));
    });
  };
  const replace = ({ process: { pid } }: Worker, hasListened: boolean, end: string): void => {
    failures = hasListened ? 0 : failures + 1;
    if (failures === maxFailures) {
      fail(
        new WorkersError(`${maxFailures} workers in a row ended before they listened; the last one ${end}.`),
      );
      return;
    }
    warn(`Worker ${pid} ${end}. Another one takes its place; requests that it had not answered are lost.`);
    start();
  };

  for (let number = 0; number < count; number += 1) start();
  const begun = await Promise.race([started.settled, failed.settled]);
  if (begun instanceof Error) {
    await ended.settled;
    throw begun;
  }
  return {
    url: begun,
    failed: failed.settled,
    replaceTeams: (teams) => {
      task = { ...task, teams };
      for (const worker of present) send(worker, { kind: 'teams', teams });
    },
    stop: async () => {
      isStopping = true;
      for (const worker of present) send(worker, { kind: 'stop' });
      if (present.size === 0) return;
      const timer = setTimeout(() => {
        for (const worker of present) worker.process.kill('SIGKILL');
      }, options.maxStop);
      await ended.settled;
      clearTimeout(timer);
    },
  };
}

function connect(server: StoreServer, worker: Worker): WorkerConnection {
  const outbox = createOutbox<ToWorker>(
    (messages) => send(worker, { kind: 'store', messages }),
    (flush) => setImmediate(flush),
  );
  return server.connect(outbox.push);
}

/** A worker that has just ended gets nothing. */
function send(worker: Worker, message: FromMain): void {
  if (worker.isConnected()) worker.process.send(message, undefined, undefined, () => undefined);
}

/**
 * Node hands a connection to a worker, and waits for a reply. If the worker ends before it replies, Node forgets the connection, which
 * stays open: its client would wait for ever. Closing one that the worker took does nothing.
 */
function closeLostConnections(worker: Worker): void {
  const child = worker.process;
  const sendToChild = child.send.bind(child);
  let handle: unknown;
  const wrapped = (message: unknown, handedOver: unknown, ...rest: readonly unknown[]): boolean => {
    if (hasClose(handedOver)) handle = handedOver;
    return Reflect.apply(sendToChild, child, [message, handedOver, ...rest]) as boolean;
  };
  Object.assign(child, { send: wrapped });
  const close = (): void => {
    if (hasClose(handle)) handle.close();
  };
  worker.on('exit', close).on('disconnect', close);
}

const hasClose = (handle: unknown): handle is { readonly close: () => void } =>
  typeof handle === 'object' && handle !== null && 'close' in handle && typeof handle.close === 'function';

const formatEnd = (status: number | null, signal: string | null): string =>
  signal === null ? `ended with exit status ${status ?? 'unknown'}` : `was ended by ${signal}`;
