// Stored evidence judged again, in-process: its outcome is that of the run that it was stored by.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { formatHar } from '../evidence/har.ts';
import { judgeCommand } from './judge-evidence.ts';
import {
  detail,
  createEvidence,
  job,
  list,
  type ExchangeDraft,
  exchangeDraft,
} from '../testing/exchanges.ts';

const folder = mkdtempSync(join(tmpdir(), 'judge-stored-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The exit status, and what was printed. */
async function judged(...exchanges: readonly ExchangeDraft[]) {
  const file = join(folder, 'evidence.har');
  writeFileSync(file, JSON.stringify(formatHar(createEvidence(...exchanges), '1.2.3')));
  const printed: string[] = [];
  const status = await judgeCommand.run([file], {
    env: {},
    root: process.cwd(),
    print: (text) => printed.push(text),
    complain: (text) => printed.push(text),
    progress: () => undefined,
    stopAsked: new Promise(() => undefined),
  });
  return { status, text: printed.join('\n') };
}

const down = () => exchangeDraft('detail', 'x', { status: 503, jobId: 'x' });

test('what was kept is kept again, with how much was seen', async () => {
  const { status, text } = await judged(list(job()), detail(job()));
  expect(status).toBe(0);
  expect(text).toContain('Coverage of the contract: ');
});

test('a single status that never answered is no more judged than in the run itself', async () => {
  const { status, text } = await judged(list(job()), down(), down());
  expect(status).toBe(3);
  expect(text).toContain('getStatus was not observed: none of its 2 requests was answered (503).');
});
