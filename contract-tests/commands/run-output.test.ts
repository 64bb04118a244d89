// Tests the output of a run.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Judge } from '../verdict/clause.ts';
import { oneClause, quick, run, serveTarget } from '../testing/run-inside.ts';
import { serve, stopAll } from '../testing/serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'contract-voice-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(stopAll);

const kept: Judge = () => ({ verdict: 'kept', exchanges: [] });
const ownTarget = async () => ({
  baseUrl: (await serveTarget()).url,
  token: 'alice-token',
  stop: async () => undefined,
});

describe('the output of a run', () => {
  const env = { CONTRACT_TOKEN: 'alice-token' };
  const reports = join(folder, 'said');

  test('progress names the work and counts the requests', async () => {
    const { url } = await serveTarget();
    const { progressed } = await run([...quick, '--base-url', url], env, oneClause(kept));
    expect(progressed[0]).toBe(`requesting the list: ${url}`);
    expect(progressed.at(-1)).toMatch(/^sending requests that must be rejected: .*; \d+ requests so far$/);
  });

  test('--quiet prints only availability and one line if the contract is kept', async () => {
    const { url } = await serveTarget();
    const args = [...quick, '--quiet', '--report-dir', reports, '--base-url', url];
    const { printed, complained, progressed } = await run(args, env, oneClause(kept));
    expect([printed, complained, progressed]).toEqual([
      [
        expect.stringMatching(
          /^Availability: 100 %: \d+ of \d+ requests were answered\.\nThe contract is kept: 1 promise is kept\.$/,
        ),
      ],
      [],
      [],
    ]);
  });

  test('--json prints only report.json to standard output, and the text for people to standard error', async () => {
    const args = [...quick, '--json', '--report-dir', reports];
    const { printed, complained } = await run(args, {}, { ...oneClause(kept), startTarget: ownTarget });
    expect(printed).toHaveLength(1);
    expect(JSON.parse(printed.join(''))).toEqual(
      JSON.parse(readFileSync(join(reports, 'report.json'), 'utf8')),
    );
    expect(complained[0]).toMatch(/^No base URL is given/);
    expect(complained.at(-2)).toBe(`Reports: ${reports}\n`);
    expect(complained.at(-1)).toMatch(
      /1 clauses: 1 kept, 0 broken.*\nThe contract is kept: 1 promise is kept\.$/s,
    );
  });
});

test('an interrupted run says that nothing was judged, and sends no further request', async () => {
  const { url, requests } = await serve(() => undefined);
  const ended = await run(
    ['--base-url', url],
    { CONTRACT_TOKEN: 'alice-token' },
    { stopAsked: Promise.resolve() },
  );
  expect([ended.status, ended.complained.slice(1)]).toEqual([
    3,
    ['The run was interrupted before it had sent all requests, so nothing was judged.'],
  ]);
  expect(requests.length).toBeLessThan(2);
});
