import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type MockProcess, startMock } from '../testing/command.ts';
import { runContractInProcess } from '../testing/command-inside.ts';

const variables = { CONTRACT_TOKEN: 'alice-token', CONTRACT_OTHER_TOKEN: 'bob-token' };
let folder = '';
let honest: MockProcess;
let lying: MockProcess;
const place = (name: string) => join(folder, name);
const report = (name: string) => JSON.parse(readFileSync(join(place(name), 'report.json'), 'utf8'));

const check = (mock: MockProcess, name: string, ...flags: readonly string[]) =>
  runContractInProcess(
    ['--base-url', mock.url, '--watch', '0s', '--report-dir', place(name), ...flags],
    variables,
  );

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stored-'));
  [honest, lying] = await Promise.all([startMock(), startMock('--mutant', 'oldest-first')]);
  await check(honest, 'good', '--ledger', place('ledger.json'));
  await check(lying, 'bad');
});
afterAll(async () => {
  await Promise.all([honest.stop(), lying.stop()]);
  rmSync(folder, { recursive: true });
});

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
  const { status, stdout } = await check(honest, 'next', '--ledger', place('ledger.json'));
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

const judgeBad = (...flags: readonly string[]) =>
  runContractInProcess(['judge', join(place('bad'), 'evidence.har'), ...flags]);

describe('what fails a run', () => {
  test('with new, a promise that the run before broke too does not', async () => {
    const ledger = place('new.json');
    const flags = ['--ledger', ledger, '--fail-on', 'new'];
    await check(honest, 'new-0', '--ledger', ledger);
    const text = readFileSync(ledger, 'utf8').replaceAll(honest.url, lying.url);
    writeFileSync(ledger, text);
    const first = await check(lying, 'new-1', ...flags);
    const second = await check(lying, 'new-2', ...flags);
    expect([first.status, second.status]).toEqual([1, 0]);
    expect(second.stdout).toMatch(/\nBROKEN|^BROKEN/);
    expect(second.stdout).toContain('none is newly broken, so the exit status is 0.\n');
    expect(report('new-2')).toMatchObject({ exit_status: 0, fail_on: ['must', 'new'], error: null });
    expect(readFileSync(join(place('new-2'), 'junit.xml'), 'utf8')).toContain('failures="0"');
    const html = readFileSync(join(place('new-2'), 'report.html'), 'utf8');
    expect(html).toContain('<title>Broken: contract of');
    expect((await judgeBad('--ledger', ledger, '--fail-on', 'new')).status).toBe(0);
  });

  test.each([
    [[], 1],
    [['--fail-on', 'never'], 0],
    [['--fail-on', 'new', '--ledger', 'good'], 1],
    [['--only', 'list-newest-first', '--fail-on', 'never'], 0],
  ])('judge with %j ends with %i', async (flags, status) => {
    const args = flags.map((flag) => (flag === 'good' ? place('ledger.json') : flag));
    const ended = await judgeBad(...args);
    expect([ended.status, ended.stderr]).toEqual([status, '']);
  });

  test('a file changes levels, and every report says so', async () => {
    const file = place('team.yaml');
    writeFileSync(file, 'levels: {list-newest-first: SHOULD, nosniff: off}\n');
    const ended = await judgeBad('--config', file, '--report-dir', place('team'));
    expect(ended.status).toBe(0);
    const sentence = 'list-newest-first SHOULD instead of MUST, nosniff off';
    expect(ended.stdout).toContain(`\nLevels changed by the team: ${sentence}.\n`);
    expect(ended.stdout).toContain('[SHOULD instead of MUST, documented: ');
    expect(report('team').levels_changed).toEqual([
      { id: 'list-newest-first', from: 'MUST', to: 'SHOULD' },
      { id: 'nosniff', from: 'ASSUMED', to: 'off' },
    ]);
    for (const name of ['report.html', 'junit.xml', 'report.sarif'])
      expect(readFileSync(join(place('team'), name), 'utf8')).toContain(sentence);
    expect(readFileSync(join(place('team'), 'summary.md'), 'utf8')).toContain('SHOULD instead of MUST');
    expect((await judgeBad('--config', file, '--strict')).status).toBe(1);
  });

  test('diff uses the same file', async () => {
    const file = place('diff.yaml');
    const diff = async (text: string, ...flags: readonly string[]) => {
      writeFileSync(file, text);
      const args = ['diff', place('good'), place('bad'), '--config', file, ...flags];
      return (await runContractInProcess(args)).status;
    };
    expect([
      await diff('failOn: new'),
      await diff('failOn: new', '--fail-on', 'never'),
      await diff('{failOn: new, levels: {list-newest-first: SHOULD}}'),
      await diff('{failOn: [new, should], levels: {list-newest-first: SHOULD}}'),
      await diff('{failOn: must, levels: {list-newest-first: off}}'),
    ]).toEqual([1, 0, 0, 1, 0]);
  });

  test.each([
    ['failOn: nwe', 'team-2.yaml:1: "failOn" is "nwe"; it must be '],
    ['failOn: new', '--fail-on new compares with an earlier run, so it needs --ledger.'],
  ])('the file %j is refused', async (text, says) => {
    const file = place('team-2.yaml');
    writeFileSync(file, text);
    const ended = await judgeBad('--config', file);
    expect([ended.status, ended.stderr]).toEqual([2, expect.stringContaining(says)]);
  });

  test('new needs a ledger', async () => {
    const ended = await check(honest, 'unused', '--fail-on', 'new');
    expect([ended.status, ended.stderr]).toEqual([
      2,
      '--fail-on new compares with earlier runs, so it needs --ledger. Name the file of the ledger.\n',
    ]);
  });
});

test.each([
  [['judge'], 'EVIDENCE.HAR is missing; see --help.'],
  [['judge', 'a.har', 'b.har'], 'Unexpected argument "b.har"; this command takes EVIDENCE.HAR.'],
  [['judge', 'no.har'], 'no.har cannot be read: there is no such file or folder.'],
  [['judge', 'package.json'], 'package.json: The contract suite did not write this HAR'],
  [
    ['judge', 'README.md'],
    'README.md cannot be read: it is not valid JSON from line 1, column 1 on. Correct it or create it again.',
  ],
  [['diff', 'good'], 'NEW is missing; see --help.'],
  [['diff', 'package.json', 'package.json'], 'package.json is not a report of the contract suite. Give'],
  [['diff', 'a', 'b', '--fail-on', 'old'], '--fail-on is "old"; allowed: must, should, new, never.'],
  [['diff', 'a', 'b', '--last', '1'], '--last is "1"; it must be a whole number from 2 to 30.'],
])('contract %j is refused with a reason', async (args, says) => {
  const { status, stderr } = await runContractInProcess(args);
  expect([status, stderr]).toEqual([2, expect.stringContaining(says)]);
});

test('diff reports a run that judged nothing, and compares nothing', async () => {
  const refused = await runContractInProcess(['--base-url', honest.url, '--report-dir', place('refused')], {
    CONTRACT_TOKEN: 'wrong-token',
  });
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
