// @vitest-environment happy-dom
import * as library from 'enrichment-sandbox';
import { torture } from 'enrichment-sandbox/torture';
import { expect, test } from 'vitest';

import { followAJob } from './a-job.ts';
import { followJob } from './no-patience.ts';

test('a mock is started, connected to and stopped', async () => {
  expect(await followAJob(library)).toEqual([
    'getHealth: no mock is listening at URL (ECONNREFUSED)',
    'completed',
  ]);
});

test('a client without patience does not survive torture', async () => {
  await expect(torture(followJob, { seed: 1, numRuns: 20 })).rejects.toThrow('survives-failures');
});
