import type { RequestListener } from 'node:http';

import { firstId, job, secondId } from '../testing/exchanges.ts';
import { serve, stopAll } from '../testing/serve.ts';
import { surveyTarget } from '../testing/surveyed.ts';

afterEach(stopAll);

const listPath = '/api/v1/enrichment/status/';
const json = { 'Content-Type': 'application/json' };

/** Answers requests for the list with these jobs, and all others with 404. */
const withList =
  (body: unknown, status = 200, headers: Readonly<Record<string, string>> = json): RequestListener =>
  ({ url }, response) => {
    const known = url === listPath;
    response
      .writeHead(known ? status : 404, known ? headers : json)
      .end(JSON.stringify(known ? body : { detail: 'Not found.' }));
  };

/** The message of a survey of such a server, without its URL. */
const sentenceFrom = async (listener: RequestListener) => {
  const { url } = await serve(listener);
  const failed = await surveyTarget(url).then(String, (error: { readonly message: string }) => error.message);
  return failed.replaceAll(url, 'URL');
};

describe('the survey stops with one sentence if the target', () => {
  test.each<[string, number, Readonly<Record<string, string>>, string]>([
    [
      'refuses the token',
      401,
      json,
      `The target rejected the token (status 401 for URL${listPath}). Check that the token is valid for this target.`,
    ],
    [
      'forbids it',
      403,
      json,
      `The target rejected the token (status 403 for URL${listPath}). Check that the token is valid for this target.`,
    ],
    [
      'returns 429',
      429,
      { 'Retry-After': '3600' },
      `The target throttles the token (status 429 for URL${listPath}). Try again later.`,
    ],
    [
      'is a proxy alone',
      503,
      {},
      `The target is not available (status 503 for URL${listPath}). Try again later.`,
    ],
    [
      'is behind a captive portal',
      511,
      { 'Content-Type': 'text/html' },
      `The network requires a login (status 511 for URL${listPath}). Log in to the network, or check HTTPS_PROXY.`,
    ],
    [
      'redirects',
      302,
      { Location: 'https://elsewhere.example/canary-token' },
      `The target redirects URL${listPath} to https://elsewhere.example/[redacted]. The suite sends a token only to the base URL. If the new address is correct, use it as the base URL.`,
    ],
    [
      'redirects without a location',
      301,
      {},
      `The target redirects URL${listPath} to nowhere. The suite sends a token only to the base URL. If the new address is correct, use it as the base URL.`,
    ],
    [
      'returns a web page',
      200,
      { 'Content-Type': 'Text/HTML; charset=utf-8' },
      `URL${listPath} returned a web page instead of JSON. Is there a login page or a proxy in front of the API?`,
    ],
    [
      'has no such API',
      404,
      {},
      `There is no enrichment API at URL: URL${listPath} and URL/backend${listPath} returned 404. Check the base URL.`,
    ],
  ])('%s', async (_, status, headers, sentence) => {
    expect(await sentenceFrom(withList(null, status, headers))).toBe(sentence);
  });

  test('cannot be reached', async () => {
    const { url, host, stop } = await serve(() => undefined);
    await stop();
    await expect(surveyTarget(url)).rejects.toThrow(
      `The target cannot be reached: ${host}: the connection was refused; no server listens at this address.`,
    );
  });
});

test('the survey finds the prefix of the API, and the requests for that are not evidence', async () => {
  const { url } = await serve((request, response) => {
    const page = request.url === listPath;
    const found = request.url === `/backend${listPath}`;
    response
      .writeHead(found || page ? 200 : 404, page ? { 'Content-Type': 'text/html' } : json)
      .end(found ? '[]' : '<p>');
  });
  const { target, exchanges } = await surveyTarget(url);
  expect(target.baseUrl).toBe(`${url}/backend`);
  expect(exchanges[0]).toMatchObject({ tag: 'list', request: { url: `${url}/backend${listPath}` } });
});

test('the token goes only to the given host, wherever links and redirects lead', async () => {
  const elsewhere = await serve((_, response) => response.writeHead(200, json).end('[]'));
  const { url, requests } = await serve(({ url: path = '' }, response) => {
    const page = { count: 1, previous: null, results: [job()], next: `${elsewhere.url}${listPath}?page=2` };
    const isList = path.startsWith(listPath) && !path.includes('-');
    if (isList)
      return response.writeHead(200, { ...json, Location: elsewhere.url }).end(JSON.stringify(page));
    return response
      .writeHead(307, { Location: `${elsewhere.url}${path}`, Refresh: `0; url=${elsewhere.url}` })
      .end();
  });
  const { exchanges } = await surveyTarget(url, { otherToken: 'other-token', watchMs: 5000 });
  expect(elsewhere.requests).toEqual([]);
  expect(requests.map(({ path }) => path)).toContain(`${listPath}?page=2`);
  expect(exchanges.every(({ request }) => request.url.startsWith(url))).toBe(true);
});

/** The queries of the requested pages if each page has this link to the next. */
async function pagesAsked(linkFrom: (page: number) => string | null): Promise<readonly string[]> {
  const { url } = await serve(({ url: path = '' }, response) => {
    const page = Number(new URL(path, 'http://host').searchParams.get('page') ?? 1);
    const body = { count: 9, next: linkFrom(page), previous: null, results: [job({ job_id: `j-${page}` })] };
    response.writeHead(200, json).end(JSON.stringify(body));
  });
  const { exchanges } = await surveyTarget(url);
  return exchanges.filter(({ tag }) => tag === 'list-page').map(({ request }) => new URL(request.url).search);
}

