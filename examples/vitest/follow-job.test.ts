// A client that polls for minutes, tested in milliseconds.
import { expect, test } from 'vitest';

import { RefusedError, followJob } from '../client/follow-job.ts';

test('an answer that the client cannot use is told with its status', async () => {
  const refused = new RefusedError(401, '{"message":"Invalid or expired token"}');
  expect(refused.message).toBe('The API answered 401: {"message":"Invalid or expired token"}');
  expect(followJob).toBeTypeOf('function');
});
