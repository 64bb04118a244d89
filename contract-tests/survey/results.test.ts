import type { RequestListener } from 'node:http';

import { job } from '../testing/exchanges.ts';
import { page, people } from '../testing/results.ts';
import { serve, stopAll } from '../testing/serve.ts';
import { surveyTarget } from '../testing/surveyed.ts';

afterEach(stopAll);

const json = { 'Content-Type': 'application/json' };

/** Serves these jobs with these numbers of records; a job without results has none. */
function createServer(jobs: readonly { id: string; status: string; total: number }[]): RequestListener {
  const shown = jobs.map(({ id, status }) => job({ job_id: id, status }));
  return ({ url = '', headers }, response) => {
    const [path = ''] = url.split('?');
    const own = jobs.find(({ id }) => path.endsWith(`/${id}/`));
    const theirs = headers.authorization === 'Bearer other-token';
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, json).end(JSON.stringify(body));
    if (path.endsWith('/status/'))
      return answer(200, theirs ? [job({ job_id: 'theirs', status: 'paused' })] : shown);
    if (own === undefined) return answer(404, { detail: 'Not found.' });
    if (!path.includes('/result/')) return answer(200, job({ job_id: own.id, status: own.status }));
    if (own.total === 0) return answer(400, { error: 'Not yet.' });
    return answer(200, page(people(Math.min(own.total, 50)), { job_id: own.id, total_records: own.total }));
  };
}

async function asked(jobs: Parameters<typeof createServer>[0], otherToken?: string) {
  const { url } = await serve(createServer(jobs));
  const { exchanges } = await surveyTarget(url, otherToken === undefined ? {} : { otherToken });
  return exchanges
    .filter(({ operationId }) => operationId === 'getResults')
    .map(({ tag, jobId, request }) => `${tag} ${jobId} ${new URL(request.url).search}`.trim())
    .filter((one) => !one.startsWith('unknown-results'));
}

/** The jobs whose results were requested page by page. */
const pages = (all: readonly string[]) =>
  new Set(all.flatMap((one) => /^results-page (\w+)/.exec(one)?.[1] ?? []));

const small = { id: 'small', status: 'completed', total: 20 };
const large = { id: 'large', status: 'completed', total: 900 };
const queued = { id: 'queued', status: 'queued', total: 0 };

test('the survey requests results of one job per status, and those of one job in pages and as a file', async () => {
  expect(await asked([small, queued, { id: 'other', status: 'queued', total: 0 }, large])).toEqual([
    'results small',
    'results queued',
    'results large',
    'results-page small ?page=2&page_size=7',
    'results-page small ?page=3&page_size=7',
    'results-beyond small ?page=2&page_size=200',
    'results-oversized small ?page=1&page_size=201',
    'results-bounds small ?page=0&page_size=50',
    'results-bounds small ?page=1&page_size=0',
    'results-csv small ?report_type=csv',
    'no-token-door small ?report_type=csv',
    'no-token small',
    'unknown-token small',
    'results-again small',
    'results-again large',
  ]);
});

test('the survey requests some pages of a large job, and no file', async () => {
  const all = await asked([large]);
  expect(all.filter((one) => one.startsWith('results-page'))).toEqual([
    'results-page large ?page=2&page_size=7',
    'results-page large ?page=5&page_size=200',
  ]);
  expect(all.filter((one) => one.startsWith('results-csv'))).toEqual([]);
});

test('finished jobs are preferred to paused ones, and no request goes to a job without results', async () => {
  const paused = { id: 'paused', status: 'paused', total: 7 };
  const failed = { id: 'failed', status: 'failed', total: 3 };
  expect(pages(await asked([paused, small]))).toEqual(new Set(['small']));
  expect(pages(await asked([paused, failed]))).toEqual(new Set(['paused']));
  expect(pages(await asked([failed, queued]))).toEqual(new Set());
});

test("the survey requests another user's results with the caller's token", async () => {
  expect(await asked([small], 'other-token')).toContain('foreign-results theirs');
});
