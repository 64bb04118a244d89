import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { runContractInProcess } from '../testing/command-inside.ts';
import { prepareStoredRuns } from '../testing/stored-runs.ts';

const { place, report, check, getUrl } = prepareStoredRuns();

test.each([
  ['good', 0],
  ['bad', 1],
])(
  'judge gives stored evidence of the %s target the same verdicts without the target',
  async (name, status) => {
    const again = await runContractInProcess([
      'judge',
      join(place(name), 'evidence.har'),
      '--report-dir',
      place(`${name}-again`),
    ]);
    expect(again.status).toBe(status);
    const [first, second] = [report(name), report(`${name}-again`)];
    for (const part of [
      'clauses',
      'counts',
      'availability',
      'coverage',
      'mode',
      'readings',
      'summary',
      'target',
      'requests',
    ])
      expect(second[part]).toEqual(first[part]);
    const har = (which: string) => readFileSync(join(place(which), 'evidence.har'), 'utf8');
    expect(har(`${name}-again`)).toBe(har(name));
  },
);

test('a run continues the ledger of the run before it', async () => {
  const { status, stdout } = await check('honest', 'next', '--ledger', place('ledger.json'));
  expect([status, stdout]).toEqual([0, expect.not.stringContaining('this is the first one in the ledger')]);
  const { runs } = JSON.parse(readFileSync(place('ledger.json'), 'utf8'));
  expect(runs).toHaveLength(2);
});

test.each([
  [['good', 'bad'], [], 0, ' newly broken, 0 still broken, 0 fixed, 0 flaky, 0 no longer judged.'],
  [['good', 'bad'], ['--fail-on', 'new'], 1, 'Newly broken:\n  MUST     list-newest-first: The list starts'],
  [['bad', 'bad'], ['--fail-on', 'new'], 0, 'Still broken:\n  MUST     list-newest-first: The list starts'],
  [['bad', 'bad'], ['--fail-on', 'must'], 1, '0 newly broken'],
  [['bad', 'good'], ['--fail-on', 'must'], 0, 'Fixed:\n  MUST     list-newest-first: The list starts'],
])('diff %j with the flags %j ends with %s', async (names, flags, status, says) => {
  const [before = '', after = ''] = names;
  const ended = await runContractInProcess([
    'diff',
    place(before),
    join(place(after), 'report.json'),
    ...flags,
  ]);
  expect([ended.status, ended.stderr]).toEqual([status, '']);
  expect(ended.stdout).toContain(says);
});

test.each([
  [['judge'], 'FILE.HAR is missing; see --help.'],
  [['judge', 'a.har', 'b.har'], 'Unexpected argument "b.har"; this command takes FILE.HAR.'],
  [['judge', 'no.har'], 'no.har cannot be read: there is no such file or folder.'],
  [['judge', 'package.json'], 'package.json: The contract suite did not write this HAR'],
  [
    ['judge', 'README.md'],
    'README.md cannot be read: it is not valid JSON from line 1, column 1 on. Correct it or create it again.',
  ],
  [['diff', 'good'], 'NEW is missing; see --help.'],
  [['diff', 'package.json', 'package.json'], 'package.json is not a report of the contract suite. Give'],
  [['diff', 'a', 'b', '--fail-on', 'old'], '--fail-on is "old"; allowed: must, should, new, step, never.'],
  [['diff', 'a', 'b', '--last', '1'], '--last is "1"; it must be a whole number from 2 to 30.'],
])('contract %j is refused with a reason', async (args, says) => {
  const { status, stderr } = await runContractInProcess(args);
  expect([status, stderr]).toEqual([2, expect.stringContaining(says)]);
});

test('diff reports a run that judged nothing, and compares nothing', async () => {
  const refused = await runContractInProcess(
    ['--base-url', getUrl('honest'), '--report-dir', place('refused')],
    {
      CONTRACT_TOKEN: 'wrong-token',
    },
  );
  expect([refused.status, report('refused').error]).toMatchObject([3, { reason: 'token-refused' }]);
  const ended = await runContractInProcess(['diff', place('bad'), place('refused'), '--fail-on', 'new']);
  expect([ended.status, ended.stdout]).toEqual([
    3,
    expect.stringContaining('The second run could not be judged: The target rejected the token'),
  ]);
});

test('the reports explain evidence that cannot be judged, and the evidence stays unchanged', async () => {
  const har = join(place('judged-here'), 'evidence.har');
  mkdirSync(place('judged-here'));
  writeFileSync(har, 'no JSON');
  const { status } = await runContractInProcess(['judge', har, '--report-dir', place('judged-here')]);
  expect([status, report('judged-here')]).toMatchObject([
    2,
    { exit_status: 2, error: { reason: 'configuration' } },
  ]);
  expect(readFileSync(har, 'utf8')).toBe('no JSON');
});

test('judge checks availability again, with another share on request', async () => {
  const har = join(place('good'), 'evidence.har');
  const text = readFileSync(har, 'utf8').replace('"faults": {}', '"faults": { "503": 3 }');
  writeFileSync(place('faulty.har'), text);
  const normal = await runContractInProcess(['judge', place('faulty.har')]);
  const strict = await runContractInProcess([
    'judge',
    place('faulty.har'),
    '--min-availability',
    '99%',
    '--strict',
  ]);
  expect([normal.status, strict.status]).toEqual([0, 1]);
  expect(strict.stdout).toMatch(
    /BROKEN {3}requests-answered: [^]*expected {2}responses to at least 99 % of the requests/,
  );
  expect(strict.stdout).toMatch(
    /\nAvailability: 9\d(\.\d)? %: \d+ of \d+ requests were answered; the others: 3 times 503\.\n/,
  );
});

test('damaged evidence is reported as such, not as a fault of the suite', async () => {
  const har = JSON.parse(readFileSync(join(place('good'), 'evidence.har'), 'utf8'));
  delete har.log.entries[3]['_exchange'];
  writeFileSync(place('damaged.har'), JSON.stringify(har));
  const { status, stderr } = await runContractInProcess(['judge', place('damaged.har')]);
  expect([status, stderr]).toEqual([2, expect.stringContaining('entry 4 lacks the purpose of the request')]);
});
