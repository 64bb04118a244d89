// Unusual but correct clients, which get no advice.
import type { Polling } from '../testing/polled-mock.ts';
import {
  type ClientAtWork,
  createClientAtWork,
  listAdviceLines,
  list,
  createNumberedFault,
  getResultsRequest,
  createRetryFault,
  getStatusRequest,
} from './testing/client-at-work.ts';

const control = '/api/v1/enrichment-control/';
const failed = { status: 500, headers: [], body: '' } as const;

interface Innocent {
  readonly does: string;
  readonly polling?: Polling;
  readonly how: (client: ClientAtWork) => Promise<unknown>;
}

const innocents: readonly Innocent[] = [
  {
    does: 'has two tabs, each with the right interval',
    how: async (client) => {
      const id = await client.submit('waits-in-queue');
      for (let round = 0; round < 10; round += 1) {
        await client.repeat(1, 0.4, getStatusRequest(id));
        await client.repeat(1, 2.6, getStatusRequest(id));
      }
    },
  },
  {
    does: 'polls quickly at first and then less and less often',
    how: async (client) => {
      const id = await client.submit('waits-in-queue');
      for (const seconds of [0.3, 0.6, 1.2, 2.4, 4.8, 5, 5, 5])
        await client.repeat(1, seconds, getStatusRequest(id));
    },
  },
  {
    does: 'polls a small job every minute',
    how: async (client) => client.repeat(10, 60, getStatusRequest(await client.submit('waits-in-queue'))),
  },
  {
    does: 'polls every 50 ms in a world that runs a hundred times as fast',
    polling: { speed: 100 },
    how: async (client) => client.repeat(20, 0.05, getStatusRequest(await client.submit('waits-in-queue'))),
  },
  {
    does: 'polls every 3 s of a clock that only its own timers move',
    polling: { frozen: true },
    how: async (client) => client.repeat(20, 3, getStatusRequest(await client.submit('waits-in-queue'))),
  },
  {
    does: 'requests a finished job three times, as two tabs and a reload do',
    how: async (client) => {
      const id = await client.submit();
      await client.sleep(60_000);
      await client.repeat(3, 0.2, getStatusRequest(id));
      await client.send('GET', getResultsRequest(id));
    },
  },
  {
    does: 'requests a finished job every two minutes',
    how: async (client) => {
      const id = await client.submit();
      await client.sleep(60_000);
      await client.send('GET', getResultsRequest(id));
      await client.repeat(10, 120, getStatusRequest(id));
    },
  },
  {
    does: 'has a page that a user reloads again and again after the job has ended',
    polling: { frozen: true },
    how: async (client) => {
      const id = await client.submit();
      await client.sleep(60_000);
      await client.send('GET', getStatusRequest(id));
      await client.send('GET', getResultsRequest(id));
      for (const seconds of [2, 11, 4, 31, 3, 8]) {
        client.pass(seconds);
        await client.send('GET', getStatusRequest(id));
      }
    },
  },
  {
    does: 'has a page that a user reloads again and again with a wrong token',
    how: async (client) => {
      for (const seconds of [2, 11, 4, 31, 3, 8]) await client.repeat(1, seconds, list, 'expired-token');
    },
  },
  {
    does: 'continues to poll a job that it has resumed',
    how: async (client) => {
      const id = await client.submit('pauses');
      await client.sleep(3_600_000);
      for (let pause = 0; pause < 6; pause += 1) {
        await client.repeat(1, 3, getStatusRequest(id));
        await client.send('GET', getResultsRequest(id));
        await client.send('POST', control, { csv_file_id: id, action: 'resume' });
        await client.repeat(2, 3, getStatusRequest(id));
        await client.send('POST', control, { csv_file_id: id, action: 'pause' });
      }
    },
  },
  {
    does: 'polls a list in which some jobs have ended and one is in progress',
    how: async (client) => {
      const id = await client.submit();
      await client.submit('waits-in-queue');
      await client.sleep(60_000);
      await client.send('GET', list);
      await client.send('GET', getResultsRequest(id));
      await client.repeat(20, 3, list);
    },
  },
  {
    does: 'polls a list at the interval of its small job, then of its large job when only that is left',
    how: async (client) => {
      const id = await client.submit();
      await client.submit('waits-in-queue', 1000);
      await client.repeat(13, 3, list);
      await client.send('GET', getResultsRequest(id));
      await client.repeat(10, 17, list);
    },
  },
  {
    does: 'refreshes a list without unfinished jobs every minute',
    how: (client) => client.repeat(20, 60, list),
  },
  {
    does: "sees a colleague's job in the list and does not fetch its results",
    how: async (client) => {
      await client.repeat(40, 3, list, 'alice-token');
    },
  },
  {
    does: 'fetches the results when the user asks for them, half a minute later',
    how: async (client) => {
      const id = await client.submit();
      await client.repeat(13, 3, getStatusRequest(id));
      await client.sleep(30_000);
      await client.send('GET', getResultsRequest(id));
    },
  },
  {
    does: 'fetches the results of a job that was resumed in the meantime',
    how: async (client) => {
      const id = await client.submit('pauses');
      await client.sleep(3_600_000);
      await client.send('GET', getStatusRequest(id));
      await client.control(`POST jobs/${id}/resume`);
      await client.send('GET', getResultsRequest(id));
    },
  },
  {
    does: 'retries at once after a failure, and once more',
    polling: { fault: createNumberedFault([3, 4], failed) },
    how: async (client) => {
      const id = await client.submit('waits-in-queue');
      await client.repeat(2, 0, getStatusRequest(id));
      await client.repeat(1, 0, getStatusRequest(id));
      await client.repeat(9, 3, getStatusRequest(id));
    },
  },
  {
    does: 'loses a response and retries at once',
    polling: { fault: createNumberedFault([3, 5, 7], 'lost') },
    how: async (client) => {
      const id = await client.submit('waits-in-queue');
      for (let poll = 0; poll < 5; poll += 1) {
        await client.repeat(1, 0, getStatusRequest(id));
        await client.repeat(1, 3, getStatusRequest(id));
      }
    },
  },
  {
    does: 'polls at the interval for large jobs while the server fails',
    polling: { fault: (path) => (path.includes('status') ? failed : undefined) },
    how: async (client) => client.repeat(20, 20, getStatusRequest(await client.submit())),
  },
  {
    does: 'retries when Retry-After says so, however often',
    polling: { fault: createRetryFault(503, 1) },
    how: async (client) => client.repeat(12, 1.2, getStatusRequest(await client.submit())),
  },
  {
    does: 'retries a tenth of a second before the end of Retry-After',
    polling: { fault: createRetryFault(429, 3) },
    how: async (client) => client.repeat(6, 2.9, getStatusRequest(await client.submit())),
  },
  {
    does: 'stops after a 401, although there are results to fetch',
    polling: { fault: createNumberedFault([14], { status: 401, headers: [], body: '' }) },
    how: async (client) => {
      await client.repeat(12, 3, getStatusRequest(await client.submit()));
      await client.repeat(1, 100, list);
    },
  },
  {
    does: 'gets the 401 for its expired token in each of its views',
    how: async (client) => {
      await client.repeat(2, 1, list, 'expired-token');
      for (const id of ['a', 'b', 'c', 'd'])
        await client.repeat(
          1,
          1,
          getStatusRequest(`9f3e7a2b-7c1d-4f12-8c9a-00000000000${id}`),
          'expired-token',
        );
    },
  },
  {
    does: 'follows three jobs one by one',
    how: async (client) => {
      const ids = [await client.submit('waits-in-queue'), await client.submit('waits-in-queue')];
      ids.push(await client.submit('waits-in-queue'));
      for (let round = 0; round < 6; round += 1)
        for (const id of ids) await client.repeat(1, 1, getStatusRequest(id));
    },
  },
  {
    does: 'forgets a trailing slash twice',
    how: async (client) => {
      const id = await client.submit('waits-in-queue');
      await client.send('GET', getStatusRequest(id).slice(0, -1));
      await client.repeat(5, 3, getStatusRequest(id));
      await client.send('GET', getStatusRequest(id).slice(0, -1));
      await client.repeat(5, 3, getStatusRequest(id));
    },
  },
  {
    does: 'shows a preview of ten records and then fetches all results',
    how: async (client) => {
      const id = await client.submit();
      await client.sleep(60_000);
      for (let page = 1; page <= 9; page += 1)
        await client.repeat(1, 0.2, `${getResultsRequest(id)}?page=${page}&page_size=10`);
      await client.repeat(1, 1, getResultsRequest(id));
    },
  },
];

test.each(innocents)('a client that $does gets no advice', async ({ polling, how }) => {
  const client = createClientAtWork(polling);
  await how(client);
  expect(await listAdviceLines(client)).toEqual([]);
});
