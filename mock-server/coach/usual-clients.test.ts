// Clients as people write them with common libraries, which get no advice.
import type { Polling } from '../testing/polled-mock.ts';
import {
  type ClientAtWork,
  createClientAtWork,
  listAdviceLines,
  list,
  createNumberedFault,
  getResultsRequest,
  getStatusRequest,
} from './testing/client-at-work.ts';

interface Usual {
  readonly does: string;
  readonly polling?: Polling;
  readonly how: (client: ClientAtWork) => Promise<unknown>;
}

const failed = { status: 500, headers: [], body: '' } as const;

/** A finished job whose results were fetched. */
async function done(client: ClientAtWork): Promise<string> {
  const id = await client.submit();
  await client.sleep(60_000);
  await client.send('GET', getStatusRequest(id));
  await client.send('GET', getResultsRequest(id));
  return id;
}

/** Two clients that each poll again some seconds after their response, which itself takes some seconds. */
async function twoTabs(client: ClientAtWork, path: string, every: number, takes: number, apart: number) {
  const due = [0, apart];
  const under: { readonly tab: number; readonly at: number; readonly end: () => void }[] = [];
  let now = 0;
  for (let event = 0; event < 60; event += 1) {
    const [next] = [
      ...due.map((at, tab) => ({ at, tab, end: undefined })),
      ...under.map((one) => ({ ...one })),
    ].toSorted((a, b) => a.at - b.at);
    if (next === undefined) return;
    await client.sleep((next.at - now) * 1000);
    now = next.at;
    if (next.end === undefined) {
      const { end } = await client.startRequest('GET', path);
      due[next.tab] = Number.POSITIVE_INFINITY;
      under.push({ tab: next.tab, at: now + takes, end });
    } else {
      next.end();
      under.splice(
        under.findIndex(({ tab }) => tab === next.tab),
        1,
      );
      due[next.tab] = now + every;
    }
  }
}

const ordinaryClients: readonly Usual[] = [
  {
    does: 'refetches whenever its window gets the focus',
    how: async (client) => {
      const id = await done(client);
      for (const seconds of [9, 20, 13, 11, 14]) {
        await client.sleep(seconds * 1000);
        await client.send('GET', getStatusRequest(id));
      }
    },
  },
  {
    does: 'has a page with six components that each request the job on load',
    how: async (client) => {
      const id = await done(client);
      for (let load = 0; load < 2; load += 1) {
        await client.repeat(6, 0.01, getStatusRequest(id));
        await client.sleep(20_000);
      }
    },
  },
  {
    does: 'has two tabs that both poll every two seconds',
    how: async (client) =>
      twoTabs(client, getStatusRequest(await client.submit('waits-in-queue')), 2, 0, 0.6),
  },
  {
    does: 'has two tabs and a slow server, and each waits for its responses',
    how: async (client) =>
      twoTabs(client, getStatusRequest(await client.submit('waits-in-queue')), 3, 2, 0.7),
  },
  {
    does: 'retries three times with growing delays, and starts again at the next poll',
    polling: { fault: (path) => (path.includes('status') ? failed : undefined) },
    how: async (client) => {
      const id = await client.submit();
      for (let poll = 0; poll < 5; poll += 1)
        for (const seconds of [1, 2, 4, 2]) await client.repeat(1, seconds, getStatusRequest(id));
    },
  },
  {
    does: 'retries a 404 three times, as it does with every error',
    how: async (client) => {
      for (const seconds of [1, 2, 4, 0])
        await client.repeat(1, seconds, getStatusRequest('9f3e7a2b-7c1d-4f12-8c9a-000000000000'));
    },
  },
  {
    does: 'polls the list until its last job has ended, and then fetches all results',
    how: async (client) => {
      const ids = [
        await client.submit(),
        await client.submit('straight-through'),
        await client.submit('slow'),
      ];
      for (let over = 0; over < ids.length; ) {
        const answer = await client.send('GET', list);
        over = JSON.stringify(answer?.json).split('"completed"').length - 1;
        await client.sleep(30_000);
      }
      for (const id of ids) await client.send('GET', getResultsRequest(id));
    },
  },
  {
    does: 'is a test that advances the clock of a running world and polls each time',
    how: async (client) => {
      const id = await client.submit('two-hours');
      for (const by of ['1m', '14m', '30m', '75m', '15m', '1h', '1d', '7d']) {
        await client.control('POST clock', `advance=${by}`);
        await client.repeat(1, 0.3, getStatusRequest(id));
      }
      await client.send('GET', getResultsRequest(id));
    },
  },
  {
    does: 'is a test in a frozen world that polls after each step of its clock',
    polling: { frozen: true },
    how: async (client) => {
      const id = await client.submit('two-hours');
      for (const minutes of [1, 14, 30, 75, 15, 60, 1440, 10_000]) {
        client.pass(0.3);
        await client.repeat(1, minutes * 60, getStatusRequest(id));
      }
      await client.send('GET', getResultsRequest(id));
    },
  },
  {
    does: 'shows ten results at a time while a user pages through them',
    how: async (client) => {
      const id = await client.submit('small', 200);
      await client.sleep(60_000);
      for (const [index, seconds] of [2, 5, 1, 3, 9, 2, 2, 4, 1, 6, 3, 2].entries())
        await client.repeat(1, seconds, `${getResultsRequest(id)}?page=${index + 1}&page_size=10`);
    },
  },
  {
    does: 'fetches the same small page of results whenever its window gets the focus',
    how: async (client) => {
      const id = await client.submit();
      await client.sleep(60_000);
      for (const seconds of [20, 35, 12, 61, 8, 20, 70, 15, 31, 44, 9, 3])
        await client.repeat(1, seconds, `${getResultsRequest(id)}?page_size=10`);
    },
  },
  {
    does: 'polls a list and one job in parallel, each every five seconds',
    how: async (client) => {
      const id = await client.submit();
      for (let round = 0; round < 9; round += 1) {
        await client.repeat(1, 2, list);
        await client.repeat(1, 3, getStatusRequest(id));
      }
      await client.send('GET', getResultsRequest(id));
    },
  },
  {
    does: 'loses two responses in a row and continues',
    polling: { fault: createNumberedFault([4, 5], 'lost') },
    how: async (client) => client.repeat(12, 3, getStatusRequest(await client.submit('waits-in-queue'))),
  },
];

test.each(ordinaryClients)('a client that $does gets no advice', async ({ polling, how }) => {
  const client = createClientAtWork(polling);
  await how(client);
  expect(await listAdviceLines(client)).toEqual([]);
  expect(client.log.filter((line) => line.startsWith('Coach:'))).toEqual([]);
});
