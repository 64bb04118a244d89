// @ts-check
import { test } from 'node:test';
import { findFailure, torture } from 'enrichment-sandbox/torture';
import { followJob, wait } from './follow-job.mjs';

/**
 * It has no back-off.
 * @type {import('enrichment-sandbox/torture').Client}
 */
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

await test('our poller survives', async () => {
  await torture(followJob, { log: false });
});

await test('without its back-off it would not', async (context) => {
  const { finding } = await findFailure(impatient, { seed: 42, numRuns: 200 });
  if (finding === undefined) throw new Error('An impatient client breaks a rule, but none was found.');
  context.diagnostic(`${finding.rule.name}: ${finding.violation.message}`);
});
