import { movingRun } from '../testing/moving-run.ts';
import { came, runWith } from '../testing/runs.ts';
import { markdownSummary } from './markdown.ts';

const lines = (text: string) => text.split('\n');

test('the summary tells the outcome, the counts, what changed, the broken first, and what was not observed', () => {
  expect(markdownSummary(movingRun())).toMatchSnapshot();
});

test('of a run in which all is kept is two lines', () => {
  expect(markdownSummary(runWith([came.kept]))).toBe(
    `### ✅ The contract is kept: 1 promises were seen kept.

http&#58;//127.0.0.1:4010, 2026-05-06 15:00 UTC: 1 kept, 0 broken. 2 requests in 1.2 s.
`,
  );
});

test('says that nothing changed', () => {
  const changes = { newly: [], still: [], fixed: [] };
  expect(lines(markdownSummary({ ...runWith([came.kept]), changes }))).toContain(
    'Nothing changed since the last run.',
  );
});

test('a page of a CI job has room for it: rows and texts are cut, and that is said', () => {
  const breaches = [{ exchange: '#1', expected: 'x'.repeat(5000), actual: 'y' }];
  const summary = markdownSummary(runWith(Array.from({ length: 50 }, () => ({ ...came.broken, breaches }))));
  expect(summary.length).toBeLessThan(30_000);
  expect(lines(summary).filter((line) => line.startsWith('| broken'))).toHaveLength(40);
  expect(summary).toContain('and 10 more; report.html has all.');
});

test.each([
  ['a cell', 'a | b', 'a &#124; b'],
  ['a row', 'a |\n| b', 'a &#124; &#124; b'],
  ['HTML', '<img src=x>', '&#60;img src=x&#62;'],
  ['an entity', '&lt;', '&#38;lt;'],
  ['a link', '[a](b)', '&#91;a&#93;(b)'],
  ['emphasis and code', '*a* _b_ `c` ~d~', '&#42;a&#42; &#95;b&#95; &#96;c&#96; &#126;d&#126;'],
  ['a name with underscores', 'submitted_at', 'submitted_at'],
  ['an address', 'https://a.example www.b.example', 'https&#58;//a.example www&#46;b.example'],
  ['a mention of a user', '@octocat', '&#64;\u200boctocat'],
  ['a mention of an issue', '#1', '&#35;\u200b1'],
  ['a formula', '$a$', '&#36;a&#36;'],
  ['control characters', '\u001b[31m', '&#92;u&#123;1b&#125;&#91;31m'],
])('a target that sends %s is shown as it wrote it', (_, sent, shown) => {
  const breaches = [{ exchange: '#1', expected: 'silence', actual: `(${sent})` }];
  expect(markdownSummary(runWith([{ ...came.broken, breaches }]))).toContain(
    `| expected silence, but (${shown}) |\n`,
  );
});
