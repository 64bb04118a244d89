// Tests the summaries for channels: their length, their order, and that foreign text stays text in each of them.
import { createRun, createUnjudgedRun, sampleVerdicts } from '../testing/runs.ts';
import { createSteppedRuns } from '../testing/stepped-ledger.ts';
import { findSteps } from '../statistics/find-steps.ts';
import { createBadge } from './badge.ts';
import { type Channel, channels, formatForChannel } from './channels.ts';
import type { ContractRun, JudgedRun } from './run.ts';
import { failOnSteps } from './steps.ts';
import { listSummaryLines } from './summary-lines.ts';

const evil =
  '<!channel> <@U0815> <https://evil.example|click> & *bold* _it_ ~no~ `code` [click](https://evil.example) <at>all</at> @here\u202e\u0007';

const getLines = (run: ContractRun) => formatForChannel(run, 'text').trim().split('\n');

const createBroken = (id: string, actual = 'a status') => ({
  ...sampleVerdicts.broken,
  clause: { ...sampleVerdicts.broken.clause, id, promise: `The promise ${id} holds.` },
  breaches: [{ exchange: '#1', expected: 'silence', actual }],
});

const evilRun: JudgedRun = { ...createRun([createBroken('a-evil', evil)]) };

describe('the lines', () => {
  const many = Array.from({ length: 30 }, (_, index) => createBroken(`b-${index}`));

  test('are at most ten, and the last one counts what is left out', () => {
    const lines = getLines(createRun(many));
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe('and 24 more, see report.html');
  });

  test('begin with the result, the target and the counts', () => {
    expect(getLines(createRun([sampleVerdicts.kept]))).toEqual([
      '✓ Kept: The contract is kept: 1 promise is kept.',
      'http://127.0.0.1:4010, 2026-05-06 15:00 UTC',
      '1 kept, 0 broken. Availability 100 %: 2 of 2 requests were answered.',
    ]);
  });

  test('name what is newly broken first, wherever its clause is in the contract', () => {
    const changes = {
      newly: ['b-29', 'c-warning'],
      still: ['b-0', 'd-notice'],
      fixed: ['a-kept', 'z-fixed'],
    };
    const { kept, warning, notice, crashed } = sampleVerdicts;
    const verdicts = [kept, warning, notice, crashed, createBroken('b-0'), createBroken('b-29')];
    const lines = getLines({ ...createRun(verdicts), changes, steps: findSteps(createSteppedRuns()) });
    expect(lines.slice(3).map((line) => line.split(':')[0])).toEqual([
      'newly broken',
      'still broken',
      'crashed',
      'worse, new',
      'new warning',
      'fixed',
    ]);
    expect(lines[3]).toBe('newly broken: The promise b-29 holds. (b-29) expected: silence; actual: a status');
    expect(lines.at(-1)).toBe('fixed: a-kept, z-fixed');
  });

  test('are complete without an earlier run too', () => {
    const { kept, warning, notice } = sampleVerdicts;
    const lines = getLines(createRun([kept, warning, notice, createBroken('b-0')]));
    expect(lines.slice(3).map((line) => line.split(':')[0])).toEqual(['broken', 'warning']);
  });

  test('give the reason of a run that judged nothing', () => {
    expect(getLines(createUnjudgedRun('Two\nlines.'))).toEqual([
      '? Not judged: Two lines.',
      'https://test.example, 2026-05-06 15:00 UTC',
      'Reason: token-refused',
    ]);
  });

  test('shorten what a target sent', () => {
    const lines = getLines(createRun([createBroken('a-long', 'x'.repeat(90_000))]));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(600);
  });
});

describe('foreign text', () => {
  const runs = {
    'in a breach': evilRun,
    'in a message': createUnjudgedRun(evil),
    'in the target': { ...createUnjudgedRun(), target: evil },
  };

  test.each(Object.entries(runs))('%s is no mention, no link and no markup in Slack', (_, run) => {
    const { text, blocks } = JSON.parse(formatForChannel(run, 'slack'));
    expect(blocks.length).toBeLessThanOrEqual(10);
    for (const block of blocks)
      expect(block).toMatchObject({ type: 'section', text: { type: 'mrkdwn', verbatim: true } });
    const texts: readonly string[] = [
      text,
      ...blocks.map((block: { text: { text: string } }) => block.text.text),
    ];
    expect(texts.filter((one) => /[<>]|&(?!(amp|lt|gt);)/.test(one))).toEqual([]);
    const all = texts.slice(1).join('\n');
    expect(all).toContain('&lt;!channel&gt;');
    // Outside of code, the only marks are those of the bold labels.
    const outside = all.replaceAll(/`[^`\n]*`/g, '');
    expect(outside.replaceAll(/^\*[^*\n]+\*/gm, '')).not.toMatch(/[*_~`]/);
    expect(Math.max(...texts.map((one) => one.length))).toBeLessThanOrEqual(3000);
  });

  test.each(Object.entries(runs))(
    '%s is only in text runs in Teams, which are never read as Markdown',
    (_, run) => {
      const message = JSON.parse(formatForChannel(run, 'teams'));
      const { content, contentType } = message.attachments[0];
      expect([message.type, contentType, content.type, content.version]).toEqual([
        'message',
        'application/vnd.microsoft.card.adaptive',
        'AdaptiveCard',
        '1.4',
      ]);
      expect(content.body.length).toBeLessThanOrEqual(10);
      for (const block of content.body) {
        expect(block.type).toBe('RichTextBlock');
        for (const inline of block.inlines) expect(inline.type).toBe('TextRun');
      }
      const { body, ...others } = content;
      expect(JSON.stringify(others)).not.toMatch(/evil\.example\)|<at>|\[click/);
      expect(JSON.stringify(body)).toContain('<!channel>');
    },
  );

  test.each(channels)('has no invisible characters in %s', (channel) => {
    for (const run of Object.values(runs))
      for (const sign of ['\u202e', '\u0007']) expect(formatForChannel(run, channel)).not.toContain(sign);
  });
});

test.each<[Channel]>([['slack'], ['teams']])('the message for %s shows every line', (channel) => {
  const run = createRun();
  const shown = formatForChannel(run, channel);
  const count =
    channel === 'slack'
      ? JSON.parse(shown).blocks.length
      : JSON.parse(shown).attachments[0].content.body.length;
  expect(count).toBe(listSummaryLines(run).length);
});

describe('the badge', () => {
  const { kept, broken, warning } = sampleVerdicts;
  const step = failOnSteps({ ...createRun([kept]), failOn: ['step'], steps: findSteps(createSteppedRuns()) });

  test.each<[ContractRun, string, string]>([
    [createRun([kept]), '1 kept', 'brightgreen'],
    [createRun([kept, warning]), '1 kept, 1 warning', 'brightgreen'],
    [createRun([kept, broken]), '1 broken', 'red'],
    [step, 'kept, but a step', 'orange'],
    [createUnjudgedRun(), 'not judged', 'lightgrey'],
    [
      { ...createRun([kept]), failOn: ['never'], verdicts: [broken], outcome: { status: 0, message: '' } },
      '1 broken',
      'red',
    ],
  ])('%# says %s in %s', (run, message, color) => {
    expect(createBadge(run)).toMatchObject({ schemaVersion: 1, label: 'contract', message, color });
  });
});
