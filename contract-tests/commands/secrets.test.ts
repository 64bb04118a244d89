import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runContract } from '../testing/command.ts';
import { runContractInProcess } from '../testing/command-inside.ts';
import { canaries, forbidden, createHostileHandler, type HostileMode } from '../testing/hostile.ts';
import { serve, stopAll } from '../testing/serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'contract-secrets-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(stopAll);

/** The output, the reports and the ledger of a run. */
async function listOutputs(baseUrl: string, runCommand = runContractInProcess) {
  const reports = join(folder, 'reports');
  const ended = await runCommand(
    [
      '--base-url',
      baseUrl,
      '--report-dir',
      reports,
      '--ledger',
      join(reports, 'ledger.json'),
      '--watch',
      '500ms',
    ],
    canaries,
  );
  const files = existsSync(reports)
    ? readdirSync(reports, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.'))
    : [];
  const texts = files.map((name) => readFileSync(join(reports, name), 'utf8'));
  rmSync(reports, { recursive: true });
  const ofRun = files.filter((name) => !name.startsWith('broken'));
  return { ...ended, files: ofRun, all: [ended.stdout, ended.stderr, ...texts].join('\n') };
}

test.each<[HostileMode, number, number]>([
  ['answers', 1, 10],
  ['crashes', 1, 10],
  ['refuses', 3, 6],
  ['redirects', 3, 6],
  ['returns a page', 3, 6],
  ['returns 404', 3, 6],
])(
  'a server that echoes all secrets and %s puts none of them into any output',
  async (manner, status, files) => {
    const { url } = await serve(createHostileHandler(manner));
    // One of them runs the whole program, with all its output.
    const outputs = await listOutputs(url, manner === 'crashes' ? runContract : runContractInProcess);
    expect({ status: outputs.status, files: outputs.files.length }).toEqual({ status, files });
    expect(forbidden.filter((secret) => outputs.all.includes(secret))).toEqual([]);
    // The server did echo: the redacted text is visible, except in a run whose report never quotes the response.
    expect(outputs.all.includes('[redacted]')).toBe(['answers', 'crashes', 'redirects'].includes(manner));
  },
);

test('the message about an unreachable target contains no secret, not even one from its URL', async () => {
  const { url, stop } = await serve(() => undefined);
  await stop();
  const { status, all } = await listOutputs(`${url}/${encodeURIComponent(canaries.CONTRACT_TOKEN)}`);
  expect(status).toBe(3);
  expect(forbidden.filter((secret) => all.includes(secret))).toEqual([]);
});

test.each<[HostileMode, number]>([
  ['answers', 1],
  ['returns 404', 3],
])('output omits a secret in the URL when the server %s', async (manner, exit) => {
  const { url } = await serve(createHostileHandler(manner));
  const { status, all } = await listOutputs(`${url}/${encodeURIComponent(canaries.CONTRACT_EXPIRED_TOKEN)}`);
  expect(status).toBe(exit);
  expect(all).toContain(`${url}/[redacted]`);
  expect(forbidden.filter((secret) => all.includes(secret))).toEqual([]);
});
