import { createMovingRun } from '../testing/moving-run.ts';
import { sampleVerdicts, createRun, createUnjudgedRun } from '../testing/runs.ts';
import { formatMarkdownSummary } from './markdown.ts';

const lines = (text: string) => text.split('\n');

test('the summary tells the outcome, the counts, what changed, the broken first, and what was not observed', () => {
  expect(formatMarkdownSummary(createMovingRun())).toMatchSnapshot();
});

test('of a run in which all is kept is short', () => {
  expect(formatMarkdownSummary(createRun([sampleVerdicts.kept]))).toBe(
    `### ✅ The contract is kept: 1 promise is kept.

- Target: \`http://127.0.0.1:4010\`, 2026-05-06 15:00 UTC
- Clauses: 1 kept, 0 broken
- Availability: 100 %: 2 of 2 requests were answered
- Duration: 1.2 s: 2 requests
- Exit status: 0
`,
  );
});

test('of a run that judged nothing says why', () => {
  expect(
    formatMarkdownSummary(createUnjudgedRun('The target redirects to /login/?next=<b>; ask @octocat.')),
  ).toBe(
    `### ⚠️ Nothing was judged.

\`The target redirects to /login/?next=<b>; ask @octocat.\`

- Target: \`https://test.example\`, 2026-05-06 15:00 UTC
- Reason: token-refused
- Mode: nightly
- Duration: 0.4 s
- Exit status: 3
`,
  );
});

test('of a run that saw too little warns, and tells what it saw', () => {
  const outcome = { status: 3, message: 'Too little was seen.', reason: 'too-little-observed' } as const;
  const summary = formatMarkdownSummary({ ...createRun([sampleVerdicts.kept]), outcome });
  expect(lines(summary)[0]).toBe('### ⚠️ Too little was seen.');
  expect(summary).toContain('- Clauses: 1 kept, 0 broken\n');
});

test('says that nothing changed', () => {
  const changes = { newly: [], still: [], fixed: [] };
  expect(lines(formatMarkdownSummary({ ...createRun([sampleVerdicts.kept]), changes }))).toContain(
    'Nothing changed.',
  );
});

test('reads as plain text: no HTML, no entities, no tables, and no line but a list begins with a sign', () => {
  const summary = formatMarkdownSummary(createMovingRun());
  expect(summary).not.toMatch(/<[a-z/]|&#?\w+;|\|/i);
  expect(lines(summary).filter((line) => !/^(#+ .*| *- .*|[A-Z].*|)$/u.test(line))).toEqual([]);
});

test('a page of a CI job has room for it: clauses and texts are cut, and that is said', () => {
  const breaches = [{ exchange: '#1', expected: 'x'.repeat(5000), actual: 'y' }];
  const summary = formatMarkdownSummary(
    createRun(Array.from({ length: 50 }, () => ({ ...sampleVerdicts.broken, breaches }))),
  );
  expect(summary.length).toBeLessThan(30_000);
  expect(lines(summary).filter((line) => line.startsWith('- **'))).toHaveLength(40);
  expect(summary).toContain('- and 10 more in report.html');
});

test.each([
  ['a cell', 'a | b', '`(a | b)`'],
  ['a row', 'a |\n| b', '`(a | | b)`'],
  ['HTML', '<img src=x>', '`(<img src=x>)`'],
  ['an entity', '&lt;', '`(&lt;)`'],
  ['a link', '[a](b)', '`([a](b))`'],
  ['code', '`c` ~d~', '`` (`c` ~d~) ``'],
  ['code in code', '``c```', '```` (``c```) ````'],
  ['an address', 'https://a.example www.b.example', '`(https://a.example www.b.example)`'],
  ['a mention of a user', '@octocat', '`(@octocat)`'],
  ['a mention of an issue', '#1', '`(#1)`'],
  ['a formula', '$a$', '`($a$)`'],
  ['control characters', '\u001b[31m', '`(\\u{1b}[31m)`'],
])('a target that sends %s is shown as it wrote it', (_, sent, shown) => {
  const breaches = [{ exchange: '#1', expected: 'silence', actual: `(${sent})` }];
  const inner = shown.replace(/^`+ ?/, '').replace(/ ?`+$/, '');
  const [fence = ''] = /^`+/.exec(shown) ?? [];
  expect(formatMarkdownSummary(createRun([{ ...sampleVerdicts.broken, breaches }]))).toContain(
    `\n  - ${fence}expected: silence; actual: ${inner}${fence}\n`,
  );
});

test.each([
  ['a plain sentence', 'The target is not there, is it?', 'The target is not there, is it?'],
  ['an address', 'asked http://a.example/b, in vain', '`asked http://a.example/b, in vain`'],
  ['emphasis', 'a *b* _c_ snake_case', '`a *b* _c_ snake_case`'],
  ['HTML', 'a <script>alert(1)</script>', '`a <script>alert(1)</script>`'],
  ['a heading', '# no', '`# no`'],
  ['an empty pair of backticks', 'a `` b', '```a `` b```'],
  ['flags and names', 'give --token-env or CONTRACT_TOKEN (80%)', 'give --token-env or CONTRACT_TOKEN (80%)'],
])('%s in a message is no markup', (_, message, shown) => {
  expect(lines(formatMarkdownSummary(createUnjudgedRun(message)))[2]).toBe(shown);
});

test('each mistake of several is a paragraph', () => {
  expect(
    lines(formatMarkdownSummary(createUnjudgedRun('One is wrong.\nAnother is, too.'))).slice(2, 5),
  ).toEqual(['One is wrong.', '', 'Another is, too.']);
});

test('what a target quotes in the sentence of a judged run is put into code, word by word', () => {
  const outcome = { status: 3, message: 'It went to <b> and to http://a.example, twice.' } as const;
  expect(lines(formatMarkdownSummary({ ...createRun([sampleVerdicts.kept]), outcome }))[0]).toBe(
    '### ⚠️ It went to `<b>` and to `http://a.example`, twice.',
  );
});
