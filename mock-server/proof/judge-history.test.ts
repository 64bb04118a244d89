// Histories of a single process in memory, which is always right, and the same histories with a lie in them.
import { isDeepStrictEqual } from 'node:util';

import { instant } from '../../time/time.ts';
import { type Exchange, parseBody, type Reply } from './history.ts';
import { judgeHistory } from './judge-history.ts';
import { askEngine, createProcess } from './testing/ask-engine.ts';
import { createDraw } from './testing/draw-action.ts';
import { playHistory } from './testing/play-history.ts';
import { createVirtualTime } from './testing/virtual-time.ts';
import { worldStart } from './testing/world-start.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** @param isSilent whether the client of a request, by its number, never gets the response */
async function play(number: number, clients = 4, isSilent: (sent: number) => boolean = () => false) {
  let sent = 0;
  const time = createVirtualTime(worldStart.now);
  const engine = createProcess({ name: 'one', now: () => instant(time.now()) });
  return time.until(
    playHistory({
      world: `w${number}`,
      kind: 'frozen',
      clients,
      commands: 60,
      processes: 1,
      draw: createDraw([seed, number]),
      now: time.now,
      wait: time.wait,
      send: async (request) => {
        await time.wait(1);
        const reply = await askEngine(engine, request);
        await time.wait(1);
        return isSilent((sent += 1)) ? undefined : reply;
      },
      maxPause: 3,
    }),
  );
}

test(`a single process in memory gives linearizable histories (seed ${seed})`, async () => {
  const kinds = new Set<string>();
  const expected = ['pause 200', 'pause 400', 'resume 200', 'results 200', 'fail 409', 'delete 404'];
  const isComplete = () => expected.every((kind) => kinds.has(kind));
  for (let number = 0; number < 8 || (number < 100 && !isComplete()); number += 1) {
    const history = await play(number);
    for (const { action, reply } of history) kinds.add(`${action.kind} ${reply?.status ?? ''}`);
    const verdict = judgeHistory(history, worldStart);
    expect({ ...verdict, parts: verdict.parts > 4 }).toEqual({ parts: true, wrong: [], unknown: [] });
  }
  expect([...kinds]).toEqual(expect.arrayContaining(expected));
});

test('so are histories in which clients do not learn what became of some requests', async () => {
  for (let number = 20; number < 25; number += 1) {
    const history = await play(number, 4, (sent) => sent % 7 === 3);
    expect(judgeHistory(history, worldStart)).toMatchObject({ wrong: [], unknown: [] });
  }
});

const change = (reply: Reply, body: unknown, status = reply.status): Reply => ({
  ...reply,
  status,
  body: JSON.stringify(body),
});
const members = (reply: Reply) => parseBody(reply) as Readonly<Record<string, unknown>>;
const items = (reply: Reply) => parseBody(reply) as readonly Readonly<Record<string, unknown>>[];

/** Each makes another response out of one; undefined where it does not apply. */
const lies: Readonly<Record<string, (exchange: Exchange, reply: Reply) => Reply | undefined>> = {
  'the status of another job': ({ action: { kind } }, reply) =>
    kind === 'status' && reply.status === 200
      ? change(reply, {
          ...members(reply),
          status: members(reply)['status'] === 'queued' ? 'completed' : 'queued',
        })
      : undefined,
  'a job that is there, not found': ({ action: { kind } }, reply) =>
    kind === 'status' && reply.status === 200 ? change(reply, {}, 404) : undefined,
  'a job that is not there': ({ action: { kind } }, reply) =>
    kind === 'status' && reply.status === 404 ? change(reply, { status: 'queued' }, 200) : undefined,
  'the id of an old job for a new one': ({ action: { kind } }, reply) =>
    kind === 'submit' ? change(reply, { job_id: [...worldStart.jobs][0] }) : undefined,
  'a list without its newest job': ({ action: { kind } }, reply) =>
    kind === 'list' && items(reply).length > worldStart.jobs.size
      ? change(reply, items(reply).slice(1))
      : undefined,
  'a list whose newest job comes last': ({ action: { kind } }, reply) =>
    kind === 'list' && items(reply).length > worldStart.jobs.size + 1
      ? change(reply, [...items(reply).slice(1), items(reply)[0]])
      : undefined,
  'a clock that is a minute behind': ({ action: { kind } }, reply) =>
    kind === 'clock' || kind === 'advance'
      ? change(reply, { now: new Date(Date.parse(String(members(reply)['now'])) - 60_000).toISOString() })
      : undefined,
  'a pause that is refused, but was not': ({ action: { kind } }, reply) =>
    kind === 'pause' && reply.status === 200 ? change(reply, {}, 400) : undefined,
  'a pause that is not refused, but was': ({ action: { kind } }, reply) =>
    kind === 'pause' && reply.status === 400 ? change(reply, { status: 'paused' }, 200) : undefined,
  'a resume that is refused, but was not': ({ action: { kind } }, reply) =>
    kind === 'resume' && reply.status === 200 ? change(reply, {}, 400) : undefined,
  'a resume that is not refused, but was': ({ action: { kind } }, reply) =>
    kind === 'resume' && reply.status === 400 ? change(reply, { status: 'in-progress' }, 200) : undefined,
  'results that are not there yet': ({ action: { kind } }, reply) =>
    kind === 'results' && reply.status === 400 ? change(reply, {}, 200) : undefined,
  'a deletion of what is deleted': ({ action: { kind } }, reply) =>
    kind === 'delete' && reply.status === 404 ? change(reply, {}, 204) : undefined,
  'a failure of what has failed': ({ action: { kind } }, reply) =>
    kind === 'fail' && reply.status === 409 ? change(reply, { api_status: 'failed' }, 200) : undefined,
  'a balance that is a credit too high': ({ action: { kind } }, reply) =>
    kind === 'credits'
      ? change(
          reply,
          items(reply).map((user) =>
            user['name'] === 'carol' ? { ...user, balance: Number(user['balance']) + 1 } : user,
          ),
        )
      : undefined,
  'credits that were not there': ({ action: { kind } }, reply) =>
    kind === 'spend' && reply.status === 402 ? change(reply, { job_id: 'made-up' }, 201) : undefined,
};

/** Nothing is concurrent in them, so that no lie can be true. */
const truths = new Map<number, readonly Exchange[]>();

test.each(Object.entries(lies))('finds a lie: %s', async (_, lie) => {
  let told = 0;
  for (let number = 100; told < 2; number += 1) {
    const history = truths.get(number) ?? (await play(number, 1));
    truths.set(number, history);
    const index = history.findIndex((one) => one.reply !== undefined && lie(one, one.reply) !== undefined);
    const one = history[index];
    const reply = one?.reply && lie(one, one.reply);
    if (one === undefined || reply === undefined || isDeepStrictEqual(reply, one.reply)) continue;
    told += 1;
    expect(judgeHistory(history.with(index, { ...one, reply }), worldStart).wrong).not.toEqual([]);
  }
});
