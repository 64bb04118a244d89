// A client that follows the documentation to the letter gets no advice, whatever happens.
import fc from 'fast-check';

import { type RandomStream, createRandomStream } from './testing/random-stream.ts';
import { fixture } from '../testing/shipped.ts';
import { polledMock, type Polling } from '../testing/polled-mock.ts';
import {
  createClientAtWork,
  getResultsRequest,
  list,
  createNumberedFault,
} from './testing/client-at-work.ts';
import { type Errand, type ClientOutcome, runReferenceClient } from './testing/reference-client.ts';

/** Random in each run; `SEED=n make unit ARGS=reference-client` repeats a run, `RUNS=n` makes it longer. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const html = [['Content-Type', 'text/html']] as const;
const failed = (status: number, ...more: readonly (readonly [string, string])[]) => ({
  status,
  headers: [...html, ...more],
  body: '<h1>failed</h1>',
});
const faults = {
  'a failure': () => failed(500),
  'a bad gateway': () => failed(502),
  maintenance: (random: RandomStream) => failed(503, ['Retry-After', String(random.whole(1, 40))]),
  'too many requests': (random: RandomStream) => failed(429, ['Retry-After', String(random.whole(1, 40))]),
  'a lost answer': () => 'lost' as const,
  'an expired token': () => failed(401),
  'a job that is gone': () => failed(404),
};
type FaultName = keyof typeof faults;

const anyErrand: fc.Arbitrary<Errand> = fc.record({
  jobs: fc.array(
    fc.record({
      rows: fc.constantFrom(1, 12, 400, 999, 1000, 1300),
      scenario: fc.constantFrom(...Object.keys(fixture.scenarios)),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  pauses: fc.boolean(),
  resumes: fc.boolean(),
  maxPolls: fc.constantFrom(20, 120),
  pageSize: fc.constantFrom(100, 200),
});

const anyTime = fc.constantFrom<Pick<Polling, 'speed' | 'frozen'>>(
  { speed: 1 },
  { speed: 0.5 },
  { speed: 60 },
  { speed: 10_000 },
  { frozen: true },
);

const anyTrouble = fc.record({
  kinds: fc.subarray(Object.keys(faults) as FaultName[]),
  /** The fraction of the time in which faults apply, and the length of such a period in requests. */
  share: fc.constantFrom(0, 0.02, 0.2),
  lasts: fc.integer({ min: 1, max: 8 }),
  slowest: fc.constantFrom(0, 80, 3000),
});

test(`a client that follows the documentation gets no advice (seed ${seed})`, async () => {
  const property = fc.asyncProperty(
    anyErrand,
    anyTime,
    anyTrouble,
    fc.nat(),
    async (errand, time, { kinds, share, lasts, slowest }, number) => {
      const random = createRandomStream(number);
      let trouble: FaultName | undefined;
      let left = 0;
      const mock = polledMock({
        ...time,
        latency: () => random.next() * slowest,
        fault: () => {
          if (left === 0 && kinds.length > 0 && random.next() < share) {
            trouble = kinds[random.whole(0, kinds.length - 1)];
            left = lasts;
          }
          if (left === 0 || trouble === undefined) return undefined;
          left -= 1;
          return faults[trouble](random);
        },
      });
      const { send, sleep } = mock;
      await runReferenceClient(errand, { send, sleep, chance: random.next });
      expect(await mock.advice()).toEqual([]);
      await sleep(3_600_000);
      expect(await mock.advice()).toEqual([]);
      expect(mock.log).toEqual([]);
    },
  );
  await fc.assert(property, { numRuns: Number(process.env['RUNS'] ?? 12), seed });
});

// The absence of advice proves something only if the clients complete their tasks.
const errand: Errand = {
  jobs: [{ rows: 120, scenario: 'small' }],
  pauses: false,
  resumes: true,
  maxPolls: 300,
  pageSize: 50,
};
test.each<[string, Partial<Errand>, string, ClientOutcome, Polling]>([
  ['one small job', {}, 'completed', 'all over', {}],
  ['a job that it pauses and resumes itself', { pauses: true }, 'completed', 'all over', {}],
  ['a job that pauses', { jobs: [{ rows: 60, scenario: 'pauses' }] }, 'completed', 'all over', {}],
  ['a job that fails', { jobs: [{ rows: 60, scenario: 'fails-half-way' }] }, 'failed', 'all over', {}],
  ['a large job', { jobs: [{ rows: 2000, scenario: 'large' }] }, 'completed', 'all over', {}],
  [
    'three jobs',
    { jobs: [1, 20, 300].map((rows) => ({ rows, scenario: 'small' })) },
    'completed',
    'all over',
    {},
  ],
  ['a clock that a test moves', {}, 'completed', 'all over', { frozen: true }],
  ['a token that expires', {}, 'in-progress', 'not let in', { fault: expiring(5) }],
])('%s: the reference client completes its task', async (_, part, status, outcome, polling) => {
  const mock = polledMock(polling);
  const { send, sleep } = mock;
  expect(await runReferenceClient({ ...errand, ...part }, { send, sleep, chance: () => 0.5 })).toBe(outcome);
  expect(await mock.advice()).toEqual([]);
  const users = (await mock.control('GET users')).json as { name: string; jobs: { api_status: string }[] }[];
  const statuses = users.find(({ name }) => name === 'carol')?.jobs.map(({ api_status: one }) => one);
  expect(new Set(statuses)).toEqual(new Set([status]));
});

function expiring(after: number) {
  let asked = 0;
  return () => {
    asked += 1;
    return asked > after ? failed(401) : undefined;
  };
}

test('a client can slow down after an error that leaves only its large job', async () => {
  // Request 9 fails: five gaps at the interval of the small job precede it.
  const client = createClientAtWork({ fault: createNumberedFault([9], failed(500)) });
  await client.submit('waits-in-queue', 1300);
  const small = await client.submit('waits-in-queue');
  await client.repeat(6, 2.4, list);
  await client.control(`POST jobs/${small}/fail`);
  await client.repeat(1, 2.4, list);
  await client.repeat(2, 16, list);
  expect(await client.advice()).toEqual([]);
});

test('a client may be late with results that the list showed, since a bad gateway was in between', async () => {
  // Request 3 is the first one for the results.
  const client = createClientAtWork({ fault: createNumberedFault([3], failed(502)) });
  const id = await client.submit('hangs-half-way');
  await client.sleep(60_000);
  await client.control(`POST jobs/${id}/pause`);
  await client.send('GET', list);
  await client.send('GET', getResultsRequest(id));
  await client.control(`POST jobs/${id}/resume`);
  await client.send('GET', getResultsRequest(id));
  expect(client.log).toEqual([]);
  expect(await client.advice()).toEqual([]);
});
