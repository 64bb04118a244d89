// For each rule a client that breaks it and is otherwise well-behaved: it hears exactly the advice that it deserves.
import { type PolledMock, polledMock, type Polling } from '../testing/polled-mock.ts';
import { rules } from './rules/index.ts';

const base = '/api/v1/enrichment';
const statusOf = (id: string) => `${base}/status/${id}/`;
const resultsOf = (id: string) => `${base}/result/${id}/`;
const list = `${base}/status/`;
const control = '/api/v1/enrichment-control/';

/** A client at work: what it does in a row is one line. */
interface Client extends PolledMock {
  readonly submit: (scenario?: string, rows?: number) => Promise<string>;
  /** Sends the same so many times, so many seconds apart. */
  readonly repeat: (count: number, seconds: number, path: string, token?: string) => Promise<void>;
}

function clientOf(polling: Polling = {}): Client {
  const mock = polledMock(polling);
  return {
    ...mock,
    submit: async (scenario = 'small', rows = 12) => {
      const records = Array.from({ length: rows }, () => ({ company_name: `scenario:${scenario}` }));
      const reply = await mock.send('POST', `${base}/submit/`, { records });
      return (reply?.json as { job_id: string }).job_id;
    },
    repeat: async (count, seconds, path, token) => {
      for (let number = 0; number < count; number += 1) {
        await mock.send('GET', path, undefined, token);
        await mock.sleep(seconds * 1000);
      }
    },
  };
}

/** What the client hears, each advice in one line; an id is written JOB. */
async function heard({ advice }: Client): Promise<readonly string[]> {
  const all = await advice();
  return all.map(
    ({ id, level, user, job, seen, times, entries }) =>
      `${level} ${id}: ${user ?? 'nobody'}${job === undefined ? '' : ' about a job'}: ${seen.replaceAll(uuid, 'JOB')} x${times} in ${entries.join(' ')}`,
  );
}
const uuid = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/g;

/** Fails from the so-manyth request on. */
function failing(from: number, status: number, retryAfter?: number): Polling['fault'] {
  let asked = 0;
  const headers = retryAfter === undefined ? [] : [['Retry-After', String(retryAfter)] as const];
  return () => {
    asked += 1;
    return asked < from ? undefined : { status, headers, body: '' };
  };
}

interface Twin {
  readonly does: string;
  readonly polling?: Polling;
  readonly how: (client: Client) => Promise<unknown>;
  readonly hears: readonly string[];
}

const twins: readonly Twin[] = [
  {
    does: 'polls a small job every 0.4 s',
    how: async (client) => client.repeat(8, 0.4, statusOf(await client.submit())),
    hears: [],
  },
  {
    does: 'polls a large job every 3 s, as though it were small',
    how: async (client) => client.repeat(8, 3, statusOf(await client.submit('waits-in-queue', 2000))),
    hears: [],
  },
  {
    does: 'polls the list every second',
    how: async (client) => {
      await client.submit();
      await client.repeat(8, 1, list);
    },
    hears: [],
  },
  {
    does: 'polls on after the end',
    how: async (client) => {
      const id = await client.submit();
      await client.sleep(60_000);
      await client.repeat(2, 3, statusOf(id));
      await client.send('GET', resultsOf(id));
      await client.repeat(3, 3, statusOf(id));
    },
    hears: [],
  },
  {
    does: 'polls on after a pause',
    how: async (client) => {
      const id = await client.submit('pauses');
      await client.sleep(3_600_000);
      await client.send('GET', statusOf(id));
      await client.send('GET', resultsOf(id));
      await client.repeat(3, 20, statusOf(id));
    },
    hears: [],
  },
  {
    does: 'polls on after the end and never fetches',
    how: async (client) => {
      const id = await client.submit();
      await client.repeat(30, 3, statusOf(id));
    },
    hears: [],
  },
  {
    does: 'stops at the end and never fetches',
    how: async (client) => {
      const id = await client.submit();
      await client.repeat(20, 3, statusOf(id));
      await client.sleep(100_000);
    },
    hears: [],
  },
  {
    does: 'fetches at once what it has just submitted',
    how: async (client) => client.send('GET', resultsOf(await client.submit())),
    hears: [],
  },
  {
    does: 'leaves out the slash',
    how: async (client) => {
      const id = await client.submit();
      for (const path of Array.from({ length: 3 }, () => statusOf(id))) {
        await client.send('GET', path.slice(0, -1));
        await client.repeat(1, 3, path);
      }
    },
    hears: [],
  },
  {
    does: 'polls by a timer that does not wait for answers',
    how: async (client) => {
      const id = await client.submit();
      const under: (() => void)[] = [];
      for (let poll = 0; poll < 5; poll += 1) {
        under.push((await client.begin('GET', statusOf(id))).end);
        await client.sleep(3000);
        if (under.length > 1) under.shift()?.();
      }
    },
    hears: [],
  },
  {
    does: 'polls five jobs one by one',
    how: async (client) => {
      const ids = await severalJobs(client, 5);
      for (let round = 0; round < 5; round += 1)
        for (const id of ids) await client.repeat(1, 1, statusOf(id));
    },
    hears: [],
  },
  {
    does: 'polls five jobs in the same instant',
    how: async (client) => {
      const ids = await severalJobs(client, 5);
      for (let round = 0; round < 5; round += 1) {
        for (const id of ids) await client.send('GET', statusOf(id));
        await client.sleep(4000);
      }
    },
    hears: [],
  },
  {
    does: 'polls the list when all is over',
    how: async (client) => {
      const id = await client.submit();
      await client.sleep(60_000);
      await client.repeat(3, 3, list);
      await client.send('GET', resultsOf(id));
      await client.repeat(4, 3, list);
    },
    hears: [],
  },
  {
    does: 'carries on with an expired token',
    how: (client) => client.repeat(5, 3, list, 'expired-token'),
    hears: [],
  },
  {
    does: 'asks on and on for a job that is not there',
    how: (client) => client.repeat(5, 3, statusOf('9f3e7a2b-7c1d-4f12-8c9a-000000000000')),
    hears: [],
  },
  {
    does: 'does not slow down while the server fails',
    polling: { fault: failing(3, 500) },
    how: async (client) => client.repeat(9, 3, statusOf(await client.submit())),
    hears: [],
  },
  {
    does: 'ignores Retry-After',
    polling: { fault: failing(2, 429, 30) },
    how: async (client) => client.repeat(4, 3, statusOf(await client.submit())),
    hears: [],
  },
  {
    does: 'sends its token in the query',
    how: (client) => client.send('GET', `${list}?token=carol-token`),
    hears: [],
  },
  {
    does: 'fetches results record by record',
    how: async (client) => {
      const id = await client.submit();
      await client.sleep(60_000);
      for (let page = 1; page <= 10; page += 1)
        await client.send('GET', `${resultsOf(id)}?page=${page}&page_size=1`);
    },
    hears: [],
  },
];

async function severalJobs({ submit }: Client, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let job = 0; job < count; job += 1) ids.push(await submit('waits-in-queue'));
  return ids;
}

test.each(twins)('a client that $does', async ({ polling, how, hears }) => {
  const client = clientOf(polling);
  await how(client);
  expect(await heard(client)).toEqual(hears);
});

test('each rule has a client that breaks it', () => {
  const broken = twins.flatMap(({ hears }) => hears.map((line) => line.split(/[ :]/)[1]));
  expect(new Set(broken)).toEqual(new Set(rules.map(({ id }) => id)));
});

void control;
