import { ownJob } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';

const asked = async (readings: Readonly<Record<string, string>>, seconds = 0) => {
  const mock = mockUnderTest({ readings });
  mock.wait(seconds);
  return JSON.parse((await mock.ask(`GET ${ownJob}`)).body) as Readonly<Record<string, string>>;
};

test.each([
  ['seconds', 'z', '2026-05-06T14:25:40Z'],
  ['milliseconds', 'z', '2026-05-06T14:25:40.560Z'],
  ['microseconds', 'z', '2026-05-06T14:25:40.560000Z'],
  ['seconds', 'offset', '2026-05-06T14:25:40+00:00'],
  ['milliseconds', 'offset', '2026-05-06T14:25:40.560+00:00'],
])('in the readings "%s" and "%s" a timestamp is %s', async (timestamps, designator, want) => {
  const response = await asked({ timestamps, 'utc-designator': designator });
  expect([response['submitted_at'], response['updated_at']]).toEqual([want, want]);
});

test('in microseconds the fraction is omitted if and only if it is zero', async () => {
  const { ask } = mockUnderTest({ readings: { timestamps: 'microseconds' } });
  const submitted = await ask('POST /api/v1/enrichment/submit/', { body: { records: [{}] } });
  const { job_id: id } = JSON.parse(submitted.body) as { job_id: string };
  const response = JSON.parse((await ask(`GET /api/v1/enrichment/status/${id}/`)).body) as {
    submitted_at: string;
  };
  expect(response.submitted_at).toBe('2026-05-06T14:25:42Z');
});

test.each([
  ['plain', '404 {"detail":"Not found."}'],
  ['named', '404 {"detail":"No EnrichmentJob matches the given query."}'],
])('in the reading "%s" of not-found a job of another user is %s', async (reading, want) => {
  const { ask } = mockUnderTest({ readings: { 'not-found': reading } });
  expect((await ask(`GET ${ownJob}`, { token: 'bob-token' })).line).toBe(want);
  expect((await ask(`GET ${ownJob}?format=xml`)).line).toBe('404 {"detail":"Not found."}');
});

test('a job has four fields in the order of the documentation', async () => {
  expect(Object.keys(await asked({}))).toEqual(['job_id', 'status', 'submitted_at', 'updated_at']);
});

test('reading a job does not change it', async () => {
  const mock = mockUnderTest();
  mock.wait(30);
  const response = [await mock.ask(`GET ${ownJob}`), await mock.ask(`GET ${ownJob}`)];
  mock.wait(0.9);
  expect(new Set([...response, await mock.ask(`GET ${ownJob}`)].map(({ body }) => body)).size).toBe(1);
});

test('updated_at changes with the status, and once more while the job is "completed"', async () => {
  const seen: string[] = [];
  const mock = mockUnderTest();
  for (let second = 0; second < 400; second += 1) {
    const { status, updated_at: at } = JSON.parse((await mock.ask(`GET ${ownJob}`)).body) as Record<
      string,
      string
    >;
    if (seen.at(-1) !== `${status} ${at}`) seen.push(`${status} ${at}`);
    mock.wait(1);
  }
  expect(seen).toEqual([
    'queued 2026-05-06T14:25:40Z',
    'queued 2026-05-06T14:25:52Z',
    'in-progress 2026-05-06T14:26:00Z',
    'completed 2026-05-06T14:27:25Z',
    'completed 2026-05-06T14:28:04Z',
  ]);
});
