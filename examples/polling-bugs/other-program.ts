/** A client in another program that follows jobs over HTTP, in the virtual time of a life: the thread waits while the program computes. */
import { join } from 'node:path';
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads';

import { type Client, type ClientRun, type Job, wait } from './api.ts';

/** What the program requests of the API, or tells the test. */
interface Message {
  readonly number: number;
  readonly id: string;
  readonly path: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** @param command the program and its arguments; it gets a line of JSON for each job on its standard input */
export function createProgramClient(command: readonly string[]): Client {
  let bridge: ReturnType<typeof startBridge> | undefined;
  return async (run) => {
    bridge ??= startBridge(command);
    const { start, next, reply } = bridge;
    const id = start(run);
    for (;;) {
      const message = next(id);
      const { number, path, body } = message;
      if (path.startsWith('api/')) reply({ number, ...(await pass(run, message)) });
      else if (path === 'control/wait') {
        const isOver = await wait(Number(body), run.signal).then(
          () => false,
          () => true,
        );
        reply({ number, status: isOver ? 410 : 204 });
      } else {
        // What it is depends on the path.
        const told = JSON.parse(body) as never;
        reply({ number, status: 204 });
        if (path === 'control/status') run.onStatus(told);
        else if (path === 'control/results') run.onResults(told);
        else return finish(told);
      }
    }
  };
}

function finish({ job, reason }: { readonly job?: Job; readonly reason?: string }): Job | undefined {
  if (reason !== undefined) throw new Error(reason);
  return job;
}

/** One request to the API of the life, with what is left of its response. */
async function pass({ fetch, baseUrl, signal }: ClientRun, { path, method, headers }: Message) {
  const { host: _, connection: __, ...sent } = headers;
  try {
    const response = await fetch(`${baseUrl}/${path.slice('api/'.length)}`, {
      method,
      headers: sent,
      signal,
    });
    const answer = { status: response.status, headers: Object.fromEntries(response.headers) };
    const body = await response.text().catch(() => undefined);
    return { ...answer, body: body ?? '', isCut: body === undefined };
  } catch {
    return {};
  }
}

function startBridge(command: readonly string[]) {
  const { port1, port2 } = new MessageChannel();
  const signal = new Int32Array(new SharedArrayBuffer(4));
  const workerData = { port: port2, signal, command, cwd: import.meta.dirname };
  const worker = new Worker(join(import.meta.dirname, 'bridge.mjs'), { workerData, transferList: [port2] });
  worker.unref();
  port1.unref();
  const waiting: Message[] = [];
  let latest = 0;
  const next = (id: string): Message => {
    for (;;) {
      const seen = Atomics.load(signal, 0);
      for (let got = receiveMessageOnPort(port1); got !== undefined; got = receiveMessageOnPort(port1))
        waiting.push(got.message as Message);
      const index = waiting.findIndex((message) => message.id === id);
      const [message] = index < 0 ? [] : waiting.splice(index, 1);
      if (message !== undefined) return message;
      Atomics.wait(signal, 0, seen);
    }
  };
  const start = ({ token, jobId }: ClientRun): string => {
    const id = String((latest += 1));
    port1.postMessage({ start: { id, token, jobId } });
    return id;
  };
  return { start, next, reply: (message: object) => port1.postMessage(message) };
}
