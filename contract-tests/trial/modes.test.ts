// Each mode sends exactly what its description promises, counted where the requests arrive.
import { describeMode, type ModeLimits, modes, type TrafficLimits } from '../traffic/modes.ts';
import { type ArrivedRequest, runTrial, type TrialOptions } from './trial.ts';

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const validTokens = new Set(['Bearer alice-token', 'Bearer bob-token', 'Bearer carol-token']);

/** The invalid ids, as the server reads them. */
const getOddIds = (arrived: readonly ArrivedRequest[]) =>
  arrived
    .flatMap(({ url }) => /\/(?:status|result)\/([^/?]+)/.exec(new URL(url).pathname)?.[1] ?? [])
    .map(decodeURIComponent)
    .filter((id) => !uuid.test(id));

/** The maximum number of requests that start within one second. */
const getMaxPerSecond = (arrived: readonly ArrivedRequest[]) =>
  Math.max(
    ...arrived.map(({ atMs }) => arrived.filter((one) => one.atMs >= atMs && one.atMs < atMs + 1000).length),
  );

async function run(mode: ModeLimits, others: TrialOptions = {}) {
  const arrived: ArrivedRequest[] = [];
  const limits: TrafficLimits = { mode, maxRequests: mode.maxRequests, perSecond: mode.perSecond };
  const { seen, ids } = await runTrial({
    readsOnly: mode.name !== 'full',
    watchMs: 60_000,
    limits,
    onRequest: (request) => arrived.push(request),
    ...others,
  });
  const { conduct } = seen.evidence.target;
  if (conduct === undefined) throw new Error('Nothing was counted.');
  const promise = describeMode(limits);
  const getPromised = (pattern: RegExp) => Number(pattern.exec(promise)?.[1]);
  return {
    ids,
    conduct,
    arrived,
    oddIds: getOddIds(arrived),
    unwelcome: arrived.filter(({ authorization = '' }) => !validTokens.has(authorization)),
    promised: {
      requests: getPromised(/at most (\d+) requests/),
      perSecond: getPromised(/(\d+) per second/),
      oddIds: getPromised(/(\d+) have an id that is not a UUID/),
      unwelcome: getPromised(/(\d+) have no valid token/),
    },
  };
}

test('the production mode sends no more requests than its description promises', async () => {
  const { promised, arrived, conduct, oddIds, unwelcome, ids } = await run(modes.production);
  expect(promised).toEqual({ requests: 40, perSecond: 1, oddIds: 2, unwelcome: 4 });
  expect([oddIds.length, unwelcome.length]).toEqual([promised.oddIds, promised.unwelcome]);
  expect(arrived.length - conduct.polls).toBeLessThanOrEqual(promised.requests);
  expect(arrived.length).toBe(conduct.used + conduct.polls);
  expect(getMaxPerSecond(arrived)).toBe(promised.perSecond);
  expect(new Set(arrived.map(({ method }) => method))).toEqual(new Set(['GET', 'HEAD', 'OPTIONS']));
  expect(ids('broken')).toEqual([]);
  expect(ids('kept')).toEqual(expect.arrayContaining(['odd-id-404', 'random-id-refused']));
});

test.each(Array.from({ length: 8 }, (_, seed) => seed))(
  'the production mode requests no id that looks like an attack (seed %d)',
  async (seed) => {
    const unknownIds = [`0000000${seed}-3b7a-4c2d-8e6f-a1b2c3d4e5f6`, '7a1e6b40-9c52-4f8d-b3a7-0d1c2e3f4a5b'];
    const { oddIds } = await run(modes.production, {
      watchMs: 0,
      unknownIds: unknownIds as unknown as readonly [string, string],
    });
    expect(oddIds.filter((id) => !/^[\w-]{1,40}$/.test(id))).toEqual([]);
  },
);

test.each<[string, number, (count: number) => boolean]>([
  ['crashes at every odd id', 500, () => true],
  ['fails every second request', 503, (count) => count % 2 === 0],
])('the production mode stays within its promise at a target that %s', async (_, status, isHit) => {
  let count = 0;
  const failure = { status, headers: [['Content-Type', 'text/plain']], body: Buffer.from('Oops') } as const;
  const { promised, arrived, conduct, oddIds, unwelcome } = await run(modes.production, {
    watchMs: 0,
    variant: {
      instead: ({ target, headers }) => {
        const isOdd = !/\/status\/([\da-f-]{36}\/)?$/.test(target) || headers.authorization === undefined;
        count += 1;
        return isOdd && isHit(count) ? failure : undefined;
      },
    },
  });
  expect(oddIds.length).toBeLessThanOrEqual(promised.oddIds);
  expect(unwelcome.length).toBeLessThanOrEqual(promised.unwelcome);
  expect(arrived.length - conduct.polls).toBeLessThanOrEqual(promised.requests);
  expect(arrived.length).toBe(conduct.used + conduct.polls);
});

test('the nightly mode sends all its requests within its promise, and only reads', async () => {
  const { promised, arrived, conduct, oddIds, unwelcome, ids } = await run(modes.nightly);
  expect(promised).toMatchObject({ requests: 80, perSecond: 5 });
  expect(arrived.length - conduct.polls).toBeLessThanOrEqual(promised.requests);
  expect(arrived.length).toBe(conduct.used + conduct.polls);
  expect(getMaxPerSecond(arrived)).toBe(promised.perSecond);
  expect(new Set(arrived.map(({ method }) => method))).toEqual(new Set(['GET', 'HEAD', 'OPTIONS']));
  expect(conduct.withheld).toEqual([]);
  // One of them is the id of another user's job in upper case.
  expect(oddIds).toHaveLength(5);
  expect(unwelcome.length).toBeGreaterThan(15);
  expect(ids('broken')).toEqual([]);
});

test('the full mode also creates one job, and sends no other effective action', async () => {
  const { promised, arrived, conduct, ids } = await run(modes.full);
  expect(promised).toMatchObject({ requests: 80, perSecond: 5 });
  expect(conduct.used).toBeLessThanOrEqual(promised.requests);
  expect(arrived.length).toBe(conduct.used + conduct.polls + conduct.writes);
  expect(getMaxPerSecond(arrived)).toBe(promised.perSecond);
  const accepted = arrived.filter(({ method, status }) => method === 'POST' && status < 300);
  const paths = accepted.map(({ url }) => new URL(url).pathname.split('/').at(-2));
  expect(paths).toEqual(['submit', 'enrichment-control', 'enrichment-control']);
  expect(ids('broken')).toEqual([]);
});
