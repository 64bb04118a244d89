import { listSightings } from '../evidence/sightings.ts';
import { createEvidence, job, list, exchangeDraft, spec } from '../testing/exchanges.ts';
import type { Asker } from './asker.ts';
import { createMeter } from '../traffic/budget.ts';
import { modes } from '../traffic/modes.ts';
import type { Question } from './surveyor.ts';
import { watch } from './watch.ts';

const jobs = (...statuses: readonly string[]) =>
  statuses.map((status, index) => job({ job_id: `j-${index}`, status }));

/**
 * Watches these jobs; a request takes a second.
 * @param lists the list in each round; the last one repeats
 * @returns one line per round: the jobs that were requested after the list
 */
async function watched(lists: readonly (readonly unknown[])[], watchMs: number, paceMs = 10_000) {
  const [first = []] = lists;
  const rounds: string[][] = [];
  const waits: number[] = [];
  let now = 0;
  const ask = async ({ tag, jobId = '' }: Question) => {
    now += 1000;
    if (tag === 'watch-list') rounds.push([]);
    else rounds.at(-1)?.push(jobId);
    const shown = lists[Math.min(rounds.length, lists.length) - 1] ?? [];
    const [exchange] = createEvidence(
      shown.length === 0 ? exchangeDraft(tag, '', { status: 503 }) : exchangeDraft(tag, shown),
    ).exchanges;
    if (exchange === undefined) throw new Error('No exchange was made.');
    return exchange;
  };
  const asker: Asker = {
    surveyor: {
      ask,
      exchanges: [],
      markAsChance: () => undefined,
      inLanes: async () => undefined,
      meter: createMeter({ mode: modes.nightly }),
    },
    client: { send: () => Promise.reject(new Error('not asked')), close: () => undefined },
    redact: (text) => text,
    now: () => now,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
    spec,
    base: { origin: 'http://host', prefixes: [''] },
    prefix: '',
    token: 'canary-token',
    caller: { sent: '', shown: '' },
    watchMs,
    paceMs,
    unknownIds: ['a', 'b'],
    onProgress: () => undefined,
  };
  await watch(asker, listSightings(createEvidence(list(...first)).exchanges));
  return { rounds: rounds.map((round) => round.join(' ')), waits, tookMs: now };
}

test('in each round the list is requested, then four jobs in turn, and at the end the list once more', async () => {
  const { rounds, waits, tookMs } = await watched(
    [jobs('queued', 'completed', 'in-progress', 'queued', 'queued')],
    40_000,
  );
  expect(rounds.slice(0, -1).map((round) => round.split(' ').length)).toEqual([4, 4, 4, 4]);
  expect(new Set(rounds.join(' ').trim().split(' ')).size).toBe(5);
  expect(rounds.at(-1)).toBe('');
  expect(waits).toEqual([5000, 5000, 5000, 5000]);
  expect(tookMs).toBe(41_000);
});

test('finished jobs are requested too, until each was requested once', async () => {
  const { rounds } = await watched([jobs(...Array.from({ length: 9 }, () => 'completed'))], 600_000);
  expect(rounds.map((round) => round.split(' ').length)).toEqual([4, 4, 4, 1]);
  expect(new Set(rounds.join(' ').trim().split(' ')).size).toBe(9);
});

test('two lists are enough when no job is unfinished', async () => {
  const { rounds } = await watched([jobs('completed', 'failed')], 60_000);
  expect(rounds).toHaveLength(3);
});

test('a failed list leaves the known jobs unchanged', async () => {
  const { rounds } = await watched([jobs('queued'), [], jobs('queued')], 30_000);
  expect(rounds).toEqual(['j-0', 'j-0', 'j-0', '']);
});

test('no round starts and no job is requested when the time is over', async () => {
  const { rounds, waits } = await watched([jobs('queued', 'queued', 'queued')], 3000);
  expect(rounds.map((round) => round.length)).toEqual([7, 0]);
  expect(waits).toEqual([0]);
});
