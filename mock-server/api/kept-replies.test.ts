// A kept response has the bytes of a new one: a mock that is asked all the time, and one that is asked once.
import fc from 'fast-check';

import { getTime } from '../domain/clock.ts';
import { createRestoreIntent } from '../domain/snapshot.ts';
import { instant } from '../../time/time.ts';
import { base, ownJobId } from '../testing/answers.ts';
import { type MockUnderTest, mockUnderTest } from '../testing/mock-under-test.ts';
import { start } from '../testing/shipped.ts';

type Step =
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'control'; readonly action: 'pause' | 'resume' }
  | { readonly kind: 'submit'; readonly scenario: string }
  | { readonly kind: 'go-back' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(0, 1, 30, 600, 3600) }),
  fc.record({
    kind: fc.constant('control' as const),
    action: fc.constantFrom('pause' as const, 'resume' as const),
  }),
  fc.record({ kind: fc.constant('submit' as const), scenario: fc.constantFrom('two-hours', 'pauses') }),
  fc.constant({ kind: 'go-back' } as const),
);

const requests = ['GET', 'HEAD', 'OPTIONS'].flatMap((method) =>
  [`${base}/status/`, `${base}/status/?page_size=3`, `${base}/status/${ownJobId}/`].flatMap((path) =>
    [
      {},
      { accept: 'application/json; indent=2' },
      { origin: 'http://app.example' },
      { cookie: 'sessionid=x' },
    ].map((headers) => ({ line: `${method} ${path}`, headers })),
  ),
);

const listBytes = async ({ ask }: MockUnderTest) => {
  const all = [];
  for (const { line, headers } of requests) all.push(await ask(line, { headers }));
  return all;
};

/** Starts a mock, and what happens to it. */
function createHistory(envelope: string) {
  const mock = mockUnderTest({ readings: { 'list-envelope': envelope } });
  let passed = 0;
  const take = async (done: Step): Promise<void> => {
    const now = instant(start + passed * 1000);
    if (done.kind === 'wait') {
      passed += done.seconds;
      mock.wait(done.seconds);
    } else if (done.kind === 'control') {
      await mock.ask(`POST ${base}-control/`, { body: { csv_file_id: ownJobId, action: done.action } });
    } else if (done.kind === 'submit') {
      const records = [{ company_name: `scenario:${done.scenario}` }];
      await mock.ask(`POST ${base}/submit/`, { body: { records } });
    } else {
      const world = mock.worlds.first(now);
      const before = instant(Math.max(world.began, getTime(world.clock, now) - 600_000));
      const past = createRestoreIntent({ ...world, clock: { ...world.clock, world: before } });
      void mock.worlds.commit('default', past, now);
    }
  };
  return { mock, take };
}

test.each(['bare-array', 'page-number', 'total-pages'])(
  'with the envelope %s, a response that was kept is that of a mock which was never asked before',
  async (envelope) => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const [asked, fresh] = [createHistory(envelope), createHistory(envelope)];
        for (const one of steps) {
          await asked.take(one);
          await fresh.take(one);
          await listBytes(asked.mock);
        }
        expect(await listBytes(asked.mock)).toEqual(await listBytes(fresh.mock));
      }),
      { numRuns: 15 },
    );
  },
);
