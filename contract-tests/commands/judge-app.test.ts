// Tests `contract judge` with the traffic of an app, as browsers and proxies store it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import {
  type AppCall,
  aliceToken,
  bobToken,
  controlPath,
  detailPath,
  honestCalls,
  listPath,
  oddCalls,
  resultsPath,
  submitPath,
} from '../testing/app-session.ts';
import { chrome, harPrograms } from '../testing/app-hars.ts';
import { prepareAppJudging } from '../testing/judge-calls.ts';
import { runContractInProcess } from '../testing/command-inside.ts';
import { firstId, job, secondId } from '../testing/exchanges.ts';
import { checkReports } from '../testing/report-folder.ts';
import { page, people, person } from '../testing/results.ts';

const { folder, judgeCalls } = prepareAppJudging();

test.each(harPrograms.map((program) => [program.name, program] as const))(
  'an honest API breaks nothing in a file of %s',
  async (_, program) => {
    const { status, broken, kept, stdout, reports } = await judgeCalls(honestCalls, program);
    expect([status, broken]).toEqual([0, []]);
    expect(kept.length).toBeGreaterThanOrEqual(35);
    expect(kept).toEqual(
      expect.arrayContaining(['status-order', 'list-newest-first', 'results-shape', 'unauthorized-body']),
    );
    expect(stdout).toMatch(/^Traffic of an app, stored by [\w .]+: 10 of \d+ entries were judged/);
    expect(stdout).toMatch(/not judged: 2 to other addresses/);
    checkReports(reports);
  },
);

test('what an app asks oddly breaks nothing', async () => {
  const cookie = `auth_status=in-progress; auth_expires=2026-05-06T14:25:42Z; last_session=${firstId}`;
  const withCookies = honestCalls.map((call) => ({ ...call, cookie }));
  const { broken } = await judgeCalls([...withCookies, ...oddCalls]);
  expect(broken).toEqual([]);
});

const alice = { token: aliceToken };
const get = (to: string, body: unknown, others: Partial<AppCall> = {}): AppCall => ({
  to,
  ...alice,
  body,
  ...others,
});
const newest = job({
  submitted_at: '2026-05-06T14:50:00Z',
  updated_at: '2026-05-06T14:51:00Z',
  job_id: secondId,
});

test.each<[string, readonly AppCall[]]>([
  [
    'status-order',
    [get(listPath, [job()]), get(listPath, [job({ status: 'queued', updated_at: '2026-05-06T15:00:01Z' })])],
  ],
  [
    'final-stays',
    [
      get(detailPath(firstId), job({ status: 'failed' })),
      get(detailPath(firstId), job({ status: 'paused', updated_at: '2026-05-06T15:00:01Z' })),
    ],
  ],
  ['status-vocabulary', [get(detailPath(firstId), job({ status: 'Enrichment Started' }))]],
  ['list-newest-first', [get(listPath, [job(), newest])]],
  ['list-no-duplicates', [get(listPath, [job(), job()])]],
  ['list-shape', [get(listPath, { jobs: [job()] })]],
  [
    'list-agrees-with-detail',
    [get(listPath, [job()]), get(detailPath(firstId), job({ status: 'paused' })), get(listPath, [job()])],
  ],
  ['detail-identity', [get(detailPath(firstId), newest)]],
  ['detail-shape', [get(detailPath(firstId), { job_id: firstId, status: 'queued' })]],
  ['instants-in-utc', [get(detailPath(firstId), job({ updated_at: '2026-05-06 14:25' }))]],
  [
    'updated-never-back',
    [get(detailPath(firstId), job()), get(detailPath(firstId), job({ updated_at: '2026-05-06T14:24:00Z' }))],
  ],
  [
    'submitted-never-changes',
    [get(listPath, [job()]), get(listPath, [job({ submitted_at: '2026-05-06T14:23:12Z' })])],
  ],
  ['results-contact-shape', [get(resultsPath(firstId), page([person({ job_title: 7 })]))]],
  ['results-identity', [get(resultsPath(firstId), page(people(1), { job_id: secondId }))]],
  [
    'results-pages-full',
    [get(resultsPath(firstId, '?page=1&page_size=2'), page(people(1), { total_records: 9, page_size: 2 }))],
  ],
  [
    'results-page-echoed',
    [get(resultsPath(firstId, '?page=2&page_size=2'), page(people(2), { total_records: 9, page_size: 2 }))],
  ],
  ['unauthorized-body', [get(listPath, 'No.', { status: 401, headers: { 'content-type': 'text/plain' } })]],
  ['not-found-envelope', [get(detailPath(firstId), { error: 'gone' }, { status: 404 })]],
  [
    'server-error-envelope',
    [get(listPath, 'Oops', { status: 500, headers: { 'content-type': 'text/plain' } })],
  ],
  ['errors-tell-no-inside', [get(listPath, 'Traceback (most recent call last):', { status: 500 })]],
  ['answers-fresh', [get(listPath, [job()], { headers: { age: '90' } })]],
  ['not-publicly-cached', [get(listPath, [job()], { headers: { 'cache-control': 'public, max-age=60' } })]],
  [
    'validators-change',
    [get(listPath, [job()], { headers: { etag: '"1"' } }), get(listPath, [], { headers: { etag: '"1"' } })],
  ],
  [
    'rejections-not-kept',
    [
      get(
        detailPath(firstId),
        { detail: 'Not found.' },
        { status: 404, headers: { 'cache-control': 'max-age=60' } },
      ),
    ],
  ],
  ['results-records-alike', [get(resultsPath(firstId), page([person(), person({ extra: 1 })]))]],
  ['submission-tells-job', [{ to: submitPath, method: 'POST', ...alice, status: 201, body: { ok: true } }]],
  ['token-not-echoed', [get(listPath, [job()], { headers: { 'x-debug': aliceToken } })]],
])('a breach of %s is found in the traffic of an app', async (id, calls) => {
  const all = [
    get(listPath, [job({ job_id: '5f0c1d9e-3b7a-4c2d-8e6f-a1b2c3d4e5f6' })], {
      token: 'other-user-token-1',
      at: -20,
    }),
    ...calls,
  ];
  const { broken, reports } = await judgeCalls(all);
  expect(broken).toContain(id);
  const again = await runContractInProcess([
    'judge',
    join(reports, 'broken', `${id}.har`),
    '--only',
    id,
    '--strict',
  ]);
  expect(again.stdout).toContain(` ${id}: `);
});

