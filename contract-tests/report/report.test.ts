import { stripVTControlCharacters } from 'node:util';

import { newAjv } from '../../openapi/validators.ts';
import type { Verdict } from '../verdict/clause.ts';
import {
  detail,
  createEvidence,
  firstId,
  job,
  made as madeExchange,
  secondId,
  thirdId,
} from '../testing/exchanges.ts';
import { came, runWith } from '../testing/runs.ts';
import { getReason } from './failure.ts';
import { jsonReport } from './json.ts';
import schema from './report.schema.json' with { type: 'json' };
import { terminalReport } from './terminal.ts';

const submission = (status: number, body: unknown) =>
  madeExchange('submit', body, { status, operationId: 'submitEnrichment' });

const isReport = newAjv().compile(schema);
const { kept, broken, warning, notice, unobserved, off, crashed } = came;

describe('the report for a terminal', () => {
  test('tells the broken first, then what was not observed, then the summary', () => {
    expect(terminalReport(runWith())).toMatchSnapshot();
  });

  test('of a run in which all is kept is short', () => {
    const run = runWith([kept]);
    const target = { ...run.evidence.target, watchedMs: 9600 };
    expect(terminalReport({ ...run, evidence: { ...run.evidence, target } })).toBe(
      [
        'Seen:  list-envelope=bare-array  timestamps=another',
        'http://127.0.0.1:4010\n1 clauses: 1 kept, 0 broken. 2 requests in 1.2 s, 10 s of watching.',
        'Availability: 100 %: 2 of 2 requests were answered.\nThe contract is kept: 1 promises were seen kept.',
      ].join('\n\n'),
    );
  });

  test('tells what only writing could show in one line, where writing was not allowed', () => {
    const missing = { need: 'write-access', message: 'a job of our own (give --allow-writes)' } as const;
    const left = { ...unobserved, missing };
    const run = runWith([kept, unobserved, left, left]);
    expect(terminalReport(run)).toContain(
      `  e-unobserved                 a job that moved\n  2 clauses                    A job of our own, which this run was not allowed to make (give --allow-writes)\n`,
    );
  });

  test('names the jobs that were made', () => {
    const made = createEvidence(
      submission(201, { job_id: firstId }),
      detail(job({ status: 'completed' })),
      submission(400, { job_id: thirdId }),
      submission(201, { job_id: secondId }),
    );
    const run = { ...runWith([kept]), evidence: made };
    expect(terminalReport(run)).toContain(
      `\nMade job ${firstId}, last seen completed.\nMade job ${secondId}, never seen.\n`,
    );
    expect(jsonReport(run)).toMatchObject({ jobs_made: [firstId, secondId] });
  });

  test('says what changed since the last run', () => {
    const changes = { newly: ['b-broken', 'z-other'], still: [], fixed: ['a-kept'] };
    expect(terminalReport({ ...runWith(), changes })).toContain(
      '\n\nSince the last run:\n  newly broken   b-broken, z-other\n  fixed          a-kept\n\n',
    );
  });

  test('in colours says the same words', () => {
    const shown = terminalReport(runWith(), { colours: true });
    expect(shown.split(': ')[0]).toBe('\u001b[1;31mBROKEN  \u001b[0m \u001b[1mb-broken\u001b[0m');
    expect(stripVTControlCharacters(shown)).toBe(terminalReport(runWith()));
  });

  test('takes no colour from the target', () => {
    const actual = '\u001b[32m fine \u009b0m';
    const breaches = [{ exchange: '#1', expected: 'x', actual }];
    const shown = terminalReport(runWith([{ ...came.broken, breaches }]), { colours: true });
    expect(shown).toContain('\\u{1b}[32m fine \\u{9b}0m');
  });

  test('if quiet tells what fails the run, the availability, and the last line', () => {
    const paragraphs = terminalReport(runWith(), { quiet: true }).split('\n\n');
    expect(paragraphs.map((text) => text.split(':')[0])).toEqual([
      'BROKEN   b-broken',
      'CRASHED  g-crashed',
      'Availability',
    ]);
    expect(terminalReport(runWith([kept, warning, unobserved]), { quiet: true })).toBe(
      'Availability: 100 %: 2 of 2 requests were answered.\nThe contract is kept, with 1 warning: 1 promises were seen kept, 1 could not be observed.',
    );
  });

  test('tells a broken SHOULD as broken when it is strict', () => {
    expect(terminalReport(runWith(undefined, true))).toContain('BROKEN   c-warning: ');
  });
});

describe('report.json', () => {
  test('fits its schema', () => {
    isReport(JSON.parse(JSON.stringify(jsonReport(runWith()))));
    expect(isReport.errors ?? []).toEqual([]);
  });

  test('says what changed, where that is known', () => {
    const changes = { newly: ['b-broken'], still: [], fixed: ['a-kept'] };
    const report = jsonReport({ ...runWith(), changes });
    expect(isReport(JSON.parse(JSON.stringify(report)))).toBe(true);
    expect(report).toMatchObject({ changes });
  });

  test('has the run and an entry for each clause', () => {
    expect(jsonReport(runWith())).toMatchSnapshot();
  });

  test.each<[string, object]>([
    ['a field more', { more: 1 }],
    ['an unknown exit status', { exit_status: 4 }],
    ['no clause and no error', { clauses: [] }],
    ['another format', { format: 'junit' }],
    ['a time that is none', { started_at: 'now' }],
  ])('with %s does not fit its schema', (_, changes) => {
    expect(isReport({ ...(jsonReport(runWith()) as object), ...changes })).toBe(false);
  });

  test.each<[string, object]>([
    ['neither source nor reason', { source: undefined }],
    ['both source and reason', { because: 'so' }],
    ['no breaches, though it is broken', { verdict: 'broken' }],
    ['an unknown verdict', { verdict: 'passed' }],
    ['an id that is no slug', { id: 'A b' }],
  ])('with a clause that has %s does not fit its schema', (_, changes) => {
    const report = jsonReport(runWith()) as { readonly clauses: readonly object[] };
    const changed = JSON.parse(
      JSON.stringify({ ...report, clauses: [{ ...report.clauses[0], ...changes }] }),
    ) as unknown;
    expect(isReport(changed)).toBe(false);
  });
});

test.each<[string, Verdict, string | undefined]>([
  ['kept', kept, undefined],
  ['broken', broken, 'expected status 200, but status 404 (and 3 more)'],
  ['broken once', notice, 'expected silence, but noise'],
  ['unobserved', unobserved, 'not observed: a job that moved'],
  ['off', off, 'switched off'],
  ['crashed', crashed, 'our check crashed: TypeError: x is not a function'],
])('the reason of a verdict that is %s', (_, verdict, reason) => {
  expect(getReason(verdict)).toBe(reason);
});
