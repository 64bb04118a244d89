// Faults affect only the matching requests: whole conversations with faults, compared with the same ones
// without.
import fc from 'fast-check';

import { duration, instant } from '../../time/time.ts';
import { mutants } from '../mutants/index.ts';
import type { FaultRule } from '../domain/fault.ts';
import { base, ownJobId } from '../testing/answers.ts';
import {
  type MockUnderTest,
  mockUnderTest,
  type MockRequest,
  type MockReply,
} from '../testing/mock-under-test.ts';
import { computeJobState } from '../domain/job.ts';
import { listJobsOfUser } from '../domain/world.ts';
import { spec, start } from '../testing/shipped.ts';
import { someFault } from '../testing/some-faults.ts';

interface Asked {
  readonly line: string;
  readonly sent: MockRequest;
}

const hour = 3600;
const anHourOn = instant(start + hour * 1000);

/** The shortest job of alice that is in this status an hour after the start. */
const jobIn = (status: string): string =>
  listJobsOfUser(mockUnderTest().worlds.first(start), 'alice')
    .filter((job) => computeJobState(job, anHourOn, spec.lifeCycle).apiStatus === status)
    .toSorted((a, b) => a.rows - b.rows)[0]?.id ?? '';
const [shortJobId, busyJobId] = [jobIn('completed'), jobIn('in-progress')];

const paths = [
  `${base}/status/`,
  `${base}/status/${ownJobId}/`,
  `${base}/result/${ownJobId}/?page_size=5`,
  `${base}/result/${shortJobId}/?report_type=csv`,
  `${base}/status/${ownJobId}`,
  `${base}/nothing/`,
];

const reading = (token: string): fc.Arbitrary<Asked> =>
  fc
    .tuple(fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'DELETE'), fc.constantFrom(...paths))
    .map(([method, path]) => ({ line: `${method} ${path}`, sent: { token } }));

const writing = (token: string): fc.Arbitrary<Asked> =>
  fc.constantFrom(
    { line: `POST ${base}/submit/`, sent: { token, body: { records: [{ first_name: 'Ada' }] } } },
    { line: `POST ${base}-control/`, sent: { token, body: { csv_file_id: ownJobId, action: 'pause' } } },
  );

/** Adds the faults to a world an hour after the start, when there are results. */
const addFaults = (mock: MockUnderTest, rules: readonly FaultRule[], world = 'default') => {
  mock.wait(hour);
  mock.worlds.open(world, start);
  for (const rule of rules) void mock.worlds.commit(world, { kind: 'add-fault', rule }, anHourOn);
};

const listAnswers = async (mock: MockUnderTest, asked: readonly Asked[]) => {
  const answers = [];
  for (const { line, sent } of asked) answers.push(await mock.ask(line, sent));
  return answers;
};

test('a mock without faults sends the same bytes as a mock without a fault engine', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(reading('alice-token'), writing('alice-token'), reading('nobody-token')), {
        maxLength: 8,
      }),
      async (asked) => {
        const [knowing, ignorant] = [mockUnderTest(), mockUnderTest({ faultless: true })];
        for (const mock of [knowing, ignorant]) addFaults(mock, []);
        expect(await listAnswers(knowing, asked)).toEqual(await listAnswers(ignorant, asked));
      },
    ),
    { numRuns: 40 },
  );
});

