// For each rule a client that breaks it and is otherwise correct: it gets exactly that advice.
import type { Polling } from '../testing/polled-mock.ts';
import { rules } from './rules/index.ts';
import {
  type ClientAtWork,
  createClientAtWork,
  createFailingFault,
  listAdviceLines,
  list,
  getResultsRequest,
  submitJobs,
  getStatusRequest,
} from './testing/client-at-work.ts';

interface Twin {
  readonly does: string;
  readonly polling?: Polling;
  readonly how: (client: ClientAtWork) => Promise<unknown>;
  readonly hears: readonly string[];
}

const twins: readonly Twin[] = [
  {
    does: 'polls a small job every 0.4 s',
    how: async (client) => client.repeat(8, 0.4, getStatusRequest(await client.submit())),
    hears: [
      'warning too-fast: carol about a job: Job JOB, with 12 rows, was polled every 0.4 s on average, 6 times in a row; once every 2 to 5 s is enough. x2 in 3 4 5 6 7 8 9',
    ],
  },
  {
    does: 'polls a large job every 3 s, as if it were small',
    how: async (client) => client.repeat(8, 3, getStatusRequest(await client.submit('waits-in-queue', 1000))),
    hears: [
      'warning too-fast: carol about a job: Job JOB, with 1000 rows (large from 1000 rows, as assumed), was polled every 3 s on average, 6 times in a row; once every 15 to 30 s is enough. x2 in 3 4 5 6 7 8 9',
    ],
  },
  {
    does: 'polls the list every second',
    how: async (client) => {
      await client.submit();
      await client.repeat(8, 1, list);
    },
    hears: [
      'warning too-fast: carol: The list, whose smallest running job has 12 rows, was polled every 1 s on average, 6 times in a row; once every 2 to 5 s is enough. x2 in 3 4 5 6 7 8 9',
    ],
  },
  {
    does: 'continues to poll after the end',
    how: async (client) => {
      const id = await client.submit();
      await client.sleep(60_000);
      await client.repeat(2, 3, getStatusRequest(id));
      await client.send('GET', getResultsRequest(id));
      await client.repeat(3, 3, getStatusRequest(id));
    },
    hears: [
      'warning polls-after-end: carol about a job: Job JOB was completed; the client knew this, but polled it again 4 times. x2 in 2 3 5 6 7',
    ],
  },
  {
    does: 'continues to poll after the end and never fetches results',
    how: async (client) => {
      const id = await client.submit();
      await client.repeat(30, 3, getStatusRequest(id));
    },
    hears: [
      'warning polls-after-end: carol about a job: Job JOB was completed; the client knew this, but polled it again 18 times. x16 in 22 23 24 25 26 27 28 29 30 31',
      'notice results-not-fetched: carol about a job: The client saw that job JOB is completed, but did not fetch its results. x1 in 13',
    ],
  },
  {
    does: 'stops at the end and never fetches results',
    how: async (client) => {
      const id = await client.submit();
      await client.repeat(12, 3, getStatusRequest(id));
      await client.sleep(60_000);
    },
    hears: [
      'notice results-not-fetched: carol about a job: The client saw that job JOB is completed, but did not fetch its results. x1 in 13',
    ],
  },
  {
    does: 'fetches results right after its submission',
    how: async (client) => client.send('GET', getResultsRequest(await client.submit())),
    hears: [
      'warning results-too-early: carol about a job: The results of job JOB were requested while it was queued, and rejected with 400. x1 in 2',
    ],
  },
  {
    does: 'fetches results too early and never again',
    how: async (client) => {
      const id = await client.submit();
      await client.send('GET', getResultsRequest(id));
      await client.repeat(12, 3, getStatusRequest(id));
      await client.sleep(60_000);
    },
    hears: [
      'warning results-too-early: carol about a job: The results of job JOB were requested while it was queued, and rejected with 400. x1 in 2',
      'notice results-not-fetched: carol about a job: The client saw that job JOB is completed, but did not fetch its results. x1 in 14',
    ],
  },
  {
    does: 'omits the trailing slash',
    how: async (client) => {
      const id = await client.submit();
      for (const path of Array.from({ length: 3 }, () => getStatusRequest(id))) {
        await client.send('GET', path.slice(0, -1));
        await client.repeat(1, 3, path);
      }
    },
    hears: [
      'warning redirects: carol: 3 of 6 requests were redirected with 301; the last was GET /api/v1/enrichment/status/JOB. x1 in 2 4 6',
    ],
  },
  {
    does: 'polls with a timer that does not wait for responses',
    how: async (client) => {
      const id = await client.submit();
      const under: (() => void)[] = [];
      for (let poll = 0; poll < 7; poll += 1) {
        under.push((await client.startRequest('GET', getStatusRequest(id))).end);
        await client.sleep(3000);
        if (under.length > 1) under.shift()?.();
      }
    },
    hears: [
      'warning overlaps: carol about a job: Job JOB was requested again while the previous request was still open, 5 times in 6 polls; most recently 3 s too early. x1 in 3 4 5 6 7',
    ],
  },
  {
    does: 'polls five jobs one by one',
    how: async (client) => {
      const ids = await submitJobs(client, 5);
      for (let round = 0; round < 5; round += 1)
        for (const id of ids) await client.repeat(1, 1, getStatusRequest(id));
    },
    hears: [
      'notice single-polls: carol: 5 jobs were polled one by one, 3 rounds in a row: 5 requests, where one for the list is enough. x2 in 16 17 18 19 20 21 22 23 24 25',
    ],
  },
  {
    does: 'polls five jobs in the same instant',
    how: async (client) => {
      const ids = await submitJobs(client, 5);
      for (let round = 0; round < 5; round += 1) {
        for (const id of ids) await client.send('GET', getStatusRequest(id));
        await client.sleep(4000);
      }
    },
    hears: [
      'notice single-polls: carol: 5 jobs were polled one by one, 3 rounds in a row: 5 requests, where one for the list is enough. x2 in 16 17 18 19 20 21 22 23 24 25',
      'notice lock-step: carol: The polls of 5 jobs were sent at once, 3 rounds in a row. x2 in 16 17 18 19 20 21 22 23 24 25',
    ],
  },
  {
    does: 'polls the list when all jobs have ended',
    how: async (client) => {
      const id = await client.submit();
      await client.sleep(60_000);
      await client.repeat(3, 3, list);
      await client.send('GET', getResultsRequest(id));
      await client.repeat(5, 3, list);
    },
    hears: [
      'notice idle-list: carol: The list shows 1 job, which has ended; the client knew this, but polled it again 7 times. x1 in 2 3 4 6 7 8 9 10',
    ],
  },
  {
    does: 'continues with an expired token',
    how: (client) => client.repeat(5, 3, list, 'expired-token'),
    hears: [
      'warning after-401: erin: GET /api/v1/enrichment/status/ received a 401, and the client sent 4 times more with a token of the same user. x2 in 1 2 3 4 5',
    ],
  },
  {
    does: 'polls a job that does not exist',
    how: (client) => client.repeat(5, 3, getStatusRequest('9f3e7a2b-7c1d-4f12-8c9a-000000000000')),
    hears: [
      'warning after-404: carol about a job: GET /api/v1/enrichment/status/JOB/ received a 404, and the client sent 4 times more. x2 in 1 2 3 4 5',
    ],
  },
  {
    does: 'does not slow down while the server fails',
    polling: { fault: createFailingFault(3, 500) },
    how: async (client) => client.repeat(9, 3, getStatusRequest(await client.submit())),
    hears: [
      'warning no-backoff: carol about a job: GET /api/v1/enrichment/status/JOB/ failed 8 times in a row, and the client still sent it every 3 s. x3 in 3 4 5 6 7 8 9 10',
    ],
  },
  {
    does: 'ignores Retry-After',
    polling: { fault: createFailingFault(2, 429, 30) },
    how: async (client) => client.repeat(4, 3, getStatusRequest(await client.submit())),
    hears: [
      'warning ignores-retry-after: carol about a job: The response to GET /api/v1/enrichment/status/JOB/ said to wait 30 s, but the client sent it again after 3 s; 3 requests in a row came too early. x2 in 3 4 5',
    ],
  },
  {
    does: 'sends its token in the query',
    how: (client) => client.send('GET', `${list}?token=carol-token`),
    hears: [
      'warning token-in-query: carol: GET /api/v1/enrichment/status/ had a token in its query. x1 in 1',
    ],
  },
  {
    does: 'fetches the results every three seconds, as if they changed',
    how: async (client) => {
      const id = await client.submit();
      await client.sleep(60_000);
      await client.send('GET', getStatusRequest(id));
      await client.repeat(4, 3, getResultsRequest(id));
    },
    hears: [
      'notice results-again: carol about a job: Page 1 of the results of job JOB was fetched, and then fetched again 3 times. x1 in 3 4 5 6',
    ],
  },
  {
    does: 'fetches results record by record',
    how: async (client) => {
      const id = await client.submit();
      await client.sleep(60_000);
      for (let page = 1; page <= 10; page += 1)
        await client.send('GET', `${getResultsRequest(id)}?page=${page}&page_size=1`);
    },
    hears: [
      'notice tiny-pages: carol about a job: The results of job JOB were fetched in 10 pages of 1 in a row. x1 in 2 3 4 5 6 7 8 9 10 11',
    ],
  },
];

test.each(twins)('a client that $does', async ({ polling, how, hears }) => {
  const client = createClientAtWork(polling);
  await how(client);
  expect(await listAdviceLines(client)).toEqual(hears);
});

test('each rule has a client that violates it', () => {
  const broken = twins.flatMap(({ hears }) => hears.map((line) => line.split(/[ :]/)[1]));
  expect(new Set(broken)).toEqual(new Set(rules.map(({ id }) => id)));
});
