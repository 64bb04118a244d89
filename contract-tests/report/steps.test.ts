// Tests how the reports show lasting steps, and that they fail a run only on request.
import { createAjv } from '../../openapi/testing/ajv.ts';
import { spec } from '../testing/exchanges.ts';
import { createMovingRun } from '../testing/moving-run.ts';
import { createRun, sampleVerdicts } from '../testing/runs.ts';
import { createSteppedRuns } from '../testing/stepped-ledger.ts';
import { findSteps, type LastingStep } from '../statistics/find-steps.ts';
import { renderHtmlReport } from './html.ts';
import { toJsonReport } from './json.ts';
import { formatJunitReport } from './junit.ts';
import { formatMarkdownSummary } from './markdown.ts';
import schema from './report.schema.json' with { type: 'json' };
import { getExitStatus, type JudgedRun } from './run.ts';
import { getState } from './state.ts';
import { failOnSteps, formatSparkline, formatStep } from './steps.ts';
import { formatTerminalReport } from './terminal.ts';

const steps = findSteps(createSteppedRuns());
const [step] = steps as readonly [LastingStep];
const keptRun = { ...createRun([sampleVerdicts.kept]), steps };
const better = { ...step, isWorse: false, before: step.after, after: step.before };
const old = { ...step, runsAgo: 3 };

test('a step is a sentence and a line of bars', () => {
  expect(formatStep(step)).toMatch(
    /^response time of getStatus \(median\): from 1[78]\d ms to 2[67]\d ms \(1\.5 times\), since 2026-05-04$/,
  );
  expect(formatSparkline(step)).toMatch(/^[▁▂▃]{27}┊[▅▆▇█]{3}$/);
});

test('an outlier does not flatten the line', () => {
  const line = step.line.map((value, index) => (index === 5 ? 90_000 : value));
  expect(formatSparkline({ ...step, line })).toMatch(/^[▁▂▃]{5}█[▁▂▃]{21}┊[▅▆▇█]{3}$/);
});

test('a line of equal values is drawn', () => {
  expect(formatSparkline({ ...step, line: [0, 0, 0], lineStart: 0, before: 0, after: 0 })).toBe('┊▁▁▁');
});

test('terminal, Markdown and JSON show the step', () => {
  expect(formatTerminalReport(keptRun)).toContain(
    `Lasting steps (a notice):\n  worse, new               ${formatStep(step)}\n                           ${formatSparkline(step)}\n`,
  );
  expect(formatMarkdownSummary(keptRun)).toMatch(
    /\n#### Lasting steps\n\n- \*\*worse, new\*\* response time of getStatus \(median\): .*\n {2}`[▁-█┊]+`\n/,
  );
  const report = toJsonReport(keptRun);
  const fits = createAjv().compile(schema);
  fits(report);
  expect(fits.errors).toBeNull();
  expect(report).toMatchObject({
    steps: [{ metric: 'latency_ms.getStatus.median', is_new: true, is_worse: true, since: step.since }],
  });
});

test('the page shows it on the first screen, before the broken promises', () => {
  const page = renderHtmlReport({ ...createMovingRun(), steps: [step, old] }, spec.lifeCycle.apiStatuses);
  const [screen = ''] = page.split('<h2 id="attention">');
  expect(screen).toContain('<h2 id="steps">Lasting steps</h2>');
  expect(screen.match(/class="spark"/g)).toHaveLength(2);
  expect(screen.match(/class="new">new/g)).toHaveLength(1);
  expect(screen).toContain('<title>The last 30 values: ');
});

test('without steps no report mentions them', () => {
  const run = { ...keptRun, steps: [] };
  const page = renderHtmlReport(run, spec.lifeCycle.apiStatuses);
  for (const text of [formatTerminalReport(run), formatMarkdownSummary(run), page.split('<main>')[1]])
    expect(text).not.toMatch(/lasting/i);
});

const fail = (changes: Partial<JudgedRun>) => failOnSteps({ ...keptRun, failOn: ['step'], ...changes });

describe('a run with --fail-on step', () => {
  test('fails on a new step for the worse, and says that the contract is kept', () => {
    const run = fail({ steps: [step, better, { ...step, since: '2026-05-05T00:00:00Z' }] });
    expect(getExitStatus(run)).toBe(1);
    expect(run.outcome.message).toMatch(
      /^The contract is kept: 1 promise is kept\. But a lasting step fails this run: response time .*, and 1 more\.$/,
    );
    const page = renderHtmlReport(run, spec.lifeCycle.apiStatuses);
    expect(page).toContain('<p class="state">Kept, but a step</p>');
    expect(formatMarkdownSummary(run)).toMatch(/^### ⚠️ The contract is kept/);
    expect(formatJunitReport(run)).toMatch(/<testsuites [^>]*tests="2" failures="1" errors="0"/);
    expect(formatJunitReport(run)).toContain('type="step"');
  });

  test.each<[string, Partial<JudgedRun>]>([
    ['an older step, which failed its own run', { steps: [old] }],
    ['a step for the better', { steps: [better] }],
    ['no step', { steps: [] }],
    ['a step, unless that was requested', { failOn: ['must'] }],
  ])('does not fail on %s', (_, changes) => {
    expect(getExitStatus(fail(changes))).toBe(0);
  });

  test('says that promises are broken too, if none of them may fail it', () => {
    const broken = createRun([sampleVerdicts.broken]);
    const run = failOnSteps({
      ...broken,
      steps,
      failOn: ['new', 'step'],
      outcome: { status: 0, message: '' },
    });
    expect(run.outcome.message).toMatch(/^A lasting step fails this run: .*\. No broken promise fails it\.$/);
    expect([getExitStatus(run), getState(run)]).toEqual([1, 'broken']);
  });

  test('keeps the outcome of a broken contract', () => {
    const broken = createRun([sampleVerdicts.broken]);
    expect(failOnSteps({ ...broken, steps, failOn: ['step'] })).toMatchObject({ outcome: broken.outcome });
  });
});
