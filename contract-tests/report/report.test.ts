import { stripVTControlCharacters } from 'node:util';

import { createAjv } from '../../openapi/testing/ajv.ts';
import type { Verdict } from '../verdict/clause.ts';
import {
  detail,
  createEvidence,
  firstId,
  job,
  exchangeDraft as madeExchange,
  secondId,
  thirdId,
} from '../testing/exchanges.ts';
import { sampleVerdicts, createRun } from '../testing/runs.ts';
import { getReason } from './failure.ts';
import { toJsonReport } from './json.ts';
import schema from './report.schema.json' with { type: 'json' };
import { formatTerminalReport } from './terminal.ts';

const submission = (status: number, body: unknown) =>
  madeExchange('submit', body, { status, operationId: 'submitEnrichment' });

const isReport = createAjv().compile(schema);
const { kept, broken, warning, notice, unobserved, off, crashed } = sampleVerdicts;

describe('the report for a terminal', () => {
  test('lists the broken clauses first, then the unobserved, then the summary', () => {
    expect(formatTerminalReport(createRun())).toMatchSnapshot();
  });

  test('is short if every clause is kept', () => {
    const run = createRun([kept]);
    const target = { ...run.evidence.target, watchedMs: 9600 };
    expect(formatTerminalReport({ ...run, evidence: { ...run.evidence, target } })).toBe(
      [
        'Readings:  list-envelope=bare-array  timestamps=another',
        'http://127.0.0.1:4010\n1 clauses: 1 kept, 0 broken. 2 requests in 1.2 s, 10 s of polling.',
        'Availability: 100 %: 2 of 2 requests were answered.\nThe contract is kept: 1 promise is kept.',
      ].join('\n\n'),
    );
  });

  test('counts in one line the clauses that need write access, if writing was not allowed', () => {
    const missing = {
      need: 'write-access',
      message: 'a job that this run created (give --allow-writes)',
    } as const;
    const left = { ...unobserved, missing };
    const run = createRun([kept, unobserved, left, left]);
    expect(formatTerminalReport(run)).toContain(
      `  e-unobserved                 a job that moved\n  2 clauses                    Write access, to create a job (give --allow-writes)\n`,
    );
  });

  test('names the created jobs', () => {
    const made = createEvidence(
      submission(201, { job_id: firstId }),
      detail(job({ status: 'completed' })),
      submission(400, { job_id: thirdId }),
      submission(201, { job_id: secondId }),
    );
    const run = { ...createRun([kept]), evidence: made };
    expect(formatTerminalReport(run)).toContain(
      `\nCreated job ${firstId}, last seen completed.\nCreated job ${secondId}, never seen.\n`,
    );
    expect(toJsonReport(run)).toMatchObject({ jobs_made: [firstId, secondId] });
  });

  test('lists the changes since the last run', () => {
    const changes = { newly: ['b-broken', 'z-other'], still: [], fixed: ['a-kept'] };
    expect(formatTerminalReport({ ...createRun(), changes })).toContain(
      '\n\nSince the last run:\n  newly broken   b-broken, z-other\n  fixed          a-kept\n\n',
    );
  });

  test('has the same words in colour', () => {
    const shown = formatTerminalReport(createRun(), { colours: true });
    expect(shown.split(': ')[0]).toBe('\u001b[1;31mBROKEN  \u001b[0m \u001b[1mb-broken\u001b[0m');
    expect(stripVTControlCharacters(shown)).toBe(formatTerminalReport(createRun()));
  });

  test('takes no colour codes from the target', () => {
    const actual = '\u001b[32m fine \u009b0m';
    const breaches = [{ exchange: '#1', expected: 'x', actual }];
    const shown = formatTerminalReport(createRun([{ ...sampleVerdicts.broken, breaches }]), {
      colours: true,
    });
    expect(shown).toContain('\\u{1b}[32m fine \\u{9b}0m');
  });

  test('with --quiet has only failures, the availability and the last line', () => {
    const paragraphs = formatTerminalReport(createRun(), { quiet: true }).split('\n\n');
    expect(paragraphs.map((text) => text.split(':')[0])).toEqual([
      'BROKEN   b-broken',
      'CRASHED  g-crashed',
      'Availability',
    ]);
    expect(formatTerminalReport(createRun([kept, warning, unobserved]), { quiet: true })).toBe(
      'Availability: 100 %: 2 of 2 requests were answered.\nThe contract is kept, with 1 warning: 1 promise is kept, 1 could not be observed.',
    );
  });

  test('lists a broken SHOULD as broken in a strict run', () => {
    expect(formatTerminalReport(createRun(undefined, true))).toContain('BROKEN   c-warning: ');
  });
});

describe('report.json', () => {
  test('fits its schema', () => {
    isReport(JSON.parse(JSON.stringify(toJsonReport(createRun()))));
    expect(isReport.errors ?? []).toEqual([]);
  });

  test('lists the changes, if they are known', () => {
    const changes = { newly: ['b-broken'], still: [], fixed: ['a-kept'] };
    const report = toJsonReport({ ...createRun(), changes });
    expect(isReport(JSON.parse(JSON.stringify(report)))).toBe(true);
    expect(report).toMatchObject({ changes });
  });

  test('has the run and an entry for each clause', () => {
    expect(toJsonReport(createRun())).toMatchSnapshot();
  });

  test.each<[string, object]>([
    ['an additional field', { more: 1 }],
    ['an unknown exit status', { exit_status: 4 }],
    ['neither clause nor error', { clauses: [] }],
    ['another format', { format: 'junit' }],
    ['an invalid time', { started_at: 'now' }],
  ])('with %s does not fit its schema', (_, changes) => {
    expect(isReport({ ...(toJsonReport(createRun()) as object), ...changes })).toBe(false);
  });

  test.each<[string, object]>([
    ['neither source nor reason', { source: undefined }],
    ['both a source and the reason of an assumption', { basis_reason: 'so' }],
    ['no breaches, although it is broken', { verdict: 'broken' }],
    ['an unknown verdict', { verdict: 'passed' }],
    ['an id that is not a slug', { id: 'A b' }],
  ])('with a clause that has %s does not fit its schema', (_, changes) => {
    const report = toJsonReport(createRun()) as { readonly clauses: readonly object[] };
    const changed = JSON.parse(
      JSON.stringify({ ...report, clauses: [{ ...report.clauses[0], ...changes }] }),
    ) as unknown;
    expect(isReport(changed)).toBe(false);
  });
});

test.each<[string, Verdict, string | undefined]>([
  ['kept', kept, undefined],
  ['broken', broken, 'expected: status 200; actual: status 404 (and 3 more)'],
  ['broken once', notice, 'expected: silence; actual: noise'],
  ['unobserved', unobserved, 'not observed: a job that moved'],
  ['off', off, 'switched off'],
  ['crashed', crashed, 'the check of the suite crashed: TypeError: x is not a function'],
])('the reason of a verdict that is %s', (_, verdict, reason) => {
  expect(getReason(verdict)).toBe(reason);
});