test.each([
  ['of bob', { user: 'bob' }, 'default', 'bob-token', 'alice-token'],
  ['of another world', {}, 'elsewhere', 'alice-token~elsewhere', 'alice-token'],
])('the faults %s change nothing for alice', async (_, where, world, affected, spared) => {
  let touched = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(someFault(where), { minLength: 1, maxLength: 4 }),
      fc.array(fc.oneof(reading(affected), writing(affected), reading(spared)), { maxLength: 10 }),
      async (rules, asked) => {
        const [faulty, sound] = [mockUnderTest(), mockUnderTest()];
        addFaults(faulty, rules, world);
        addFaults(sound, [], world);
        const [got, want] = [await listAnswers(faulty, asked), await listAnswers(sound, asked)];
        const ofAlice = asked.flatMap(({ sent }, index) => (sent.token === spared ? [index] : []));
        expect(ofAlice.map((index) => got[index])).toEqual(ofAlice.map((index) => want[index]));
        touched += got.filter(({ faults }) => faults.length > 0).length;
        expect(faulty.crashes).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
  expect(touched).toBeGreaterThan(0);
});

test('the same requests in the same order get the same faults', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someFault(), { minLength: 1, maxLength: 4 }),
      fc.array(fc.oneof(reading('alice-token'), writing('bob-token')), { maxLength: 8 }),
      async (rules, asked) => {
        const twins = [mockUnderTest(), mockUnderTest()];
        for (const twin of twins) addFaults(twin, rules);
        const [first, second] = await Promise.all(twins.map((twin) => listAnswers(twin, asked)));
        expect(first).toEqual(second);
      },
    ),
    { numRuns: 40 },
  );
});

test('a response without faults is the true response', async () => {
  expect.hasAssertions();
  await fc.assert(
    fc.asyncProperty(
      fc.array(someFault(), { minLength: 1, maxLength: 4 }),
      fc.array(reading('alice-token'), { maxLength: 8 }),
      async (rules, asked) => {
        const [faulty, sound] = [mockUnderTest(), mockUnderTest()];
        addFaults(faulty, rules);
        addFaults(sound, []);
        const [got, want] = [await listAnswers(faulty, asked), await listAnswers(sound, asked)];
        const untouched = got.flatMap(({ faults }, index) => (faults.length === 0 ? [index] : []));
        expect(untouched.map((index) => got[index])).toEqual(untouched.map((index) => want[index]));
      },
    ),
    { numRuns: 60 },
  );
});

const each: readonly Asked[] = [
  ...paths.map((path) => ({ line: `GET ${path}`, sent: {} })),
  { line: `HEAD ${base}/status/`, sent: {} },
  { line: `GET ${base}/status/`, sent: { token: null } },
  { line: `POST ${base}/submit/`, sent: { body: { records: [{ first_name: 'Ada' }] } } },
  { line: `POST ${base}/submit/`, sent: { body: {} } },
  { line: `POST ${base}-control/`, sent: { body: { csv_file_id: busyJobId, action: 'pause' } } },
];

test('every mutant can be activated at run time, and ends with its fault', async () => {
  const honest = mockUnderTest();
  const reads = each.slice(0, 3);
  addFaults(honest, []);
  honest.wait(hour);
  const want = (await listAnswers(honest, reads)).map(({ status }) => [status, []]);
  for (const mutant of mutants) {
    const [liar, faultedMock] = [mockUnderTest({ mutant }), mockUnderTest()];
    const effect = { kind: 'mutant', mutant: mutant.name } as const;
    addFaults(liar, []);
    addFaults(faultedMock, [
      { effect, where: {}, when: { kind: 'always' }, expiresIn: duration(hour * 1000), done: true },
    ]);
    const toReported = ({ line, headers }: MockReply) => ({ mutant: mutant.name, line, headers });
    expect((await listAnswers(faultedMock, each)).map(toReported)).toEqual(
      (await listAnswers(liar, each)).map(toReported),
    );
    faultedMock.wait(hour);
    expect((await listAnswers(faultedMock, reads)).map(({ status, faults }) => [status, faults])).toEqual(
      want,
    );
    expect(faultedMock.crashes).toEqual([]);
  }
});

test('a CSV requested with HEAD has no body, even if a fault inspects bodies', async () => {
  const asked: Asked[] = [
    {
      line: 'HEAD /api/v1/enrichment/result/8ec451d8-4f30-42e0-a99e-74781c528eb8/?report_type=csv',
      sent: { token: 'alice-token' },
    },
  ];
  const [faulty, sound] = [mockUnderTest(), mockUnderTest()];
  addFaults(faulty, [
    { effect: { kind: 'unknown-status' }, when: { kind: 'always' }, where: {}, done: true },
  ]);
  addFaults(sound, []);
  expect(await listAnswers(faulty, asked)).toEqual(await listAnswers(sound, asked));
});
