// Apps with TanStack Query, SWR or fetch in effects, with the defaults of each: at most a notice that names
// the setting.
import {
  type ClientAtWork,
  createClientAtWork,
  list,
  getResultsRequest,
  createRetryFault,
  getStatusRequest,
} from './testing/client-at-work.ts';
import { fetchInEffects, type ClientPage, useSwr, useTanstackQuery } from './testing/library-clients.ts';
import { createRandomStream } from './testing/random-stream.ts';
import type { Polling } from '../testing/polled-mock.ts';
import { inCode } from './rules/in-code.ts';
import { rules } from './rules/index.ts';
import { spec } from '../testing/shipped.ts';

const libraries = { useTanstackQuery, useSwr, fetchInEffects };

interface View {
  readonly shows: string;
  readonly polling?: Polling;
  readonly token?: string;
  readonly path: (client: ClientAtWork) => Promise<string>;
}

/** A finished job whose results were fetched. */
async function done(client: ClientAtWork): Promise<string> {
  const id = await client.submit();
  await client.sleep(60_000);
  await client.send('GET', getStatusRequest(id));
  await client.send('GET', getResultsRequest(id));
  await client.sleep(90_000);
  return id;
}

const missing = getStatusRequest('9f3e7a2b-7c1d-4f12-8c9a-000000000000');
const failing = { status: 500, headers: [], body: '' } as const;

const views: readonly View[] = [
  { shows: 'a job that is over', path: async (client) => getStatusRequest(await done(client)) },
  { shows: 'the results of a job', path: async (client) => getResultsRequest(await done(client)) },
  { shows: 'a list in which all is over', path: async (client) => done(client).then(() => list) },
  { shows: 'a job at work', path: async (client) => getStatusRequest(await client.submit('waits-in-queue')) },
  {
    shows: 'a list with a job at work',
    path: async (client) => client.submit('waits-in-queue').then(() => list),
  },
  { shows: 'an expired token', token: 'expired-token', path: async () => list },
  { shows: 'a misspelled token', token: 'alice-tokn', path: async () => list },
  { shows: 'no token', token: '', path: async () => list },
  { shows: 'a job that is not there', path: async () => missing },
  {
    shows: 'a server that fails',
    polling: { fault: (path) => (path.includes('status') ? failing : undefined) },
    path: async () => list,
  },
];

/** Human pauses in seconds, from a moment to a minute: many short ones, some long ones. */
function events(seed: number, count: number): readonly number[] {
  const { next } = createRandomStream(seed);
  return Array.from({ length: count }, () => 0.4 * 120 ** next());
}

const seeds = [1, 2, 3];

// Without a library, a page that is reloaded while the server fails looks the same as one that retries forever.
const cases = views.flatMap((view) =>
  (Object.keys(libraries) as (keyof typeof libraries)[])
    .filter((name) => name !== 'fetchInEffects' || view.polling === undefined)
    .map((name) => [name, view.shows, view] as const),
);

test.each(cases)('%s with its defaults, which shows %s, gets no warning', async (name, _, view) => {
  for (const seed of seeds) {
    const client = createClientAtWork(view.polling);
    const path = await view.path(client);
    const chance = createRandomStream(seed).next;
    const page: ClientPage = {
      path,
      events: events(seed, 30),
      chance,
      ...(view.token === undefined ? {} : { token: view.token }),
    };
    await libraries[name](client, page);
    const warned = (await client.advice()).filter(({ level }) => level === 'warning');
    expect([seed, warned.map(({ id, seen }) => `${id}: ${seen}`)]).toEqual([seed, []]);
  }
});

test.each([
  ['polls-after-end', async (client: ClientAtWork) => getStatusRequest(await done(client)), undefined],
  ['after-404', async () => missing, undefined],
  ['after-401', async () => list, 'expired-token'],
  ['after-401', async () => list, 'alice-tokn'],
] as const)(
  'a page that is focused often gets the notice %s, with the setting to change',
  async (id, pathOf, token) => {
    const client = createClientAtWork();
    const path = await pathOf(client);
    await useTanstackQuery(client, {
      path,
      events: events(4, 40),
      ...(token === undefined ? {} : { token }),
    });
    expect(await client.advice()).toMatchObject([
      {
        id,
        level: 'notice',
        cause: expect.stringContaining('refetchOnWindowFocus: false') as string,
        in_code: inCode[id],
      },
    ]);
  },
);

test.each([[[1]], [[1, 40, 45]], [[1, 20, 21, 50]]])(
  'a default retry before the end of Retry-After is a notice: loaded after %j s',
  async (loads) => {
    const client = createClientAtWork({ fault: createRetryFault(429, 30) });
    await useTanstackQuery(client, { path: list, events: loads });
    expect(await client.advice()).toMatchObject([
      { id: 'ignores-retry-after', level: 'notice', cause: expect.stringContaining('retryDelay') as string },
    ]);
  },
);

test('a timer that continues after such a page still gets a warning', async () => {
  const client = createClientAtWork();
  const path = getStatusRequest(await done(client));
  await useTanstackQuery(client, { path, events: events(4, 40) });
  await client.repeat(8, 3, path);
  expect((await client.advice()).map(({ id, level }) => `${level} ${id}`)).toEqual([
    'warning polls-after-end',
  ]);
});

test('three polling tabs get a warning, although together their polls are irregular', async () => {
  const client = createClientAtWork();
  const path = getStatusRequest(await done(client));
  for (let round = 0; round < 5; round += 1)
    for (const seconds of [0.4, 3.1, 1.5]) await client.repeat(1, seconds, path);
  expect(await client.advice()).toMatchObject([{ id: 'polls-after-end', level: 'warning' }]);
});

test('each rule has sample code, with an interval that the documentation allows', () => {
  expect(Object.keys(inCode).toSorted()).toEqual(rules.map(({ id }) => id).toSorted());
  const { smallJobs, largeJobs } = spec.lifeCycle.polling;
  const paces = Object.values(inCode['too-fast']).flatMap((line) =>
    [.../(\d[\d_]{3,})/g[Symbol.matchAll](line.replace('rows < 1000', ''))].map(
      ([text]) => Number(text.replaceAll('_', '')) / 1000,
    ),
  );
  for (const pace of paces)
    expect(
      [smallJobs, largeJobs].some((one) => pace >= one['from-seconds'] && pace <= one['to-seconds']),
    ).toBe(true);
});
