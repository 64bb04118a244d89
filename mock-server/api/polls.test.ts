// Jobs that move by polls: which requests count, and which do not.
import { base } from '../testing/answers.ts';
import { mockUnderTest, type MockUnderTest } from '../testing/mock-under-test.ts';

const carol = { token: 'carol-token' };

/** A mock in which carol has submitted a job that counts polls. */
async function mockWithJob(readings: Readonly<Record<string, string>> = {}) {
  const mock = mockUnderTest({ readings });
  const id = await submitted(mock);
  return { ...mock, id };
}

async function submitted({ ask }: Pick<MockUnderTest, 'ask'>): Promise<string> {
  const body = { records: [{ company_name: 'scenario:by-polls' }] };
  const responses = await ask(`POST ${base}/submit/`, { ...carol, body });
  return (JSON.parse(responses.body) as { job_id: string }).job_id;
}

const statusIn = (body: string) => (JSON.parse(body) as { status: string }).status;

test('a job is in progress after the second poll and completed after the fourth, without any time passing', async () => {
  const { ask, id } = await mockWithJob();
  const seen: string[] = [];
  for (let polls = 0; polls < 6; polls += 1)
    seen.push(statusIn((await ask(`GET ${base}/status/${id}/`, carol)).body));
  expect(seen).toEqual(['queued', 'queued', 'in-progress', 'in-progress', 'completed', 'completed']);
});

test('time alone does not change the job, and updated_at is the time of the poll that did', async () => {
  const { ask, id, wait } = await mockWithJob();
  wait(100_000);
  await ask(`GET ${base}/status/${id}/`, carol);
  await ask(`GET ${base}/status/${id}/`, carol);
  wait(50);
  const { body } = await ask(`GET ${base}/status/${id}/`, carol);
  expect(JSON.parse(body)).toEqual({
    job_id: id,
    status: 'in-progress',
    submitted_at: '2026-05-06T14:25:42Z',
    updated_at: '2026-05-07T18:12:22Z',
  });
});

test('a list counts as a poll of each job in it', async () => {
  const { ask, id } = await mockWithJob();
  const other = await submitted({ ask });
  await ask(`GET ${base}/status/`, carol);
  await ask(`GET ${base}/status/`, carol);
  const responses = [id, other].map((one) => ask(`GET ${base}/status/${one}/`, carol));
  expect((await Promise.all(responses)).map(({ body }) => statusIn(body))).toEqual([
    'in-progress',
    'in-progress',
  ]);
});

test('a page of a list counts as a poll of the jobs on it', async () => {
  const { ask, id } = await mockWithJob({ 'list-envelope': 'page-number' });
  const other = await submitted({ ask });
  await ask(`GET ${base}/status/?page_size=1`, carol);
  await ask(`GET ${base}/status/?page_size=1`, carol);
  const responses = [id, other].map((one) => ask(`GET ${base}/status/${one}/`, carol));
  expect((await Promise.all(responses)).map(({ body }) => statusIn(body))).toEqual(['queued', 'in-progress']);
});

test('no other request counts, no error, and no user without access to the job', async () => {
  const { ask, id } = await mockWithJob();
  await ask(`GET ${base}/result/${id}/`, carol);
  await ask(`GET ${base}/status/${id}/`);
  await ask(`GET ${base}/status/${id}/`, { token: 'nobody-token' });
  await ask(`GET ${base}/status/${id}`, carol);
  await ask(`GET ${base}/status/${id}/`, { token: 'carol-token~elsewhere' });
  await ask(`GET ${base}/status/${id}/`, carol);
  expect(statusIn((await ask(`GET ${base}/status/${id}/`, carol)).body)).toBe('queued');
  expect(statusIn((await ask(`GET ${base}/status/${id}/`, carol)).body)).toBe('in-progress');
});

test('polls of jobs that do not count them are not logged in the world', async () => {
  const { ask, worlds, wait } = mockUnderTest();
  await ask(`GET ${base}/status/`);
  wait(1);
  await ask(`GET ${base}/status/`);
  expect(worlds.get('default')?.log.length).toBe(0);
});
