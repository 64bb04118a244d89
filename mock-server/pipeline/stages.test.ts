// The stages of a request: their order, and what comes between them.
import { readFileSync } from 'node:fs';

import { base } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';
import { stages } from './stages.ts';

const record = { records: [{ first_name: 'Ada' }] };

test('ARCHITECTURE.md shows the stages in the order of the table', () => {
  const [, section = ''] = readFileSync('ARCHITECTURE.md', 'utf8').split('## A request to the mock');
  const [, picture = ''] = section.split('```');
  const shown = [...picture.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name);
  expect(shown).toEqual(stages.map(({ name }) => name));
  expect(shown).toHaveLength(13);
});

test('no concurrent request is lost', async () => {
  const { ask } = mockUnderTest();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => ask(`POST ${base}/submit/`, { token: 'carol-token', body: record })),
  );
  const made = answers.map(({ body }) => (JSON.parse(body) as { job_id: string }).job_id);
  const listed = JSON.parse((await ask(`GET ${base}/status/`, { token: 'carol-token' })).body) as {
    job_id: string;
  }[];
  expect(new Set(made).size).toBe(20);
  expect(listed.map(({ job_id: id }) => id)).toEqual(made.toReversed());
});

test('a submission in one world is not visible in another', async () => {
  const { ask } = mockUnderTest();
  await ask(`POST ${base}/submit/`, { token: 'carol-token~one', body: record });
  const countOccurrences = async (token: string) =>
    (JSON.parse((await ask(`GET ${base}/status/`, { token })).body) as unknown[]).length;
  expect(
    await Promise.all(['carol-token~one', 'carol-token~two', 'carol-token'].map(countOccurrences)),
  ).toEqual([1, 0, 0]);
});
