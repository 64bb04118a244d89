// Many test workers share one mock, each in a separate world, as the runners of end-to-end tests do.
import { once } from 'node:events';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';

import { runningMock } from '../testing/running-mock.ts';

const script = resolve('mock-server/testing/client-worker.mjs');

/** The responses to a worker of this world, line by line. */
async function createTranscript(url: string, world: string): Promise<readonly string[]> {
  const worker = new Worker(script, { workerData: { url, world } });
  const [transcript] = (await once(worker, 'message')) as [readonly string[]];
  return transcript;
}

test('fifty concurrent workers each submit, pause, resume and complete a job, and none sees another', async () => {
  const mock = await runningMock({ frozen: true });
  const worlds = Array.from({ length: 50 }, (_, index) => `worker-${index + 1}`);
  const alone = await createTranscript(mock.url, 'alone');
  const together = await Promise.all(worlds.map((world) => createTranscript(mock.url, world)));
  await mock.stop();

  // With the same seed and time, all see the same bytes as a single worker.
  expect(new Set(together.map((lines) => lines.join('\n')))).toEqual(new Set([alone.join('\n')]));
  const statuses = alone.map((line) => /"status":"([a-z-]+)"/.exec(line)?.[1] ?? '');
  expect(statuses).toEqual([
    'queued',
    'queued',
    'in-progress',
    'paused',
    '',
    'paused',
    'in-progress',
    'completed',
    '',
  ]);
  // Of carol's jobs each list has the one.
  expect(
    alone
      .filter((line) => line.startsWith('GET enrichment/status/:'))
      .map((line) => line.split('job_id').length - 1),
  ).toEqual([1, 1]);
});
