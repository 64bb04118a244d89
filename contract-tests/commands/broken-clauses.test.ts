// Tests what fails a run, by flags and by the file of a team, and the files that prove a broken clause.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { runContractInProcess } from '../testing/command-inside.ts';
import { prepareStoredRuns } from '../testing/stored-runs.ts';

const { place, report, check, getUrl } = prepareStoredRuns();

const judgeBad = (...flags: readonly string[]) =>
  runContractInProcess(['judge', join(place('bad'), 'evidence.har'), ...flags]);

describe('a broken clause', () => {
  const proof = 'broken/list-newest-first.har';

  test('has a file with its exchanges alone, which breaks it again', async () => {
    expect(report('bad').clauses.find(({ id }: { id: string }) => id === 'list-newest-first')).toMatchObject({
      har: proof,
      mutant: 'sorted-by-update',
    });
    const { log } = JSON.parse(readFileSync(join(place('bad'), proof), 'utf8'));
    expect(log.entries).toHaveLength(1);
    const again = await runContractInProcess([
      'judge',
      join(place('bad'), proof),
      '--only',
      'list-newest-first',
    ]);
    expect([again.status, again.stderr]).toEqual([1, '']);
    expect(readFileSync(join(place('bad'), 'report.html'), 'utf8')).toContain(`href="${proof}"`);
  });

  test('leaves no file when it is kept in the next run, or when that judges nothing', async () => {
    const har = join(place('good'), 'evidence.har');
    const reports = ['--report-dir', place('mended')];
    await runContractInProcess(['judge', join(place('bad'), 'evidence.har'), ...reports]);
    expect(existsSync(join(place('mended'), proof))).toBe(true);
    writeFileSync(join(place('mended'), 'broken', 'notes.txt'), 'mine');
    await runContractInProcess(['judge', har, ...reports]);
    expect(readdirSync(join(place('mended'), 'broken'))).toEqual(['notes.txt']);
    await runContractInProcess(['judge', join(place('bad'), 'evidence.har'), ...reports]);
    await runContractInProcess(['judge', place('no.har'), ...reports]);
    expect(readdirSync(join(place('mended'), 'broken'))).toEqual(['notes.txt']);
  });

  test('is judged again from its own file, which stays', async () => {
    const reports = ['--report-dir', place('kept')];
    await runContractInProcess(['judge', join(place('bad'), 'evidence.har'), ...reports]);
    const text = readFileSync(join(place('kept'), proof), 'utf8');
    const ended = await runContractInProcess(['judge', join(place('kept'), proof), ...reports]);
    expect(ended.stderr).toBe('');
    expect(readFileSync(join(place('kept'), proof), 'utf8')).toBe(text);
  });
});

describe('what fails a run', () => {
  test('with new, a promise that the run before broke too does not', async () => {
    const ledger = place('new.json');
    const flags = ['--ledger', ledger, '--fail-on', 'new'];
    await check('honest', 'new-0', '--ledger', ledger);
    const text = readFileSync(ledger, 'utf8').replaceAll(getUrl('honest'), getUrl('lying'));
    writeFileSync(ledger, text);
    const first = await check('lying', 'new-1', ...flags);
    const second = await check('lying', 'new-2', ...flags);
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
    const ended = await check('honest', 'unused', '--fail-on', 'new');
    expect([ended.status, ended.stderr]).toEqual([
      2,
      '--fail-on new compares with earlier runs, so it needs --ledger. Name the file of the ledger.\n',
    ]);
  });
});
