// Independent requests to a slow target: at the same time, and yet the same evidence in the same order.
import { setImmediate as nextTurn } from 'node:timers/promises';

import { getShippedChecks } from '../../openapi/shipped.ts';
import type { Evidence } from '../evidence/evidence.ts';
import type { HttpClient } from '../traffic/client.ts';
import { modes } from '../traffic/modes.ts';
import { setUpTrial, surveyTrial } from './trial.ts';

/** Surveys a mock that takes this long per response over so many connections, in simulated time. */
async function surveySlow(responseMs: number, mode: 'nightly' | 'production') {
  const setup = await setUpTrial({}, '2026-05-06T14:23:11Z');
  const { time } = setup;
  const due: { readonly atMs: number; readonly go: () => void }[] = [];
  let [free, underWay, max] = [3, 0, 0];
  const queue: (() => void)[] = [];

  /** Time passes only when nothing else is left to do. */
  const pass = async () => {
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    due.sort((a, b) => a.atMs - b.atMs);
    const next = due.shift();
    time.ms = Math.max(time.ms, next?.atMs ?? 0);
    next?.go();
  };
  const slow = (client: HttpClient): HttpClient => ({
    ...client,
    send: async (ask) => {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => queue.push(resolve));
      underWay += 1;
      max = Math.max(max, underWay);
      await new Promise<void>((go) => {
        due.push({ atMs: time.ms + responseMs, go });
        void pass();
      });
      underWay -= 1;
      const next = queue.shift();
      if (next === undefined) free += 1;
      else next();
      return client.send(ask);
    },
  });
  const began = time.ms;
  const evidence = await surveyTrial(
    { ...setup, createClient: (mayWrite) => slow(setup.createClient(mayWrite)) },
    getShippedChecks(),
    {
      readsOnly: true,
      watchMs: 10_000,
      requestMs: 0,
      limits: { mode: modes[mode], maxRequests: modes[mode].maxRequests },
    },
  );
  await setup.stop();
  return { evidence, max, tookMs: time.ms - began };
}

/** The requests until jobs are watched, which depends on their time. */
const listBeforeWatch = ({ exchanges }: Evidence) =>
  exchanges
    .slice(
      0,
      exchanges.findIndex(({ tag }) => tag === 'watch-list'),
    )
    .map(({ tag, request: { method, url } }) => `${tag} ${method} ${url}`);

test('a target that takes 1.5 s per response is surveyed in a minute and a half, over three connections', async () => {
  const { tookMs, max, evidence } = await surveySlow(1500, 'nightly');
  expect(max).toBe(3);
  expect(tookMs).toBeLessThan(90_000);
  const ids = evidence.exchanges.map(({ id }) => Number(id.slice(1)));
  expect(ids).toEqual([...new Set(ids)].toSorted((one, other) => one - other));
});

test('the evidence of a slow target has the same order as that of a quick one', async () => {
  const [slow, quick] = [await surveySlow(1500, 'nightly'), await surveySlow(1, 'nightly')];
  expect(quick.max).toBe(1);
  expect(listBeforeWatch(slow.evidence)).toEqual(listBeforeWatch(quick.evidence));
});

test('production gets one request at a time, however slow it is', async () => {
  expect((await surveySlow(1500, 'production')).max).toBe(1);
});
