// What stands in the way of a release, and what it writes.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { dateSection, findMissing, findObstacles, readSection, renameFile, setVersion } from './plan.mjs';

const changelog = '# Changelog\n\n## Unreleased\n\n- A store.\n\n## 0.1.0 - 2026-01-02\n\n- The first.\n';
const ready = {
  version: '0.2.0',
  current: '0.1.0',
  tags: ['v0.1.0'],
  branch: 'main',
  changed: '',
  changelog,
};

test('nothing stands in the way of a higher version, committed on main, with a section in the changelog', () => {
  expect(findObstacles(ready)).toEqual([]);
  expect(findObstacles({ ...ready, version: '1.0.0-rc.1' })).toEqual([]);
});

test.each([
  [{ version: '2' }, '"2" is not a version'],
  [{ version: '0.1.0' }, 'The tag v0.1.0 exists already'],
  [{ version: '0.0.9' }, '0.0.9 is lower than the version of package.json, 0.1.0'],
  [{ version: '0.1.0-rc.1' }, '0.1.0-rc.1 is lower than'],
  [{ branch: 'try' }, 'This is the branch "try"'],
  [{ changed: ' M cli.ts' }, 'There are changes that are not committed'],
  [
    { changelog: '# Changelog\n\n## Unreleased\n\n## 0.1.0\n\n- The first.\n' },
    'CHANGELOG.md has nothing below',
  ],
  [{ changelog: '' }, 'CHANGELOG.md has nothing below'],
])('a release stops for %j', (change, sentence) => {
  expect(findObstacles({ ...ready, ...change })).toEqual([expect.stringContaining(sentence)]);
});

test('the section of the changelog gets the version and the day, and a new one is begun', () => {
  const dated = dateSection(changelog, '0.2.0', '2026-05-06');
  expect(readSection(dated, '0.2.0')).toBe('- A store.');
  expect(readSection(dated, 'Unreleased')).toBe('');
  expect(readSection(dated, '0.1.0')).toBe('- The first.');
});

test('the version changes in the files that have it', () => {
  expect(setVersion('{ "version": "0.1.0", "yaml": "0.1.0" }', '0.1.0', '0.2.0')).toBe(
    '{ "version": "0.2.0", "yaml": "0.1.0" }',
  );
  expect(renameFile('npm i PATH/enrichment-sandbox-0.1.0.tgz', '0.1.0', '0.2.0')).toContain(
    'sandbox-0.2.0.tgz',
  );
});

test('without a repository npm cannot attest anything, so the owner is asked for one', () => {
  expect(findMissing({})).toEqual([expect.stringContaining('package.json has no "repository"')]);
  expect(findMissing({ repository: { type: 'git' } })).toEqual([]);
});

describe('in a clone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (program: string, ...args: readonly string[]) =>
    spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  const release = (...args: readonly string[]) => run(process.execPath, 'tools/release.mjs', ...args);

  beforeAll(() => {
    mkdirSync(join(folder, 'tools'));
    for (const file of ['tools/release.mjs', 'tools/release/plan.mjs', 'package.json'])
      cpSync(file, join(folder, file));
    writeFileSync(join(folder, 'CHANGELOG.md'), changelog);
    run('git', 'init', '--quiet', '--initial-branch=main');
    run('git', 'add', '--all');
    run('git', '-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message=a');
  });

  test('a release shows what it would do, and changes nothing unless it is asked to', () => {
    const { status, stdout } = release('0.2.0');
    expect([status, stdout]).toEqual([0, expect.stringContaining('- A store.')]);
    expect(stdout).toContain('Nothing was changed.');
    expect(run('git', 'status', '--porcelain').stdout + run('git', 'tag').stdout).toBe('');
    expect(readFileSync(join(folder, 'CHANGELOG.md'), 'utf8')).toBe(changelog);
  });

  test('nothing is published without a tag, a packed file and a workflow that npm trusts', () => {
    const { status, stderr } = release('0.2.0', '--publish');
    expect(status).toBe(2);
    expect(stderr).toContain('HEAD does not have the tag v0.2.0.');
    expect(stderr).toContain('build/release/enrichment-sandbox-0.2.0.tgz does not exist');
  });

  test('a release changes the version wherever it is named, and fails without a trace when a step fails', () => {
    const page = 'npm install enrichment-sandbox-0.1.0.tgz\n';
    mkdirSync(join(folder, 'docs'));
    for (const file of ['README.md', 'docs/testing.md']) writeFileSync(join(folder, file), page);
    writeFileSync(join(folder, 'package-lock.json'), '{ "version": "0.1.0", "a": { "version": "0.1.0" } }\n');
    const build = 'tools/build.mjs';
    const keep =
      "import { cpSync } from 'node:fs';\nfor (const file of ['README.md', 'docs', 'package-lock.json', 'CHANGELOG.md'])\n";
    writeFileSync(join(folder, '.gitignore'), 'kept/\n');
    writeFileSync(
      join(folder, build),
      `${keep}cpSync(file, 'kept/' + file, { recursive: true });\nprocess.exitCode = 1;\n`,
    );
    run('git', 'add', '--all');
    run('git', '-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message=b');

    const { status, stderr } = release('0.2.0', '--commit');

    expect([status, stderr]).toEqual([2, expect.stringContaining('nothing was released')]);
    const kept = (file: string) => readFileSync(join(folder, 'kept', file), 'utf8');
    for (const file of ['README.md', 'docs/testing.md'])
      expect(kept(file)).toBe('npm install enrichment-sandbox-0.2.0.tgz\n');
    expect(kept('package-lock.json')).not.toContain('0.1.0');
    expect(kept('CHANGELOG.md')).toContain('## 0.2.0 - ');
    expect(run('git', 'status', '--porcelain').stdout + run('git', 'tag').stdout).toBe('');
  });

  test.each([
    [[], 'Usage: make release'],
    [['0.2.0', '--dry-run', '--commit'], '--dry-run changes nothing'],
  ])('wrong usage is refused: %j', (args, sentence) => {
    const { status, stderr } = release(...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(sentence)]);
  });
});