test('a resumed job may go on, and a job that another user sees is another life', async () => {
  const paused = job({ status: 'paused' });
  const resumed: AppCall = {
    to: controlPath,
    method: 'POST',
    ...alice,
    requestBody: JSON.stringify({ csv_file_id: firstId, action: 'resume' }),
    body: { status: 'in-progress' },
  };
  const { broken } = await judgeCalls([
    get(listPath, [newest, paused]),
    resumed,
    get(listPath, [newest, job({ updated_at: '2026-05-06T15:00:03Z' })]),
    // Another tenant of the same app: its list has other jobs, and none of the first user.
    get(listPath, [], { token: bobToken }),
    get(listPath, [newest, job({ updated_at: '2026-05-06T15:00:03Z' })]),
  ]);
  expect(broken).toEqual([]);
});

describe('in a file without credentials', () => {
  const headers = { 'cache-control': 'public, max-age=60' };

  test('a response counts as one to a request with a token', async () => {
    const { broken } = await judgeCalls([get(listPath, [job()], { headers })], chrome);
    expect(broken).toContain('not-publicly-cached');
  });

  test('a rejection counts as one of a wrong token, not of a missing one', async () => {
    const body = { message: 'Invalid or expired token' };
    const rejected = get(listPath, body, { status: 401, headers: { 'cache-control': 'max-age=60' } });
    const [stripped, whole] = [
      await judgeCalls([rejected], chrome),
      await judgeCalls([{ ...rejected, token: undefined }, get(listPath, [])]),
    ];
    expect([stripped.broken, whole.broken].map((ids) => ids.includes('rejections-not-shared'))).toEqual([
      false,
      true,
    ]);
  });
});

test('the other clauses are unobserved with the true reason', async () => {
  const { clauses, stdout } = await judgeCalls(honestCalls, chrome);
  const reason = (id: string) => clauses.find((one) => one.id === id)?.reason;
  expect(reason('list-answers')).toBe('not observed: whether the token was valid; the file does not say it');
  expect(reason('slash-redirect')).toMatch(/requests that only the suite sends/);
  expect(reason('results-csv-complete')).toMatch(/^not observed: /);
  expect(stdout).not.toContain('--allow-writes');
  expect(stdout).not.toContain('CONTRACT_OTHER_TOKEN');
});

test('the written evidence gives the same verdicts again', async () => {
  const first = await judgeCalls([...honestCalls, get(listPath, [job(), newest])]);
  const again = await runContractInProcess([
    'judge',
    join(first.reports, 'evidence.har'),
    '--report-dir',
    join(folder, 'again'),
  ]);
  expect([first.status, again.status]).toEqual([1, 1]);
  const { clauses } = JSON.parse(readFileSync(join(folder, 'again', 'report.json'), 'utf8'));
  expect(clauses).toEqual(first.clauses);
});
