/** A sound way to follow a job, whose parts can be replaced by unsound ones. */
import type { ClientRun, ShownJob } from '../life/client.ts';
import { askJob, askRows, computeWait, ends, sleepUnless, toError, Trouble } from './client-api.ts';

/** What can be replaced. */
export interface Parts {
  readonly jobId: string;
  readonly signal: AbortSignal;
  /** Between two polls, in milliseconds. */
  readonly interval: number;
  readonly ask: (run: ClientRun, jobId: string, signal: AbortSignal) => Promise<ShownJob>;
  readonly show: (job: ShownJob) => void;
  readonly isEnd: (job: ShownJob) => boolean;
  /** How long to wait after a failure. @throws the error if it is a reason to give up */
  readonly recover: (error: Error, failures: number) => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** Polls the job to its end. */
export async function follow(run: ClientRun, parts: Partial<Parts> = {}): Promise<ShownJob> {
  const { jobId = run.jobId, signal = run.signal, interval = 3000, ask = askJob } = parts;
  const { show = run.onStatus, isEnd = isAtRest, recover = recoverSoundly, sleep = sleepUnless } = parts;
  for (let failures = 0; ; ) {
    const job = await ask(run, jobId, signal).catch(toError);
    if (signal.aborted && parts.sleep === undefined) throw new Error('left');
    if (!(job instanceof Error)) {
      failures = 0;
      show(job);
      if (isEnd(job)) return job;
    } else failures += 1;
    await sleep(job instanceof Error ? recover(job, failures) : interval, signal);
  }
}

export const isAtRest = ({ status }: ShownJob): boolean => ends.has(status);

/** Waits longer after each failure, and gives up after a refusal. */
export function recoverSoundly(error: Error, failures: number): number {
  if (!(error instanceof Trouble)) throw error;
  return computeWait(failures, error);
}

/** Fetches and shows the rows. A failure is repeated. */
export async function showRows(run: ClientRun, jobId = run.jobId, signal = run.signal): Promise<void> {
  for (let failures = 1; ; failures += 1) {
    const rows = await askRows(run, jobId, signal).catch(toError);
    if (!(rows instanceof Error)) {
      run.onResults(rows);
      return;
    }
    await sleepUnless(recoverSoundly(rows, failures), signal);
  }
}

/** Follows one job after the other: `open` follows a job until its signal is aborted. */
export function followInTurn(
  run: ClientRun,
  open: (jobId: string, signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  return new Promise((resolve) => {
    let current = new AbortController();
    const turn = (jobId: string): void => {
      current.abort();
      current = new AbortController();
      void open(jobId, current.signal).catch(() => undefined);
    };
    run.onSwitch(turn);
    run.signal.addEventListener('abort', () => {
      current.abort();
      resolve();
    });
    turn(run.jobId);
  });
}
