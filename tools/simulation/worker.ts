// A worker thread that runs simulations and posts what came of them.
import { parentPort, workerData } from 'node:worker_threads';

import { terms } from '../../mock-server/testing/shipped.ts';
import { formatFailure, runCampaign, shrink } from '../../mock-server/store/simulation/campaign.ts';
import { createSimulatedStore } from '../../mock-server/store/simulation/redis-subject.ts';
import { smallFixture } from '../../mock-server/store/simulation/small-world.ts';

const { first, step, count, shrinks } = workerData as Record<'first' | 'step' | 'count', number> & {
  shrinks: boolean;
};
// Lost connections are ordinary here, and nobody reads where they come from.
Error.stackTraceLimit = 0;
let isStopped = false;
parentPort?.on('message', () => {
  isStopped = true;
});

const rules = { ...terms, beginning: { fixture: smallFixture } };
const settle = async (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });
const options = { store: createSimulatedStore(rules), rules, settle };
const seeds = Array.from({ length: count }, (_any, index) => first + index * step);
async function work(): Promise<void> {
  const { failed, ...campaign } = await runCampaign(seeds, options, () => isStopped);
  const failure = failed && formatFailure(shrinks ? await shrink(failed, options) : failed);
  parentPort?.postMessage({ ...campaign, failure, seed: failed?.seed });
  parentPort?.close();
}

void work();
