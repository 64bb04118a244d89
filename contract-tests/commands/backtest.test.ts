import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runContractInProcess } from '../testing/command-inside.ts';
import { createSteppedLedger } from '../testing/stepped-ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'backtest-'));
const file = join(folder, 'ledger.json');
afterAll(() => rmSync(folder, { recursive: true }));

async function backtest(ledger: unknown) {
  writeFileSync(file, JSON.stringify(ledger));
  const { status, stdout, stderr } = await runContractInProcess(['backtest', file]);
  return { status, stderr, lines: stdout.replaceAll(file, 'FILE').trim().split('\n') };
}

test('each step is printed with its run, its levels, its bars and the reason', async () => {
  const { status, stderr, lines } = await backtest(createSteppedLedger());
  expect([status, stderr]).toEqual([0, '']);
  expect(lines).toEqual([
    'FILE: 43 runs of http://127.0.0.1:4010, from 2026-03-25 to 2026-05-06.',
    '',
    expect.stringMatching(
      /^2026-05-06 {2}worse {3}response time of getStatus \(median\): from 1[78]\d ms to 2[67]\d ms \(1\.5 times\)$/,
    ),
    expect.stringMatching(/^ {12}[▁▂▃]{27}┊[▅▆▇█]{3}$/),
    expect.stringMatching(
      /^ {12}The three runs since 2026-05-04 had 2\d\d ms, 2\d\d ms, 2\d\d ms\. The limit is 1\.25 times and 20 ms, or more if the metric is noisy\.$/,
    ),
    '',
    'A step needs 17 runs with a value. These metrics have fewer:',
    '  time in the queue: 11',
    '',
    '1 lasting step: 1 of 43 runs would have reported one, and --fail-on step would have failed 1.',
  ]);
});

test('a ledger without a step says so', async () => {
  const { lines } = await backtest(createSteppedLedger(undefined, 40));
  expect(lines.at(-1)).toBe('No lasting step in 40 runs.');
});

test('a young ledger says how many runs a step needs', async () => {
  const { lines } = await backtest(createSteppedLedger(undefined, 5));
  expect(lines.slice(2)).toEqual([
    'A step needs 17 runs with a value, and this ledger has 5.',
    '',
    'No lasting step in 5 runs.',
  ]);
});

test('a ledger of version 2 has no numbers yet', async () => {
  const { statistics: _none, ...stored } = createSteppedLedger();
  const { status, lines } = await backtest({ ...stored, version: 2 });
  expect([status, lines]).toEqual([
    0,
    ['FILE: no runs with numbers. A run with --ledger adds them.', '', 'No lasting step in 0 runs.'],
  ]);
});

test.each([
  [[], 'LEDGER is missing; see --help.'],
  [['no.json'], 'no.json cannot be read: there is no such file or folder.'],
  [['package.json'], 'The ledger package.json cannot be used. It does not have the format of this version'],
])('contract backtest %j is refused with a reason', async (args, message) => {
  const { status, stderr } = await runContractInProcess(['backtest', ...args]);
  expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
});
