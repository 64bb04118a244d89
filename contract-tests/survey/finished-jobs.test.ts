import type { RequestListener } from 'node:http';

import { job } from '../testing/exchanges.ts';
import { page, people } from '../testing/results.ts';
import { serve, stopAll } from '../testing/serve.ts';
import { surveyTarget } from '../testing/surveyed.ts';
import { findPartSize } from './finished-jobs.ts';
import { choosePages } from './results.ts';

afterEach(stopAll);

const json = { 'Content-Type': 'application/json' };

interface Served {
  readonly status: (requests: number) => string;
  readonly total: number;
  /** The records that break their page, counted from 1. */
  readonly broken?: readonly number[];
}

/** Serves these jobs by their names; the status depends on how many lists were requested. */
function createServer(jobs: Readonly<Record<string, Served>>): RequestListener {
  let lists = 0;
  return ({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://host');
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, json).end(JSON.stringify(body));
    const show = (id: string) => job({ job_id: id, status: jobs[id]?.status(lists) });
    if (pathname.endsWith('/status/')) {
      lists += 1;
      return answer(200, Object.keys(jobs).map(show));
    }
    const id = pathname.split('/').at(-2) ?? '';
    const { total, broken = [], status } = jobs[id] ?? { total: 0, status: () => 'unknown' };
    if (jobs[id] === undefined) return answer(404, { detail: 'Not found.' });
    if (!pathname.includes('/result/')) return answer(200, show(id));
    if (!['completed', 'paused'].includes(status(lists))) return answer(400, { error: 'Not yet.' });
    const [number, size] = [
      Number(searchParams.get('page') ?? 1),
      Number(searchParams.get('page_size') ?? 50),
    ];
    const from = (number - 1) * size;
    if (size < 1 || number < 1 || size > 200) return answer(400, { page: ['Invalid.'] });
    if (broken.some((row) => row > from && row <= from + size))
      return answer(500, { error: 'Server Error (500)' });
    const data = people(total).slice(from, from + size);
    return answer(200, page(data, { job_id: id, total_records: total, page: number, page_size: size }));
  };
}

async function asked(jobs: Readonly<Record<string, Served>>, ...tags: readonly string[]) {
  const { url } = await serve(createServer(jobs));
  const { exchanges, target } = await surveyTarget(url, { watchMs: 5000 });
  const lines = exchanges
    .filter(({ tag }) => tags.includes(tag))
    .map(({ tag, jobId, request }) => `${tag} ${jobId} ${new URL(request.url).search}`.trim());
  return { lines, last: exchanges.slice(-3).map(({ tag, jobId = '' }) => `${tag} ${jobId}`.trim()), target };
}

const stays = (status: string) => () => status;
const finishes = (requests: number) => (requests > 2 ? 'completed' : 'in-progress');
const fails = (requests: number) => (requests > 2 ? 'failed' : 'in-progress');

test('a job that was seen to finish is read once more at the end, with its results, and so are earlier results', async () => {
  const jobs = {
    old: { status: stays('completed'), total: 20 },
    paused: { status: stays('paused'), total: 7 },
    good: { status: finishes, total: 5 },
    bad: { status: fails, total: 0 },
  };
  const { lines, last } = await asked(jobs, 'results-final', 'results-again');
  expect(lines).toEqual([
    'results-final good',
    'results-final bad',
    'results-again old',
    'results-again paused',
  ]);
  expect(last).toEqual(['watch-list', 'watch-detail good', 'watch-detail bad']);
});

test('without finished jobs and results, nothing is read again', async () => {
  const { lines } = await asked(
    { queued: { status: stays('queued'), total: 0 } },
    'results-final',
    'results-again',
  );
  expect(lines).toEqual([]);
});

describe('a record that breaks its page', () => {
  const other = { status: stays('completed'), total: 3 };
  test.each([
    [31, 60],
    [1, 60],
    [50, 60],
    [199, 300],
    [290, 300],
  ])('is found: record %i of %i', async (row, total) => {
    const jobs = { bad: { status: stays('completed'), total, broken: [row] }, other };
    const { lines } = await asked(jobs, 'results-row');
    expect(lines.length).toBeLessThanOrEqual(12);
    // The last request is for this record alone.
    expect(lines.at(-1)).toBe(`results-row bad ?page=${row}&page_size=1`);
  });

  test('is not looked for if no results can be read', async () => {
    const broken = Array.from({ length: 9 }, (_, index) => index + 1);
    const { lines } = await asked({ bad: { status: stays('completed'), total: 9, broken } }, 'results-row');
    expect(lines).toEqual([]);
  });
});

test.each([
  [0, 50, 25],
  [0, 200, 100],
  [200, 100, 50],
  [26, 26, 13],
  [39, 13, 3],
  [7, 1, 1],
  [7, 2, 1],
])('a part that begins at %i and is about half of %i has the size %i', (from, count, size) => {
  expect(findPartSize(from, count)).toBe(size);
  expect(from % findPartSize(from, count)).toBe(0);
});

describe('the pages to request', () => {
  test.each<[number, readonly (readonly [number, number])[]]>([
    [1, [[1, 1]]],
    [2, [[2, 1]]],
    [
      9,
      [
        [2, 4],
        [3, 4],
      ],
    ],
    [
      75,
      [
        [2, 26],
        [3, 26],
      ],
    ],
    [
      180,
      [
        [1, 61],
        [2, 61],
        [3, 61],
      ],
    ],
    [
      250,
      [
        [1, 200],
        [2, 200],
      ],
    ],
    [
      500,
      [
        [1, 200],
        [2, 200],
        [3, 200],
      ],
    ],
    [
      900,
      [
        [2, 7],
        [5, 200],
      ],
    ],
  ])('of %i records', (total, wanted) => {
    expect(choosePages(total, 50, 200)).toEqual(wanted);
  });

  test('leave no record out, and are at most three', () => {
    for (let total = 1; total <= 600; total += 1) {
      const chosen = choosePages(total, 50, 200);
      const read = new Set(Array.from({ length: Math.min(50, total) }, (_, row) => row));
      for (const [number, size] of chosen)
        for (let row = (number - 1) * size; row < Math.min(total, number * size); row += 1) read.add(row);
      expect([total, read.size, chosen.length <= 3]).toEqual([total, total, true]);
    }
  });
});
