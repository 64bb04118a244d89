// The polling interval at its exact limit: an allowed one gets no advice, one that is a millisecond shorter
// does.
import { lifeCycle, spec } from '../testing/shipped.ts';
import { createClientAtWork, listAdviceLines, getStatusRequest } from './testing/client-at-work.ts';
import { createGuide, getPace, computeMinAverage } from './settings.ts';

const guide = createGuide(spec);
const { paceGaps, largeRows } = guide.settings;

test.each([
  ['a small job', 12],
  ['the largest small job', largeRows - 1],
  ['the smallest large job', largeRows],
])('%s may be polled at its limit, and no faster', async (_, rows) => {
  const limit = computeMinAverage(getPace(rows, guide), guide);
  const advised = async (milliseconds: number) => {
    const client = createClientAtWork();
    const id = await client.submit('waits-in-queue', rows);
    await client.repeat(paceGaps + 1, milliseconds / 1000, getStatusRequest(id));
    return (await listAdviceLines(client)).filter((one) => one.includes('too-fast')).length;
  };
  expect([await advised(Math.ceil(limit)), await advised(Math.ceil(limit) - 1)]).toEqual([0, 1]);
});

test('one poll fewer than the average needs is not too fast yet', async () => {
  const client = createClientAtWork();
  const id = await client.submit('waits-in-queue');
  await client.repeat(paceGaps, 0.1, getStatusRequest(id));
  expect((await listAdviceLines(client)).filter((one) => one.includes('too-fast'))).toEqual([]);
  expect(lifeCycle.polling.smallJobs['from-seconds']).toBeGreaterThan(0.1);
});
