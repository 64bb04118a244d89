// The metrics as Prometheus collects them; a strict parser reads all of them.
import { readFileSync } from 'node:fs';

import { formatFamilies, mergeFamilies, type Family } from '../metrics/family.ts';
import { createHistogram } from '../metrics/histogram.ts';
import { createRequestMeter } from '../metrics/request-meter.ts';
import { ownJob } from '../testing/answers.ts';
import { sendRequest } from '../testing/http-client.ts';
import { parseMetrics } from '../testing/parse-metrics.ts';
import { type MockOnPort, runningMock } from '../testing/running-mock.ts';

let mock: MockOnPort;
beforeAll(async () => {
  mock = await runningMock();
});
afterAll(() => mock.stop());

const scrape = async () => {
  const { status, headers, body } = await sendRequest(`${mock.url}/__mock__/metrics`);
  expect([status, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  return { families: parseMetrics(body), body };
};

const find = (families: ReturnType<typeof parseMetrics>, name: string) =>
  families.find((family) => family.name === `enrichment_mock_${name}`)?.samples ?? [];

test('requests are counted by operation, method and status, and bad ones share one name', async () => {
  const headers = { Authorization: 'Bearer alice-token~counted' };
  const submit = { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: '{}' };
  await sendRequest(`${mock.url}${ownJob}`, { headers });
  await sendRequest(`${mock.url}${ownJob}`);
  await sendRequest(`${mock.url}/api/v1/enrichment/submit/`, submit);
  for (const path of ['/x/', '/y/', '/api/v1/z/']) await sendRequest(`${mock.url}${path}`);
  await sendRequest(`${mock.url}${ownJob}`, { method: 'PROPFIND' });
  const { families } = await scrape();
  const counted = find(families, 'requests_total').map(
    ({ labels, value }) => `${labels['operation']} ${labels['method']} ${labels['status']}: ${value}`,
  );
  expect(counted).toEqual(
    expect.arrayContaining([
      'getStatus GET 200: 1',
      'getStatus GET 401: 1',
      'submitEnrichment POST 400: 1',
      'unknown GET 404: 3',
      'unknown other 401: 1',
    ]),
  );
});

test('requests to the control API and to the pages have their own names', async () => {
  for (const path of ['api/worlds/default/clock', 'login', 'health/live'])
    await sendRequest(`${mock.url}/__mock__/${path}`);
  const wait = `${mock.url}/__mock__/api/worlds/default/requests/wait?count=0`;
  await sendRequest(wait, { method: 'POST' });
  const { families } = await scrape();
  const names = find(families, 'requests_total').map(({ labels }) => labels['operation']);
  expect(names).toEqual(expect.arrayContaining(['control', 'control_waiting', 'pages', 'health']));
});

test('worlds, entries, connections, memory and the store are there', async () => {
  const { families } = await scrape();
  const documented = readFileSync('docs/operations.md', 'utf8');
  for (const { name } of families) expect(documented).toContain(`| \`${name}\` |`);
  const [worlds] = find(families, 'worlds');
  const [entries] = find(families, 'log_entries_total');
  expect([worlds?.value, (entries?.value ?? 0) > 0, find(families, 'store_up')[0]?.value]).toEqual([
    2,
    true,
    1,
  ]);
});

test('no label holds what a client made up', async () => {
  const headers = { Authorization: 'Bearer alice-token~made-up-4711' };
  await sendRequest(`${mock.url}/made-up-4711/?made-up-4711`, { headers });
  await sendRequest(`${mock.url}/__mock__/api/worlds/made-up-4711/clock`);
  await sendRequest(`${mock.url}/__mock__/api/made-up-4711`, { headers });
  await sendRequest(`${mock.url}${ownJob}`, { headers, method: 'MADEUP' });
  expect((await scrape()).body).not.toMatch(/4711|MADEUP|alice/i);
});

test('a histogram puts each value into its bucket and all larger ones', () => {
  const histogram = createHistogram([0.1, 1]);
  for (const value of [0.05, 0.1, 0.5, 1, 2]) histogram.observe(value);
  const family: Family = {
    name: 'h',
    help: 'Times.',
    type: 'histogram',
    samples: histogram.samples({ a: 'b' }),
  };
  expect(formatFamilies([family])).toBe(
    [
      '# HELP h Times.',
      '# TYPE h histogram',
      'h_bucket{a="b",le="0.1"} 2',
      'h_bucket{a="b",le="1"} 4',
      'h_bucket{a="b",le="+Inf"} 5',
      'h_sum{a="b"} 3.65',
      'h_count{a="b"} 5',
      '',
    ].join('\n'),
  );
});

test('backslashes, quotes and line feeds are escaped', () => {
  const text = formatFamilies([
    {
      name: 'g',
      help: 'a\\b\n"c"',
      type: 'gauge',
      samples: [{ labels: { x: 'a\\b\n"c"' }, value: Number.NaN }],
    },
  ]);
  expect(text).toBe('# HELP g a\\\\b\\n"c"\n# TYPE g gauge\ng{x="a\\\\b\\n\\"c\\""} NaN\n');
  expect(parseMetrics(text)[0]?.samples[0]?.labels).toEqual({ x: 'a\\b\n"c"' });
});

/** The metrics of a process. */
const collectSome = (status: number, count: number): readonly Family[] => {
  const meter = createRequestMeter();
  for (let times = 0; times < count; times += 1) meter.note('getStatus', 'GET', status, 0.01);
  const gauge = (name: string, together: 'min' | 'max'): Family => ({
    name,
    help: 'A value.',
    type: 'gauge',
    together,
    samples: [{ value: count }],
  });
  return [...meter.collect(), gauge('low', 'min'), gauge('high', 'max')];
};

test('the metrics of several processes are summed, the largest or the smallest', () => {
  const merged = parseMetrics(
    formatFamilies(mergeFamilies([collectSome(200, 2), collectSome(200, 3), collectSome(404, 1)])),
  );
  const values = merged.map(({ name, samples }) => [name, samples.map(({ value }) => value)]);
  expect(values.filter(([name]) => name !== 'enrichment_mock_request_duration_seconds')).toEqual([
    ['enrichment_mock_requests_total', [5, 1]],
    ['low', [1]],
    ['high', [3]],
  ]);
  expect(find(merged, 'request_duration_seconds').find(({ name }) => name.endsWith('_count'))?.value).toBe(6);
});
