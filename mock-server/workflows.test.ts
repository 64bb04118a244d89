// The Arazzo workflows beside the document: Redocly's CLI runs them against the mock, as a user would.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Entry, Har } from 'har-format';
import { parse } from 'yaml';

import { type MockOnPort, runningMock } from './testing/running-mock.ts';
import { lifeCycle } from './testing/shipped.ts';

const text = readFileSync('openapi/enrichment.arazzo.yaml', 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'workflows-'));
const copy = join(folder, 'enrichment.arazzo.yaml');

let mock: MockOnPort;
beforeAll(async () => {
  copyFileSync('openapi/enrichment.yaml', join(folder, 'enrichment.yaml'));
  // No test waits: the jobs here move from poll to poll.
  writeFileSync(copy, text.replace(/retryAfter: \d+/, 'retryAfter: 0'));
  mock = await runningMock();
});
afterAll(async () => {
  await mock.stop();
  rmSync(folder, { recursive: true });
});

/** @returns the exit status, and each request: the last words of its path, the HTTP status and the status of the job */
async function run(scenario: string, ...args: readonly string[]) {
  const recording = join(folder, `${scenario}.har`);
  const inputs = JSON.stringify({ token: `alice-token~${scenario}`, company: `scenario:${scenario}` });
  const child = spawn(
    process.execPath,
    [
      'tools/node_modules/@redocly/cli/bin/cli.js',
      'respect',
      copy,
      `--server=enrichment=${mock.url}`,
      `--input=${inputs}`,
      `--har-output=${recording}`,
      ...args,
    ],
    {
      env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
      stdio: 'ignore',
    },
  );
  const status = await new Promise((resolve) => child.on('close', resolve));
  const { log } = JSON.parse(readFileSync(recording, 'utf8')) as Har;
  return { status, requests: log.entries.map(formatEntry) };
}

function formatEntry({ request, response }: Entry): string {
  const [, name = request.url] = /([a-z-]+)\/(?:[-0-9a-f]{36}\/)?$/.exec(request.url) ?? [];
  const body = JSON.parse(response.content.text ?? '{}') as { readonly status?: string };
  return [name, response.status, ...(body.status === undefined ? [] : [body.status])].join(' ');
}

test('both workflows run to their end, and every response matches the document', async () => {
  expect(await run('by-polls')).toEqual({
    status: 0,
    requests: [
      'submit 201 queued',
      'status 200 queued',
      'status 200 queued',
      'status 200 in-progress',
      'status 200 in-progress',
      'status 200 completed',
      'result 200',

      'submit 201 queued',
      'status 200 queued',
      'status 200 queued',
      'status 200 in-progress',
      'enrichment-control 200 paused',
      'status 200 paused',
      'result 200',
      'enrichment-control 200 in-progress',
      'status 200 in-progress',
      'status 200 completed',
      'result 200',
    ],
  });
});

test('a workflow stops polling a job that failed, and fails', async () => {
  expect(await run('fails-by-polls', '--workflow=enrich')).toEqual({
    status: 1,
    requests: [
      'submit 201 queued',
      'status 200 queued',
      'status 200 in-progress',
      'status 200 in-progress',
      'status 200 failed',
    ],
  });
});

test('the workflows poll as the document advises', () => {
  const { components } = parse(text) as {
    components: { failureActions: Record<string, { retryAfter: number; criteria: { condition: string }[] }> };
  };
  const { retryAfter, criteria } = components.failureActions['poll-again'] ?? {};
  const pace = lifeCycle.polling.smallJobs;
  expect(retryAfter).toBeGreaterThanOrEqual(pace['from-seconds']);
  expect(retryAfter).toBeLessThanOrEqual(pace['to-seconds']);
  const unfinished = lifeCycle.apiStatuses.filter((status) => !lifeCycle.endsPolling(status));
  expect(criteria?.at(-1)?.condition).toBe(`^(${unfinished.join('|')})$`);
});

test('other tools can read the file: it has no YAML aliases', () => {
  expect(text).not.toMatch(/(^|\s)[&*][a-z]/);
});
