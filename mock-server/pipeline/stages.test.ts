// The stages of a request: their order, and what comes between them.
import { readFileSync } from 'node:fs';

import { getDefaultReadings } from '../../openapi/questions.ts';
import { duration } from '../../time/time.ts';
import { handlers } from '../api/index.ts';
import { createEngine } from '../engine.ts';
import { base, ownJob, ownJobId } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';
import { isPromise } from '../portions/portions.ts';
import { failLoudly, fixture, spec, start } from '../testing/shipped.ts';
import { stages } from './stages.ts';

const record = { records: [{ first_name: 'Ada' }] };

test('ARCHITECTURE.md shows the stages in the order of the table', () => {
  const [, section = ''] = readFileSync('ARCHITECTURE.md', 'utf8').split('## A request to the mock');
  const [, picture = ''] = section.split('```');
  const shown = [...picture.matchAll(/^ {2}(\w+)/gm)].map(([, name]) => name);
  expect(shown).toEqual(stages.map(({ name }) => name));
  expect(shown).toHaveLength(13);
});

const bearer = { host: 'a', authorization: 'Bearer alice-token' };
const json = { ...bearer, 'content-type': 'application/json' };

test.each<[string, string, Readonly<Record<string, string>>, string]>([
  [`GET ${ownJob}`, 'a status', bearer, ''],
  [`HEAD ${base}/status/`, 'a list without its body', bearer, ''],
  [`OPTIONS ${base}/status/`, 'a description', bearer, ''],
  [`GET ${base}/status/`, 'a refusal', {}, ''],
  ['GET /nothing', 'a page', bearer, ''],
  [`POST ${base}/submit/`, 'a submission', json, JSON.stringify(record)],
  [`POST ${base}-control/`, 'an action', json, `{"csv_file_id":"${ownJobId}","action":"pause"}`],
])('%s gets %s in one synchronous call', (line, _, headers, body) => {
  const engine = createEngine({
    model: { spec, readings: getDefaultReadings(spec.questions) },
    handlers,
    worlds: { fixture, speed: 1, frozen: false, max: 10, idle: duration(3_600_000) },
    journal: 10,
    now: () => start,
    wait: () => Promise.resolve(),
    onCrash: (error) => failLoudly(String(error)),
  });
  const [method = '', target = ''] = line.split(' ');
  const context = engine.respond({ method, target, headers, body });
  if (isPromise(context)) throw new Error('It waits.');
  const { request, received, parsed } = context;
  // The response may take long to send, and a body is large.
  expect([request.body, received.body, context.body, parsed]).toEqual(['', '', undefined, undefined]);
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
