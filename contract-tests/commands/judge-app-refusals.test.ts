// Tests `contract judge` with HAR files of which nothing, or only a part, can be judged.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { aliceToken, honestCalls } from '../testing/app-session.ts';
import { chrome, chromeInFull } from '../testing/app-hars.ts';
import { prepareAppJudging } from '../testing/judge-calls.ts';
import { runContractInProcess } from '../testing/command-inside.ts';
import { job, secondId } from '../testing/exchanges.ts';

const { folder, judgeCalls } = prepareAppJudging();

test('a file without the API ends with 3 and says where to look', async () => {
  const file = join(folder, 'other.har');
  const elsewhere = [{ to: 'https://cdn.example/x.js' }];
  writeFileSync(file, JSON.stringify(chromeInFull.write(elsewhere)));
  const { status, stderr } = await runContractInProcess(['judge', file]);
  expect([status, stderr]).toEqual([
    3,
    expect.stringContaining(
      'has no request of the API: no entry has a path such as /api/v1/enrichment/status/.',
    ),
  ]);
});

test('a file whose requests of the API cannot be judged ends with 3 and says why', async () => {
  const file = join(folder, 'empty.har');
  writeFileSync(file, JSON.stringify(chrome.write([])));
  const { status, stderr } = await runContractInProcess(['judge', file]);
  expect([status, stderr]).toEqual([
    3,
    expect.stringMatching(
      /but none that can be judged: .*1 without its body, which the program did not store/,
    ),
  ]);
});

test('--base-url names one of several servers, and is refused for the evidence of a run', async () => {
  const calls = [
    ...honestCalls,
    {
      to: 'https://stage.example/api/v1/enrichment/status/',
      token: aliceToken,
      body: [job(), job({ job_id: secondId, submitted_at: '2026-05-06T14:50:00Z' })],
    },
  ];
  expect((await judgeCalls(calls)).broken).toEqual([]);
  expect((await judgeCalls(calls, chromeInFull, '--base-url', 'https://stage.example')).broken).toContain(
    'list-newest-first',
  );
  const har = join((await judgeCalls(honestCalls)).reports, 'evidence.har');
  const { status, stderr } = await runContractInProcess(['judge', har, '--base-url', 'https://app.example']);
  expect([status, stderr]).toEqual([2, expect.stringContaining('is the evidence of a run')]);
});
