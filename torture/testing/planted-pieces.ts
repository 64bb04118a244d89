/** What several planted clients have in common: their type, their plans, and holes that break more than one rule. */
import type { Client, ClientRun, ShownJob } from '../life/client.ts';
import type { PlannedFault, PlannedJob } from '../life/plan.ts';
import type { GivenPlan } from '../life/read-plan.ts';
import { askJob, askRows, sleepUnless, toError } from './client-api.ts';
import { follow, isAtRest } from './planted-kernel.ts';

/** A sound client with one hole, and a plan in which the hole shows. */
export interface Planted {
  /** The name of the rule that it breaks. */
  readonly rule: string;
  /** Other rules that notice the same. */
  readonly also?: readonly string[];
  /** What the client does wrong. */
  readonly hole: string;
  readonly client: Client;
  readonly plan: GivenPlan;
}

export const fault = (given: PlannedFault['fault'], at = 0): GivenPlan => ({
  faults: [{ at, fault: given }],
});
export const resets = (next: number, at = 0): GivenPlan => fault({ effect: 'reset', next }, at);

/** Queued for ten seconds, then at work. */
export const lasting = (takes: string): PlannedJob => ({
  scenario: {
    steps: [
      { status: 'Draft', takes: '10s' },
      { status: 'Enrichment Started', takes },
      { status: 'Enhancement Completed' },
    ],
  },
  rows: 3,
});
export const quick: PlannedJob = { scenario: 'done-at-once', rows: 3 };

export const expired: GivenPlan = { jobs: [lasting('20s')], tokenExpiresAt: 5000 };
export const missing = fault({ effect: 'error', problem: 'noSuchJob' });
export const throttled = (next: number): GivenPlan =>
  fault({ effect: 'error', problem: 'tooManyRequests', retry_after: 30, next });

/** Waits for the same time, whatever the error is. */
export const repeatEvery =
  (interval: number): Client =>
  (run) =>
    follow(run, { recover: () => interval });

/** An interval that does not wait for responses. */
export const impatient = (run: ClientRun): Promise<ShownJob> =>
  new Promise((resolve, reject) => {
    const stop = (): void => globalThis.clearInterval(timer);
    const poll = async (): Promise<void> => {
      const job = await askJob(run, run.jobId, run.signal).catch(toError);
      if (job instanceof Error) return;
      run.onStatus(job);
      if (!isAtRest(job)) return;
      stop();
      resolve(job);
    };
    const timer = globalThis.setInterval(() => void poll(), 3000);
    run.signal.addEventListener('abort', () => {
      stop();
      reject(new Error('left'));
    });
  });

/** Sends more polls after the end. */
export const lingering =
  (polls: number): Client =>
  async (run) => {
    const job = await follow(run);
    for (let index = 0; index < polls; index += 1) {
      await sleepUnless(3000, run.signal);
      await askJob(run, run.jobId, run.signal);
    }
    return job;
  };

/** Requests results although there are none yet. */
export const early =
  (requests: number): Client =>
  async (run) => {
    for (let index = 0; index < requests; index += 1) {
      await askRows(run, run.jobId, run.signal).catch(toError);
      await sleepUnless(3000, run.signal);
    }
    return follow(run);
  };

/** Doubles its wait after each failure, and never returns to the usual interval. */
export const exhausted: Client = (run) => {
  let wait = 3000;
  return follow(run, {
    recover: () => (wait = Math.min(60_000, 2 * wait)),
    sleep: (_, signal) => sleepUnless(wait, signal),
  });
};
