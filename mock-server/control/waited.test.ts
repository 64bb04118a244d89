// How waiting ends, without a clock: the timer of these tests fires on request.
import { duration } from '../../time/time.ts';
import { createJournals } from '../journal/journals.ts';
import { createOwnRequests } from '../journal/requests.ts';
import { draft } from '../testing/journal.ts';
import { waitForEntries } from './waited.ts';

function scene() {
  const journals = createJournals(10);
  const requests = createOwnRequests(journals, () => undefined);
  const watching = { count: 0 };
  const rings: (() => void)[] = [];
  const leaving = new AbortController();
  const calls = {
    requests: {
      ...requests,
      watch: (...given: Parameters<typeof requests.watch>) => {
        watching.count += 1;
        const end = requests.watch(...given);
        return () => {
          watching.count -= 1;
          end();
        };
      },
    },
    wait: (_: number, signal?: AbortSignal) =>
      new Promise<void>((resolve) => {
        rings.push(resolve);
        signal?.addEventListener('abort', () => resolve());
      }),
  };
  const wait = (count: number, { signal } = leaving) =>
    waitForEntries(
      { ...calls, signal },
      { world: 'default', filter: { status: '200' }, count, length: duration(5000) },
    );
  const come = (status: number, world = 'default') => journals.add(world, draft({ status }));
  return { wait, come, watching, rings, leaving };
}

test('the last wanted entry ends the wait, and nothing is left behind', async () => {
  const { wait, come, watching } = scene();
  come(200);
  const waiting = wait(3);
  come(404);
  come(200);
  expect(watching.count).toBe(1);
  come(200);
  come(200);
  expect(await waiting).toMatchObject({
    kind: 'fits',
    entries: [{ number: 1 }, { number: 3 }, { number: 4 }],
  });
  expect(watching.count).toBe(0);
});

test('the timer ends the wait, and near misses are reported', async () => {
  const { wait, come, watching, rings } = scene();
  const waiting = wait(1);
  come(404);
  rings[0]?.();
  expect(await waiting).toEqual({
    kind: 'over',
    reason:
      'Within 5s, no matching request arrived in world "default". Nearly: #1 GET /api/v1/enrichment/status/ (404): the status is 404, not 200.',
    remedy: { send: 'GET requests?limit=20' },
  });
  expect(watching.count).toBe(0);
});

test('ten thousand clients may wait for the same request', async () => {
  const { wait, come, watching } = scene();
  const waiting = Array.from({ length: 10_000 }, () => wait(1, new AbortController()));
  come(200, 'another');
  expect(watching.count).toBe(10_000);
  come(200);
  expect((await Promise.all(waiting)).every(({ kind }) => kind === 'fits')).toBe(true);
  expect(watching.count).toBe(0);
});

test('a client that disconnects ends its wait', async () => {
  const { wait, watching, leaving } = scene();
  const waiting = wait(1);
  leaving.abort();
  expect((await waiting).kind).toBe('over');
  expect(watching.count).toBe(0);
  // Nor does the wait start after the client has disconnected.
  expect((await wait(1)).kind).toBe('over');
});
