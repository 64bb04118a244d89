/** For tests of HAR files: what an app requested in one session, and how an honest API responded. */
import { firstId, job, secondId } from './exchanges.ts';
import { page, people } from './results.ts';

/** One request of the app. */
export interface AppCall {
  readonly method?: string;
  /** A path of the API, with a query, or any URL. */
  readonly to: string;
  readonly token?: string | undefined;
  readonly cookie?: string;
  readonly requestBody?: string;
  readonly status?: number;
  /** A string is sent as it is, anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Seconds after the start of the session; by default two after the call before. */
  readonly at?: number;
  readonly tookMs?: number;
}

export const aliceToken = 'eyJhbGciOiJIUzI1NiJ9.alice7f3kq2.Zx81mmQ0pL';
export const bobToken = 'eyJhbGciOiJIUzI1NiJ9.bobby55vw9.Qq77tRRs3kE';
const alice = { token: aliceToken };

export const listPath = '/backend/api/v1/enrichment/status/';
export const detailPath = (id: string) => `${listPath}${id}/`;
export const resultsPath = (id: string, query = '') => `/backend/api/v1/enrichment/result/${id}/${query}`;
export const submitPath = '/backend/api/v1/enrichment/submit/';
export const controlPath = '/backend/api/v1/enrichment-control/';

const running = job();
const finished = job({ status: 'completed', updated_at: '2026-05-06T15:00:09Z' });
const older = job({
  job_id: secondId,
  status: 'failed',
  submitted_at: '2026-05-05T10:00:00Z',
  updated_at: '2026-05-05T10:20:00Z',
});
const notFound = { status: 404, body: { detail: 'Not found.' } };

/** A person opens the app, looks at the jobs, waits for one, and reads its results. */
export const honestCalls: readonly AppCall[] = [
  {
    to: 'https://cdn.example/app.js',
    body: 'console.log(1)',
    headers: { 'content-type': 'text/javascript' },
  },
  {
    to: 'https://login.example/oauth/token',
    method: 'POST',
    body: { access_token: aliceToken, expires_in: 3600 },
  },
  { method: 'OPTIONS', to: listPath, status: 200, body: '', headers: { 'content-length': '0' } },
  { to: listPath, ...alice, body: [running, older] },
  { to: detailPath(firstId), ...alice, body: running },
  { to: listPath, ...alice, body: [running, older] },
  { to: detailPath(firstId), ...alice, body: finished, at: 20 },
  { to: resultsPath(firstId), ...alice, body: page(people(2)) },
  {
    to: resultsPath(firstId, '?page=2&page_size=1'),
    ...alice,
    body: page(people(1, 2), { total_records: 2, page: 2, page_size: 1 }),
  },
  { to: detailPath(firstId), ...alice, body: finished },
  { to: detailPath('00000000-0000-4000-8000-000000000000'), ...alice, ...notFound },
  {
    to: submitPath,
    method: 'POST',
    ...alice,
    requestBody: '{"records":[{"first_name":"Grace"}]}',
    status: 400,
    body: { records: ['last_name is required.'] },
  },
  {
    to: listPath,
    token: 'stale-token-000111',
    status: 401,
    body: { message: 'Invalid or expired token' },
    headers: { 'www-authenticate': 'Bearer realm="api"' },
  },
];

/** Things that apps ask, and that no promise covers. */
export const oddCalls: readonly AppCall[] = [
  { to: `${listPath}?status=queued&search=Grace`, ...alice, body: [] },
  {
    to: detailPath('undefined'),
    ...alice,
    status: 404,
    body: '<h1>Not Found</h1>',
    headers: { 'content-type': 'text/html' },
  },
  { to: listPath.slice(0, -1), ...alice, status: 301, body: '', headers: { location: listPath } },
  {
    to: resultsPath(secondId, '?page=0&page_size=9999&nonsense=1'),
    ...alice,
    status: 400,
    body: { detail: 'No.' },
  },
  {
    to: listPath,
    ...alice,
    status: 200,
    body: '<html>Log in</html>',
    headers: { 'content-type': 'text/html' },
  },
  { to: detailPath(firstId), method: 'DELETE', ...alice, status: 204, body: '' },
  { to: detailPath(firstId), ...alice, status: 403, body: { detail: 'Blocked by the gateway.' } },
  { to: listPath, ...alice, status: 429, body: 'slow down', headers: { 'content-type': 'text/plain' } },
];
