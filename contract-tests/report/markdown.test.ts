import { createMovingRun } from '../testing/moving-run.ts';
import { sampleVerdicts, createRun, createUnjudgedRun } from '../testing/runs.ts';
import { formatMarkdownSummary } from './markdown.ts';

const lines = (text: string) => text.split('\n');

test('the summary gives the outcome, the counts, the changes, the broken clauses first, and the unobserved ones', () => {
  expect(formatMarkdownSummary(createMovingRun())).toMatchSnapshot();
});

test('the summary of a kept run is short', () => {
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

test('the summary of a run that judged nothing gives the reason', () => {
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

test('the summary of a run that observed too little warns, and gives its counts', () => {
  const outcome = { status: 3, message: 'Too little was seen.', reason: 'too-little-observed' } as const;
  const summary = formatMarkdownSummary({ ...createRun([sampleVerdicts.kept]), outcome });
  expect(lines(summary)[0]).toBe('### ⚠️ Too little was seen.');
  expect(summary).toContain('- Clauses: 1 kept, 0 broken\n');
});

test('the summary says that nothing changed', () => {
  const changes = { newly: [], still: [], fixed: [] };
  expect(lines(formatMarkdownSummary({ ...createRun([sampleVerdicts.kept]), changes }))).toContain(
    'Nothing changed.',
  );
});

test('the summary is plain text: no HTML, no entities, no tables, and only list lines start with a sign', () => {
  const summary = formatMarkdownSummary(createMovingRun());
  expect(summary).not.toMatch(/<[a-z/]|&#?\w+;|\|/i);
  expect(lines(summary).filter((line) => !/^(#+ .*| *- .*|[A-Z].*|)$/u.test(line))).toEqual([]);
});

test('the summary fits the page of a CI job: it cuts clauses and texts, and says so', () => {
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
])('a target that sends %s is quoted literally', (_, sent, shown) => {
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
])('%s in a message does not become markup', (_, message, shown) => {
  expect(lines(formatMarkdownSummary(createUnjudgedRun(message)))[2]).toBe(shown);
});

test('each mistake is a separate paragraph', () => {
  expect(
    lines(formatMarkdownSummary(createUnjudgedRun('One is wrong.\nAnother is, too.'))).slice(2, 5),
  ).toEqual(['One is wrong.', '', 'Another is, too.']);
});

test("the message of a judged run quotes the target's words as code", () => {
  const outcome = { status: 3, message: 'It went to <b> and to http://a.example, twice.' } as const;
  expect(lines(formatMarkdownSummary({ ...createRun([sampleVerdicts.kept]), outcome }))[0]).toBe(
    '### ⚠️ It went to `<b>` and to `http://a.example`, twice.',
  );
});
