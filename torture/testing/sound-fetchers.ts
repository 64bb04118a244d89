/** Sound clients that fetch the results at the end. */
import type { Client, ClientRun, ShownJob } from '../life/client.ts';
import { ask, askJob, askRows, computeWait, ends, hasResults, sleepUnless, Trouble } from './client-api.ts';
import { loop } from './sound-loops.ts';

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

/** It reports nothing and returns only the rows. */
export const onlyRows: Client = async (run) => {
  for await (const { status } of watch(run)) {
    if (status === 'failed') throw new Error('The job failed.');
    if (hasResults.has(status)) return fetchRows(run);
  }
  return [];
};
