// Tests that every report shows the same counts, for all verdicts, strict or not.
import { formatTerminalReport } from '../report/terminal.ts';
import type { Verdict } from './clause.ts';
import { countVerdicts, formatCounts } from './counts.ts';
import { renderHtmlReport } from '../report/html.ts';
import { toJsonReport } from '../report/json.ts';
import { formatJunitReport } from '../report/junit.ts';
import { formatMarkdownSummary } from '../report/markdown.ts';
import { createSarifReport } from '../report/sarif.ts';
import { sampleVerdicts, createRun } from '../testing/runs.ts';

const { kept, broken, warning, notice, unobserved, off, crashed } = sampleVerdicts;
const all: readonly Verdict[] = Object.values(sampleVerdicts);

test.each<[string, readonly Verdict[], boolean, string]>([
  ['nothing', [], false, '0 kept, 0 broken'],
  ['one of each', all, false, '1 kept, 1 broken, 1 crashed, 1 warning, 1 notice, 1 unobserved, 1 off'],
  ['one of each, in a strict run', all, true, '1 kept, 2 broken, 1 crashed, 1 notice, 1 unobserved, 1 off'],
  [
    'several',
    [kept, kept, warning, warning, notice, notice],
    false,
    '2 kept, 0 broken, 2 warnings, 2 notices',
  ],
])('the summary counts %s', (_, verdicts, strict, text) => {
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
)('every report of a run with %s (strict: %p) has the same counts', (_, strict, verdicts) => {
  const run = createRun(verdicts, strict);
  const counts = countVerdicts(verdicts, strict);
  const text = formatCounts(counts);
  expect(formatTerminalReport(run)).toContain(`clauses: ${text}. `);
  expect(formatMarkdownSummary(run)).toContain(`- Clauses: ${text}\n`);
  expect(toJsonReport(run)).toMatchObject({ counts });
  expect(formatJunitReport(run)).toContain(`<property name="counts" value="${text}"/>`);
  expect(createSarifReport(run).runs[0]?.properties).toMatchObject({ counts: text });

  const page = renderHtmlReport(run, []);
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

  const [, failures, errors] =
    /<testsuites .*failures="(\d+)" errors="(\d+)"/.exec(formatJunitReport(run)) ?? [];
  expect(Number(failures)).toBe(counts.broken);
  // A run that could not judge counts as one more error.
  const isError = (toJsonReport(run) as { readonly error: unknown }).error !== null;
  expect(Number(errors)).toBe(counts.crashed + (isError ? 1 : 0));
  const levels = (createSarifReport(run).runs[0]?.results ?? []).map(({ level }) => level);
  expect(levels.filter((level) => level === 'error')).toHaveLength(counts.broken);
  expect(levels.filter((level) => level === 'warning')).toHaveLength(counts.warnings);
});
