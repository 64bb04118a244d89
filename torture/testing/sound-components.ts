/** Sound clients that live until the page is left, each in another style. */
import type { Client } from '../life/client.ts';
import { askJob, computeWait, ends, sleepUnless, toError, Trouble } from './client-api.ts';
import { loop } from './sound-loops.ts';

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
      const job = await askJob(run, jobId).catch(toError);
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
