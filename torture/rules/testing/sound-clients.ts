/** Sound clients, each in another style. No life may accuse them. */
import type { Client, ClientRun, ShownJob } from '../../life/client.ts';
import { ask, askJob, askRows, ends, hasResults, Refused, sleep, sleepUnless, Trouble } from './api.ts';

/** Waits twice as long after each failure, and as long as the server asks. */
const computeWait = (failures: number, error: unknown, most = 60_000): number =>
  Math.max(error instanceof Trouble ? error.wait : 0, Math.min(most, 2000 * 2 ** failures));

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
        reject(error as Error);
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

async function* watch(run: ClientRun): AsyncGenerator<ShownJob> {
  for (let failures = 0; ; ) {
    try {
      const job = await askJob(run, run.jobId, run.signal);
      failures = 0;
      yield job;
      if (ends.has(job.status)) return;
      await sleepUnless(2500, run.signal);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      await sleepUnless(computeWait((failures += 1), error), run.signal);
    }
  }
}

/** An asynchronous generator; the results follow at the end. */
export const generator: Client = async (run) => {
  let last: ShownJob | undefined;
  for await (const job of watch(run)) run.onStatus((last = job));
  if (last !== undefined && hasResults.has(last.status)) run.onResults(await fetchRows(run));
  return last;
};

async function fetchRows(run: ClientRun): Promise<readonly unknown[]> {
  for (let failures = 0; ; ) {
    try {
      return await askRows(run, run.jobId, run.signal);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      await sleepUnless(computeWait((failures += 1), error), run.signal);
    }
  }
}

/** Recursion, with jitter in each interval. */
export const recursion: Client = (run) => {
  const follow = async (failures: number): Promise<ShownJob> => {
    const jitter = 0.5 + Math.random();
    const job = await askJob(run, run.jobId, run.signal).catch((error: unknown) => error as Error);
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

/** A component: it shows one job after the other, and never ends by itself. */
export const component: Client = (run) =>
  new Promise<void>((resolve) => {
    let current = new AbortController();
    const follow = async (jobId: string, { signal }: AbortController): Promise<void> => {
      run.onStatus({ job_id: jobId, status: 'queued' });
      let failures = 0;
      while (!signal.aborted) {
        let wait = 3000;
        try {
          const job = await askJob(run, jobId, signal);
          failures = 0;
          if (signal.aborted) return;
          run.onStatus(job);
          if (ends.has(job.status)) return;
        } catch (error) {
          if (!(error instanceof Trouble)) return;
          wait = computeWait((failures += 1), error);
        }
        await sleepUnless(wait, signal).catch(() => undefined);
      }
    };
    run.onSwitch((jobId) => {
      current.abort();
      void follow(jobId, (current = new AbortController()));
    });
    run.signal.addEventListener('abort', () => {
      current.abort();
      resolve();
    });
    void follow(run.jobId, current);
  });

/** It ignores late responses instead of aborting requests, and starts twice as in React's strict mode. */
export const ignoring: Client = (run) => {
  const mount = (jobId: string, onEnd: () => void): (() => void) => {
    let isIgnored = false;
    let timer: ReturnType<typeof globalThis.setTimeout> | undefined;
    const poll = async (failures: number): Promise<void> => {
      const job = await askJob(run, jobId).catch((error: unknown) => error as Error);
      if (isIgnored) return;
      if (job instanceof Error) {
        if (job instanceof Trouble)
          timer = globalThis.setTimeout(() => void poll(failures + 1), computeWait(failures + 1, job));
        else onEnd();
        return;
      }
      run.onStatus(job);
      if (ends.has(job.status)) onEnd();
      else timer = globalThis.setTimeout(() => void poll(0), 3000);
    };
    void poll(0);
    return () => {
      isIgnored = true;
      globalThis.clearTimeout(timer);
    };
  };
  return new Promise<void>((resolve) => {
    mount(run.jobId, resolve)();
    let unmount = mount(run.jobId, resolve);
    run.onSwitch((jobId) => {
      unmount();
      unmount = mount(jobId, resolve);
    });
    run.signal.addEventListener('abort', () => {
      unmount();
      resolve();
    });
  });
};

/** It returns at once, and goes on in the background. */
export const background: Client = (run) => {
  void (async () => {
    try {
      await loop(run);
    } catch {
      // Nobody waits for it.
    }
  })();
};

/** All pages of the results, one after the other. */
export const pages: Client = async (run) => {
  const job = (await loop(run)) as ShownJob;
  if (job.status !== 'completed') return job;
  const rows: unknown[] = [];
  for (let [page, total, failures] = [1, 1, 0]; rows.length < total; ) {
    try {
      const path = `result/${run.jobId}/?page=${page}&page_size=200`;
      const found = (await ask(run, path, run.signal)) as {
        readonly data: readonly unknown[];
        readonly total_records: number;
      };
      rows.push(...found.data);
      total = found.total_records;
      page += 1;
      failures = 0;
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      await sleepUnless(computeWait((failures += 1), error), run.signal);
    }
  }
  run.onResults(rows);
  return job;
};

/** It polls more and more slowly, and gives up after ten minutes. */
export const slowing: Client = async (run) => {
  const until = performance.now() + 600_000;
  for (let wait = 1000; performance.now() < until; wait = Math.min(20_000, wait * 1.5)) {
    const job = await askJob(run, run.jobId, run.signal).catch((error: unknown) => error as Error);
    if (!(job instanceof Error)) {
      run.onStatus(job.status);
      if (ends.has(job.status)) return job;
    } else if (!(job instanceof Trouble)) throw job;
    await sleepUnless(Math.max(wait, job instanceof Trouble ? job.wait : 0), run.signal);
  }
  throw new Error('The job takes too long.');
};

/** It reports nothing and returns only the rows. */
export const onlyRows: Client = async (run) => {
  for await (const { status } of watch(run)) {
    if (status === 'failed') throw new Error('The job failed.');
    if (hasResults.has(status)) return fetchRows(run);
  }
  return [];
};

/** Each client by its name. */
export const soundClients = {
  loop,
  flag,
  guardedInterval,
  generator,
  recursion,
  timeouts,
  modernTimeouts,
  listPolling,
  retries,
  component,
  ignoring,
  background,
  pages,
  slowing,
  onlyRows,
} as const satisfies Readonly<Record<string, Client>>;
