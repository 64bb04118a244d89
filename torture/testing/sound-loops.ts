/** Sound clients that follow one job to its end, each in another style. */
import type { Client, ShownJob } from '../life/client.ts';
import {
  ask,
  askJob,
  computeWait,
  ends,
  Refused,
  sleep,
  sleepUnless,
  toError,
  Trouble,
} from './client-api.ts';

/** A loop that sleeps between polls; it gives up after five failures in a row. */
export const loop: Client = async (run) => {
  const { jobId, signal, onStatus } = run;
  for (let failures = 0; ; ) {
    let wait = 3000;
    try {
      const job = await askJob(run, jobId, signal);
      failures = 0;
      onStatus(job);
      if (ends.has(job.status)) return job;
    } catch (error) {
      if (!(error instanceof Trouble) || failures === 4) throw error;
      wait = computeWait((failures += 1), error);
    }
    await sleepUnless(wait, signal);
  }
};

/** It only looks at the flag: a request that is on its way when the page is left arrives, and is shown. */
export const flag: Client = async (run) => {
  let failures = 0;
  while (!run.signal.aborted) {
    try {
      const { status } = await askJob(run, run.jobId);
      failures = 0;
      run.onStatus(status);
      if (ends.has(status)) return status;
      await sleep(4000);
    } catch (error) {
      if (error instanceof Refused) return undefined;
      await sleep(computeWait((failures += 1), error));
    }
  }
  return undefined;
};

/** An interval whose callback skips its turn while a request is open, or while it has to wait. */
export const guardedInterval: Client = (run) =>
  new Promise((resolve, reject) => {
    let [isOpen, isOver, failures, notBefore] = [false, false, 0, 0];
    const stop = (): void => {
      isOver = true;
      globalThis.clearInterval(timer);
    };
    const tick = async (): Promise<void> => {
      if (isOpen || performance.now() < notBefore) return;
      isOpen = true;
      try {
        const job = await askJob(run, run.jobId, run.signal);
        failures = 0;
        if (isOver) return;
        run.onStatus(job);
        if (!ends.has(job.status)) return;
        stop();
        resolve(job);
      } catch (error) {
        if (isOver) return;
        if (error instanceof Trouble) {
          notBefore = performance.now() + computeWait((failures += 1), error);
          return;
        }
        stop();
        reject(toError(error));
      } finally {
        isOpen = false;
      }
    };
    const timer = globalThis.setInterval(() => void tick(), 3000);
    void tick();
    run.signal.addEventListener('abort', () => {
      stop();
      reject(new Error('left'));
    });
  });

/** Recursion, with jitter in each interval. */
export const recursion: Client = (run) => {
  const follow = async (failures: number): Promise<ShownJob> => {
    const jitter = 0.5 + Math.random();
    const job = await askJob(run, run.jobId, run.signal).catch(toError);
    if (!(job instanceof Error)) {
      run.onStatus(job);
      if (ends.has(job.status)) return job;
      await sleepUnless(3000 * jitter, run.signal);
      return follow(0);
    }
    if (!(job instanceof Trouble) || failures > 8) throw job;
    await sleepUnless(Math.max(job.wait, Math.min(60_000, 1000 * 2 ** failures) * jitter), run.signal);
    return follow(failures + 1);
  };
  return follow(0);
};

/** Aborts a request that takes more than ten seconds, and tries again. */
export const timeouts: Client = async (run) => {
  let failures = 0;
  for (;;) {
    const request = new AbortController();
    const abort = (): void => request.abort();
    run.signal.addEventListener('abort', abort);
    const timer = globalThis.setTimeout(abort, 10_000);
    let wait = 5000;
    try {
      const job = await askJob(run, run.jobId, request.signal);
      failures = 0;
      run.onStatus(job);
      if (ends.has(job.status)) return job.status;
    } catch (error) {
      if (error instanceof Refused || run.signal.aborted) return undefined;
      wait = computeWait((failures += 1), error);
    } finally {
      globalThis.clearTimeout(timer);
      run.signal.removeEventListener('abort', abort);
    }
    await sleepUnless(wait, run.signal);
  }
};

/** The same with `AbortSignal.timeout` and `AbortSignal.any`. */
export const modernTimeouts: Client = async (run) => {
  let failures = 0;
  for (;;) {
    let wait = 5000;
    try {
      const either = AbortSignal.any([run.signal, AbortSignal.timeout(8000)]);
      const job = await askJob(run, run.jobId, either);
      failures = 0;
      run.onStatus(job);
      if (ends.has(job.status)) return job;
    } catch (error) {
      if (error instanceof Refused || run.signal.aborted || failures > 20) throw error;
      wait = computeWait((failures += 1), error);
    }
    await sleepUnless(wait, run.signal);
  }
};

/** Polls the list, and picks its job. */
export const listPolling: Client = async (run) => {
  let failures = 0;
  for (;;) {
    let wait = 4000;
    try {
      const jobs = (await ask(run, 'status/', run.signal)) as readonly ShownJob[];
      failures = 0;
      const job = jobs.find(({ job_id: id }) => id === run.jobId);
      if (job !== undefined) run.onStatus(job);
      if (job !== undefined && ends.has(job.status)) return job;
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      wait = computeWait((failures += 1), error);
    }
    await sleepUnless(wait, run.signal);
  }
};

/** Three quick retries with a growing delay in each poll, as TanStack Query makes them; then it gives up. */
export const retries: Client = async (run) => {
  const attempt = async (left: number): Promise<ShownJob> => {
    try {
      return await askJob(run, run.jobId, run.signal);
    } catch (error) {
      if (!(error instanceof Trouble) || left === 0) throw error;
      await sleepUnless(Math.max(error.wait, 1000 * 2 ** (3 - left)), run.signal);
      return attempt(left - 1);
    }
  };
  for (;;) {
    const job = await attempt(3);
    run.onStatus(job.status);
    if (ends.has(job.status)) return job.status;
    await sleepUnless(3000, run.signal);
  }
};

/** It polls more and more slowly, and gives up after ten minutes. */
export const slowing: Client = async (run) => {
  const until = performance.now() + 600_000;
  for (let wait = 1000; performance.now() < until; wait = Math.min(20_000, wait * 1.5)) {
    const job = await askJob(run, run.jobId, run.signal).catch(toError);
    if (!(job instanceof Error)) {
      run.onStatus(job.status);
      if (ends.has(job.status)) return job;
    } else if (!(job instanceof Trouble)) throw job;
    await sleepUnless(Math.max(wait, job instanceof Trouble ? job.wait : 0), run.signal);
  }
  throw new Error('The job takes too long.');
};
