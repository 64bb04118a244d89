// Careless clients with one mistake each, as people write them in a hurry: each gets advice on that, and on
// nothing else.
import type { Polling } from '../testing/polled-mock.ts';
import {
  type ClientAtWork,
  createClientAtWork,
  list,
  getResultsRequest,
  createRetryFault,
  getStatusRequest,
} from './testing/client-at-work.ts';

interface Careless {
  readonly does: string;
  readonly polling?: Polling;
  readonly how: (client: ClientAtWork) => Promise<unknown>;
  /** Ids of rules. */
  readonly hears: readonly string[];
}

const unavailable = { status: 502, headers: [], body: '' } as const;

const careless: readonly Careless[] = [
  {
    does: 'sends ten polls at once and then none for twenty seconds',
    how: async (client) => {
      const id = await client.submit('waits-in-queue');
      await client.repeat(10, 0.05, getStatusRequest(id));
      await client.sleep(20_000);
      await client.repeat(10, 0.05, getStatusRequest(id));
    },
    hears: ['too-fast'],
  },
  {
    does: 'polls twice a second past a cache, although every third response is an error',
    polling: { fault: everyThird() },
    how: async (client) => {
      const id = await client.submit('waits-in-queue');
      for (let poll = 0; poll < 24; poll += 1)
        await client.repeat(1, 0.5, `${getStatusRequest(id)}?_=${poll}`);
    },
    hears: ['too-fast'],
  },
  {
    does: 'continues to poll forever at a very random interval',
    how: async (client) => {
      const id = await client.submit();
      await client.sleep(60_000);
      await client.send('GET', getStatusRequest(id));
      await client.send('GET', getResultsRequest(id));
      for (const seconds of [2, 4, 3, 5, 2, 4, 2, 5, 3])
        await client.repeat(1, seconds, getStatusRequest(id));
    },
    hears: ['polls-after-end'],
  },
  {
    does: 'continues to poll slowly after the job is paused',
    how: async (client) => {
      const id = await client.submit('pauses');
      await client.sleep(3_600_000);
      await client.send('GET', getStatusRequest(id));
      await client.send('GET', getResultsRequest(id));
      await client.sleep(20_000);
      await client.repeat(3, 20, getStatusRequest(id));
    },
    hears: ['polls-after-end'],
  },
  {
    does: 'continues to poll after the end with fake timers',
    polling: { frozen: true },
    how: async (client) => {
      const id = await client.submit();
      await client.sleep(60_000);
      await client.send('GET', getStatusRequest(id));
      await client.send('GET', getResultsRequest(id));
      await client.repeat(5, 3, getStatusRequest(id));
    },
    hears: ['polls-after-end'],
  },
  {
    does: 'continues to poll in a world a hundred times as fast',
    polling: { speed: 100 },
    how: async (client) => {
      const id = await client.submit();
      await client.sleep(1000);
      await client.send('GET', getStatusRequest(id));
      await client.send('GET', getResultsRequest(id));
      await client.repeat(5, 3, getStatusRequest(id));
    },
    hears: ['polls-after-end'],
  },
  {
    does: 'polls in a loop without a delay',
    how: async (client) => {
      const id = await client.submit();
      await client.sleep(600_000);
      await client.send('GET', getStatusRequest(id));
      await client.send('GET', getResultsRequest(id));
      await client.repeat(20, 0.005, getStatusRequest(id));
    },
    hears: ['polls-after-end'],
  },
  {
    does: 'requests results until there are some, and never the status',
    how: async (client) => client.repeat(9, 3, getResultsRequest(await client.submit())),
    hears: ['results-too-early'],
  },
  {
    does: 'continues with five jobs after a 401',
    how: async (client) => {
      for (let round = 0; round < 5; round += 1)
        for (const last of ['a', 'b', 'c', 'd', 'e'])
          await client.repeat(
            1,
            0.6,
            getStatusRequest(`9f3e7a2b-7c1d-4f12-8c9a-00000000000${last}`),
            'expired-token',
          );
    },
    hears: ['after-401'],
  },
  {
    does: 'repeats its submission at once while a proxy cannot reach the server',
    polling: { fault: () => unavailable },
    how: async (client) => {
      for (let attempt = 0; attempt < 9; attempt += 1) {
        await client.submit();
        await client.sleep(100);
      }
    },
    hears: ['no-backoff'],
  },
  {
    does: 'ignores the Retry-After of a maintenance page',
    polling: { fault: createRetryFault(503, 20) },
    how: async (client) => client.repeat(6, 5, getStatusRequest(await client.submit())),
    hears: ['ignores-retry-after'],
  },
  {
    does: 'follows six jobs with six randomized timers',
    how: async (client) => {
      const ids = await Promise.all(Array.from({ length: 6 }, () => client.submit('waits-in-queue')));
      for (const order of ['012345', '102354', '021345', '012534', '103245', '012345'])
        for (const index of order) await client.repeat(1, 0.5, getStatusRequest(ids[Number(index)] ?? ''));
    },
    hears: ['single-polls'],
  },
  {
    does: 'polls the list of a large job as if the job were small',
    how: async (client) => {
      await client.submit('waits-in-queue', 5000);
      await client.repeat(9, 4, list);
    },
    hears: ['too-fast'],
  },
  {
    does: 'never fetches results, although the list shows that all jobs have ended',
    how: async (client) => {
      await client.submit();
      await client.submit();
      await client.repeat(14, 4, list);
      await client.sleep(60_000);
    },
    hears: ['results-not-fetched'],
  },
];

function everyThird(): NonNullable<Polling['fault']> {
  let asked = 0;
  return (path) => {
    asked += 1;
    return asked % 3 === 0 && path.includes('status') ? unavailable : undefined;
  };
}

test.each(careless)('a client that $does gets advice', async ({ polling, how, hears }) => {
  const client = createClientAtWork(polling);
  await how(client);
  expect((await client.advice()).map(({ id }) => id)).toEqual(hears);
});
