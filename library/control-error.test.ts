// The message of a failed test that asserts good polling.
import { AdviceError, ControlError } from './control-error.ts';

test('an error has the request that the mock accepts instead', () => {
  const fix = { method: 'GET', path: '/__mock__/api/worlds/default/jobs' };
  const body = { title: 'Not Found', status: 404, detail: 'There is no such job.', fix };
  expect(new ControlError('getJob', 404, body.detail, body).fix).toEqual(fix);
  expect(new ControlError('getJob', 0, 'Nothing listens there.').fix).toBeUndefined();
});

test('advice contains the observation, the reason and the remedy', () => {
  const { message } = new AdviceError('checkout', [
    {
      id: 'too-fast',
      level: 'warning',
      title: 'A job is polled too fast.',
      user: 'alice',
      job: 'j1',
      seen: '12 polls in 3s',
      times: 12,
      entries: [4, 5],
      why: 'A small job is polled every few seconds.',
      source: 'status page, Polling Guidance',
      do: 'Wait 3s or longer between two polls.',
      cause: 'A reload.',
      in_code: { fetch: 'f()', tanstack_query: 'q: 1', swr: 's: 1' },
    },
    {
      id: 'slash',
      level: 'notice',
      title: 'Each poll costs a redirect.',
      user: 'bob',
      seen: '3 redirects',
      times: 3,
      entries: [],
      why: 'The path lacks its slash.',
      source: 'assumed',
      do: 'End the path with a slash.',
      in_code: { fetch: 'f2()', tanstack_query: 'q: 2', swr: 's: 2' },
    },
  ]);
  expect(message).toBe(`The coach has 2 pieces of advice for the client of world "checkout".

warning too-fast: A job is polled too fast.
    user   alice, job j1
    seen   12 polls in 3s (journal 4, 5)
    why    A small job is polled every few seconds. [status page, Polling Guidance]
    cause  A reload.
    do     Wait 3s or longer between two polls.
           fetch: f()
           TanStack Query: q: 1
           SWR: s: 1

notice slash: Each poll costs a redirect.
    user   bob
    seen   3 redirects
    why    The path lacks its slash. [assumed]
    do     End the path with a slash.
           fetch: f2()
           TanStack Query: q: 2
           SWR: s: 2`);
});

test('invisible characters in quotations are escaped', () => {
  const { message, detail } = new ControlError('addJob', 400, 'unknown scenario "\u202esmall\u001b[2J"');
  expect(message).toBe('addJob: unknown scenario "\\u{202e}small\\u{1b}[2J"');
  expect(detail).toBe('unknown scenario "\u202esmall\u001b[2J"');
});
