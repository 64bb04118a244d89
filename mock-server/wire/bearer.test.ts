import { ownJob, queued } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';

test('alice in a world of her own sees the same job, begun when she came', async () => {
  expect((await mockUnderTest().ask(`GET ${ownJob}`, { token: 'alice-token~mine' })).line).toBe(queued);
});
