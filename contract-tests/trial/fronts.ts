/** Servers in front of the mock that each lose a race: they read, wait and write, or keep what they should not. */
import { drawInteger } from '../../random/random.ts';
import type { HttpClient, OutgoingRequest, SendOutcome } from '../traffic/client.ts';
import type { Front } from './explored.ts';

type Send = HttpClient['send'];

/** A front that treats requests as it likes, and sends what it likes to the mock. */
const createFront =
  (create: (send: Send, wait: (milliseconds: number) => Promise<void>) => Send): Front =>
  (mock, { wait }) => ({ ...mock, send: create(mock.send, wait) });

const isSubmission = ({ method, url }: OutgoingRequest) => method === 'POST' && url.endsWith('/submit/');
const isAction = ({ body = '' }: OutgoingRequest, action: string) => body.includes(`"action":"${action}"`);
const getToken = ({ headers }: OutgoingRequest) =>
  headers.find(([name]) => name === 'Authorization')?.[1] ?? '';
const isList = ({ method, url }: OutgoingRequest) => method === 'GET' && url.endsWith('/status/');
const isRead = ({ method, url }: OutgoingRequest) => method === 'GET' && /\/status\/[^/]+\/$/.test(url);

/** Different worlds have jobs with the same ids. */
const getKey = (ask: OutgoingRequest) => `${getToken(ask).replace(/^.*~/, '')} ${ask.url}`;

function readBody(outcome: SendOutcome): Readonly<Record<string, unknown>> {
  return outcome.kind === 'response' ? (JSON.parse(outcome.body) as Record<string, unknown>) : {};
}

function replaceBody(outcome: SendOutcome, status: number, body: unknown): SendOutcome {
  return outcome.kind === 'response' ? { ...outcome, status, body: JSON.stringify(body) } : outcome;
}

const getStatusUrl = ({ url, body = '' }: OutgoingRequest) =>
  url.replace(
    'enrichment-control/',
    `enrichment/status/${(JSON.parse(body) as { csv_file_id: string }).csv_file_id}/`,
  );

/** Reads the job, waits, and then accepts what was allowed when it read. */
const checksThenActs = createFront((send, wait) => async (ask) => {
  const action = ['pause', 'resume'].find((one) => isAction(ask, one));
  if (action === undefined) return send(ask);
  const { headers } = ask;
  const before = readBody(await send({ method: 'GET', url: getStatusUrl(ask), headers }));
  await wait(20);
  const outcome = await send(ask);
  const wasAllowed = before['status'] === (action === 'pause' ? 'in-progress' : 'paused');
  return wasAllowed && outcome.kind === 'response' && outcome.status === 400
    ? replaceBody(outcome, 200, { status: before['status'] })
    : outcome;
});

/** A pause of a completed job is rejected, and yet it is written a little later. */
const pausesAfterTheEnd = createFront((send) => {
  const paused = new Set<string>();
  return async (ask) => {
    const outcome = await send(ask);
    if (isAction(ask, 'pause') && outcome.kind === 'response' && outcome.status === 400)
      paused.add(getKey({ ...ask, url: getStatusUrl(ask) }));
    const body = isRead(ask) ? readBody(outcome) : {};
    return body['status'] === 'completed' && paused.has(getKey(ask))
      ? replaceBody(outcome, 200, { ...body, status: 'paused' })
      : outcome;
  };
});

/** A cache by URL, which forgets whose response it is. */
const sharesItsCache = createFront((send, wait) => {
  const cache = new Map<string, SendOutcome>();
  return async (ask) => {
    const known = cache.get(getKey(ask));
    if (!isRead(ask) || known !== undefined) return known ?? send(ask);
    const outcome = await send(ask);
    if (outcome.kind === 'response' && outcome.status === 200) {
      cache.set(getKey(ask), outcome);
      void wait(300).then(() => cache.delete(getKey(ask)));
    }
    return outcome;
  };
});

/** One variable for the user of the present request, which another request overwrites. */
const mixesUpUsers = createFront((send, wait) => {
  let token = '';
  return async (ask) => {
    if (!isList(ask)) return send(ask);
    token = getToken(ask);
    await wait(5);
    return send({
      ...ask,
      headers: [
        ['Authorization', token],
        ['Accept', 'application/json'],
      ],
    });
  };
});

/** A retry of its own: a submission that overlaps with another one is sent twice. */
const submitsTwice = createFront((send, wait) => {
  let open = 0;
  return async (ask) => {
    if (!isSubmission(ask)) return send(ask);
    open += 1;
    await wait(10);
    const isAlone = open === 1;
    open -= 1;
    if (!isAlone) await send(ask);
    return send(ask);
  };
});

/** Checks the balance, waits, and then takes the credits, so that two submissions can spend the same ones. */
const spendsTwice = createFront((send, wait) => {
  const debts = new Map<string, number>();
  const open = new Map<string, number>();
  return async (ask) => {
    if (!isSubmission(ask)) return send(ask);
    const token = getToken(ask);
    const others = open.get(token) ?? 0;
    open.set(token, others + 1);
    await wait(15);
    const outcome = await send(ask);
    open.set(token, (open.get(token) ?? 1) - 1);
    if (outcome.kind !== 'response' || outcome.status !== 402) return outcome;
    const { required, balance } = readBody(outcome) as { required: number; balance: number };
    const debt = debts.get(token) ?? 0;
    if (others === 0) return replaceBody(outcome, 402, { error: '', required, balance: balance - debt });
    const { records, ...rest } = JSON.parse(ask.body ?? '') as { records: readonly unknown[] };
    debts.set(token, debt + required - 1);
    return send({ ...ask, body: JSON.stringify({ ...rest, records: records.slice(0, 1) }) });
  };
});

/** A replica that is a second behind: an old status, and an old updated_at. */
const readsAReplica = createFront((send, wait) => {
  const copies = new Map<string, SendOutcome>();
  return async (ask) => {
    if (!isRead(ask)) return send(ask);
    const fresh = await send(ask);
    const copy = copies.get(getKey(ask)) ?? fresh;
    void wait(1000).then(() => copies.set(getKey(ask), fresh));
    return copy;
  };
});

/** No fault: a gateway that fails at random, before or after the request took effect, or long before it does. */
const failsAtRandom: Front = (mock, { wait }, seed) => {
  let count = 0;
  return {
    ...mock,
    send: async (ask) => {
      const drawn = drawInteger(1, 10, 'gateway', seed, (count += 1));
      if (drawn === 1) return refuse(503);
      if (drawn === 2) await mock.send(ask);
      if (drawn === 2) return refuse(502);
      if (drawn !== 3) return mock.send(ask);
      // The client has given up when the request arrives.
      void wait(2000).then(async () => mock.send(ask));
      await wait(100);
      return {
        kind: 'no-response',
        reason: 'it did not respond within 0.1 s',
        mayPass: false,
        timedOut: true,
      };
    },
  };
};

const refuse = (status: number): SendOutcome => ({ kind: 'response', status, headers: [], body: '' });

export const fronts = {
  failsAtRandom,
  checksThenActs,
  pausesAfterTheEnd,
  sharesItsCache,
  mixesUpUsers,
  submitsTwice,
  spendsTwice,
  readsAReplica,
} satisfies Record<string, Front>;
