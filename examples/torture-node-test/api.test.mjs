// @ts-check
import { test } from 'node:test';
import { findFailure, torture } from 'enrichment-sandbox/torture';
import { followJob, wait } from './follow-job.mjs';

test('our poller survives', async () => {
  await torture(followJob, { log: false });
});

test('without its back-off it would not', async ({ diagnostic }) => {
  /** @type {import('enrichment-sandbox/torture').Client} */
  const impatient = async (run) => {
    for (;;) {
      try {
        return await followJob(run, { maxFailures: 0 });
      } catch {
        run.signal.throwIfAborted();
        await wait(10, run.signal);
      }
    }
  };
  const { finding } = await findFailure(impatient, { seed: 42, numRuns: 200 });
  if (finding === undefined) throw new Error('An impatient client breaks a rule, but none was found.');
  diagnostic(`${finding.rule.name}: ${finding.violation.message}`);
});
