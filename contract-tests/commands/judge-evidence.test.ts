// Tests in process that judging stored evidence gives the result of the run that stored it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  firstId,
} from '../testing/exchanges.ts';

const folder = mkdtempSync(join(tmpdir(), 'judge-stored-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The exit status and the output. */
async function judged(...exchanges: readonly ExchangeDraft[]) {
  return judgedWith([], ...exchanges);
}

async function judgedWith(flags: readonly string[], ...exchanges: readonly ExchangeDraft[]) {
  const file = join(folder, 'evidence.har');
  writeFileSync(file, JSON.stringify(formatHar(createEvidence(...exchanges), '1.2.3')));
  const printed: string[] = [];
  const status = await judgeCommand.run([file, ...flags], {
    env: {},
    root: process.cwd(),
    print: (text) => printed.push(text),
    complain: (text) => printed.push(text),
    progress: () => undefined,
    stopAsked: new Promise(() => undefined),
  });
  return { status, text: printed.join('\n') };
}

const down = () => exchangeDraft('detail', 'x', { status: 503, jobId: firstId });

test('judge repeats the verdicts and the coverage of the run', async () => {
  const { status, text } = await judged(list(job()), detail(job()));
  expect(status).toBe(0);
  expect(text).toContain('Coverage of the contract: ');
});

test('judge, like the run, does not judge a single status without a response', async () => {
  const { status, text } = await judged(list(job()), down(), down());
  expect(status).toBe(3);
  expect(text).toContain(
    'getStatus was not observed: no request with the valid token got a readable response with status 200 (2 times status 503).',
  );
});

describe('a run with a part of the contract', () => {
  const seen = [list(job()), detail(job())];

  test('judges and reports only the chosen clauses, and says so', async () => {
    const reports = join(folder, 'part');
    const { status, text } = await judgedWith(['--only', 'list-shape', '--report-dir', reports], ...seen);
    expect(status).toBe(0);
    expect(text).toMatch(/1 clauses: 1 kept, 0 broken\./);
    expect(text).toMatch(
      /The chosen part of the contract \(1 of \d+ clauses\) is kept: 1 promise is kept\.$/,
    );
    const read = (name: string) => readFileSync(join(reports, name), 'utf8');
    const { only, clauses } = JSON.parse(read('report.json')) as Record<string, readonly { id: string }[]>;
    expect([only, clauses?.map(({ id }) => id)]).toEqual([['list-shape'], ['list-shape']]);
    expect(read('summary.md')).toMatch(/- Partial run: 1 of \d+ clauses: `?list-shape/);
    expect(read('report.html')).toContain('Partial run');
    expect(read('junit.xml')).toContain('name="only"');
  });

  test.each([
    ['judged nothing', ['results-csv'], 3, 'Nothing could be judged: no promise was observed as kept.'],
    ['kept only an assumption', ['timestamps-alike'], 0, 'is kept'],
    ['kept a SHOULD, but observed no chosen MUST', ['not-in-the-future', 'results-csv'], 3, 'MUST'],
  ])('ends with the right message and status if it %s', async (_, only, wanted, words) => {
    const { status, text } = await judgedWith(
      only.map((id) => `--only=${id}`),
      ...seen,
    );
    expect([status, text.split('\n').at(-1)]).toEqual([wanted, expect.stringContaining(words)]);
  });

  test('requires coverage of the chosen clauses only', async () => {
    const flags = ['--require-coverage', '100%'];
    expect((await judgedWith([...flags, '--only', 'list-shape'], ...seen)).status).toBe(0);
    expect(
      (await judgedWith([...flags, '--only', 'list-shape', '--only', 'results-csv'], ...seen)).status,
    ).toBe(3);
    expect((await judgedWith(flags, ...seen)).status).toBe(3);
  });

  test('warns about a broken SHOULD alone, as a whole run does', async () => {
    const future = job({ updated_at: '2126-05-06T14:23:11Z' });
    const { status, text } = await judgedWith(['--only', 'not-in-the-future'], list(future), detail(future));
    expect([status, text]).toEqual([0, expect.stringContaining('WARNING  not-in-the-future')]);
  });
});