describe('pages', () => {
  test.each<[string, (page: number) => string | null, readonly string[]]>([
    ['are followed to the last', (page) => (page < 3 ? `?page=${page + 1}` : null), ['?page=2', '?page=3']],
    [
      'are followed three times',
      (page) => `http://internal:8000/x?page=${page + 1}`,
      [2, 3, 4].map((n) => `?page=${n}`),
    ],
    ['are not followed to an invalid address', () => 'http://[', []],
    ['are not followed without a query', () => listPath, []],
  ])('%s', async (_, linkFrom, queries) => {
    expect(await pagesAsked(linkFrom)).toEqual(queries);
  });
});

test('an id that is not a UUID is sent as one path segment, whatever it contains', async () => {
  const ids = ['../../admin', 'a b?c#d', '$& {job_id}', '\ud800', 'ü/%2e'];
  const { url, requests } = await serve(withList(ids.map((id) => job({ job_id: id }))));
  await surveyTarget(url);
  const paths = new Set(requests.map(({ path }) => path));
  expect([...paths]).toEqual(
    expect.arrayContaining(
      ['..%2F..%2Fadmin', 'a%20b%3Fc%23d', '%24%26%20%7Bjob_id%7D', '%EF%BF%BD', '%C3%BC%2F%252e'].map(
        (id) => `${listPath}${id}/`,
      ),
    ),
  );
});

test.each<[string, readonly unknown[], number, number]>([
  ['jobs are watched for the requested time, and then the list twice more', [job()], 2500, 5],
  ['no job is watched if that time is zero', [job()], 0, 0],
  ['no job is watched if there is none', [], 2500, 0],
])('%s', async (_, jobs, watchMs, rounds) => {
  const { url } = await serve(withList(jobs));
  const { exchanges } = await surveyTarget(url, { watchMs });
  expect(exchanges.filter(({ tag }) => tag === 'watch-list')).toHaveLength(rounds);
});

test('with many jobs the survey requests a few: the newest, the oldest, and one in each status', async () => {
  const statuses = ['queued', 'in-progress', 'completed', 'failed', 'paused'];
  const jobs = Array.from({ length: 40 }, (_, index) =>
    job({ job_id: `j-${index}`, status: index > 30 && index < 36 ? statuses[index - 31] : 'completed' }),
  );
  const { url } = await serve(withList(jobs));
  const { exchanges } = await surveyTarget(url);
  const samples = exchanges.filter(({ tag }) => tag === 'detail').map(({ jobId }) => jobId);
  // The server finds none of them, so that the first ones are requested again.
  expect([...new Set(samples)]).toEqual(['j-0', 'j-35', 'j-34', 'j-32', 'j-31', 'j-39']);
});

test('all requests are GET, HEAD or OPTIONS, and each invalid credential is tried on list and job', async () => {
  const { url, requests } = await serve(withList([job()]));
  await surveyTarget(url, { otherToken: 'other-token', expiredToken: 'expired-token' });
  expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(['GET', 'HEAD', 'OPTIONS']));
  const sendTo = (path: string) =>
    requests.filter((request) => request.path === path).map(({ headers }) => headers.authorization);
  const everywhere = [
    undefined,
    'Bearer canary-tokeb',
    'Bearer canary-tokenx',
    'Bearer canary-tokeN',
    'canary-token',
    'Bearer expired-token',
  ];
  // The next run exchanges these.
  const onList = ['Bearer anary-token', 'Basic canary-token'];
  const onJob = ['Bearer', `Basic ${btoa('canary-token:')}`, 'Token canary-token'];
  expect(sendTo(listPath)).toEqual(expect.arrayContaining([...everywhere, ...onList]));
  expect(sendTo(`${listPath}${firstId}/`)).toEqual(expect.arrayContaining([...everywhere, ...onJob]));
});

test("the survey requests another user's jobs with the caller's token, and stores no token", async () => {
  const { url, requests } = await serve(({ url: path = '', headers }, response) => {
    const theirs = headers.authorization === 'Bearer other-token';
    const status = path === listPath ? 200 : 404;
    response.writeHead(status, json).end(JSON.stringify(theirs ? [job({ job_id: secondId })] : []));
  });
  const { exchanges, target } = await surveyTarget(url, { otherToken: 'other-token' });
  const shown = exchanges.find(({ tag }) => tag === 'foreign-job');
  expect([shown?.jobId, shown?.request.headers[0]]).toEqual([
    secondId,
    ['Authorization', 'Bearer $CONTRACT_TOKEN'],
  ]);
  const senders = requests.filter(({ path }) => path.includes(secondId));
  // A shared cache would return to the caller what the owner has just read.
  expect(senders.slice(0, 2).map(({ headers }) => headers.authorization)).toEqual([
    'Bearer other-token',
    'Bearer canary-token',
  ]);
  expect(
    senders.slice(2).map(({ method, path }) => `${method} ${path.slice(path.indexOf('/enrichment'))}`),
  ).toEqual([
    `HEAD /enrichment/status/${secondId}/`,
    `GET /enrichment/result/${secondId}/?report_type=csv`,
    `GET /enrichment/status/${secondId}`,
    `GET /enrichment/status/${secondId}/?format=csv`,
    `GET /enrichment/result/${secondId}/`,
  ]);
  expect(requests.map(({ path }) => path)).toContain(`${listPath}${secondId.toUpperCase()}/`);
  expect(target).toMatchObject({ hasOtherToken: true, hasExpiredToken: false });
});
