// @vitest-environment node
import * as library from 'enrichment-sandbox';
import { expect, test } from 'vitest';

import { followAJob } from './a-job.ts';

test('a mock is started, connected to and stopped', async () => {
  expect(await followAJob(library)).toEqual([
    'getHealth: no mock is listening at URL (ECONNREFUSED)',
    'completed',
  ]);
});
