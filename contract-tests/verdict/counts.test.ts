// Every report shows the same counts: whatever came out, and however strictly it is judged.
import { terminalReport } from '../report/terminal.ts';
import type { Verdict } from './clause.ts';
import { countVerdicts, formatCounts } from './counts.ts';
import { htmlReport } from '../report/html.ts';
import { jsonReport } from '../report/json.ts';
import { junitReport } from '../report/junit.ts';
import { markdownSummary } from '../report/markdown.ts';
import { sarifReport } from '../report/sarif.ts';
import { came, runWith } from '../testing/runs.ts';

const { kept, broken, warning, notice, unobserved, off, crashed } = came;
const all: readonly Verdict[] = Object.values(came);

test.each<[string, readonly Verdict[], boolean, string]>([
  ['nothing', [], false, '0 kept, 0 broken'],
  ['one of each', all, false, '1 kept, 1 broken, 1 crashed, 1 warning, 1 notice, 1 unobserved, 1 off'],
  ['one of each, strictly', all, true, '1 kept, 2 broken, 1 crashed, 1 notice, 1 unobserved, 1 off'],
  [
    'several',
    [kept, kept, warning, warning, notice, notice],
    false,
    '2 kept, 0 broken, 2 warnings, 2 notices',
  ],
])('%s is counted', (_, verdicts, strict, text) => {
  expect(formatCounts(countVerdicts(verdicts, strict))).toBe(text);
});

const runs = [
  ['one of each', all],
  ['a broken SHOULD alone', [kept, warning]],
  ['a broken assumption alone', [kept, notice]],
  ['all kept', [kept, kept]],
  ['nothing observed', [unobserved, off]],
  ['a crash', [kept, crashed, broken, broken]],
] as const;

test.each(
  runs.flatMap(([name, verdicts]) => [false, true].map((strict) => [name, strict, verdicts] as const)),
)('of a run with %s (strict: %p) every report says the same', (_, strict, verdicts) => {
  const run = runWith(verdicts, strict);
  const counts = countVerdicts(verdicts, strict);
  const text = formatCounts(counts);
  expect(terminalReport(run)).toContain(`clauses: ${text}. `);
  expect(markdownSummary(run)).toContain(`- Clauses: ${text}\n`);
  expect(jsonReport(run)).toMatchObject({ counts });
  expect(junitReport(run)).toContain(`<property name="counts" value="${text}"/>`);
  expect(sarifReport(run).runs[0]?.properties).toMatchObject({ counts: text });

  const page = htmlReport(run, []);
  const tiles = [...page.matchAll(/<li><b class="\w+">(\d+)<\/b> (\w+)<\/li>/g)].map(
    ([, count = '', word = '']) => [word.replace(/^(warning|notice)$/, '$1s'), Number(count)],
  );
  expect(counts).toMatchObject(Object.fromEntries(tiles));
  expect(tiles.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(counts.clauses);
  const rows = (kind: string) => page.split(`class="is-${kind}"`).length - 1;
  expect([rows('broken'), rows('warning'), rows('kept')]).toEqual([
    counts.broken,
    counts.warnings,
    counts.kept,
  ]);

  const [, failures, errors] = /<testsuites .*failures="(\d+)" errors="(\d+)"/.exec(junitReport(run)) ?? [];
  expect(Number(failures)).toBe(counts.broken);
  // A run that could not judge is an error of its own.
  const isError = (jsonReport(run) as { readonly error: unknown }).error !== null;
  expect(Number(errors)).toBe(counts.crashed + (isError ? 1 : 0));
  const levels = (sarifReport(run).runs[0]?.results ?? []).map(({ level }) => level);
  expect(levels.filter((level) => level === 'error')).toHaveLength(counts.broken);
  expect(levels.filter((level) => level === 'warning')).toHaveLength(counts.warnings);
});
