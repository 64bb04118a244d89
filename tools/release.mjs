// `make release ARGS=0.2.0` shows what a release would do. `--commit` does it: checks and tests everything, sets the version, dates the
// changelog, packs, commits and tags. `--publish` publishes the packed file of a tagged commit; nothing else ever does.
// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import {
  dateSection,
  findMissing,
  findObstacles,
  readSection,
  renameFile,
  setVersion,
} from './release/plan.mjs';

const usage = 'Usage: make release ARGS="VERSION [--commit | --publish]"';
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'dry-run': { type: 'boolean' }, commit: { type: 'boolean' }, publish: { type: 'boolean' } },
});
const [version = ''] = positionals;
const manifest = JSON.parse(read('package.json'));
const file = `build/release/enrichment-sandbox-${version}.tgz`;

if (positionals.length !== 1) stop([usage]);
else if (values['dry-run'] === true && (values.commit === true || values.publish === true))
  stop(['--dry-run changes nothing, so it does not go with --commit or --publish.']);
else if (values.publish === true) publish();
else release(values.commit === true);

/** @param {boolean} isReal */
function release(isReal) {
  const situation = {
    version,
    current: manifest.version,
    tags: git('tag', '--list').split('\n'),
    branch: git('branch', '--show-current'),
    changed: git('status', '--porcelain'),
    changelog: read('CHANGELOG.md'),
  };
  const obstacles = findObstacles(situation);
  if (obstacles.length > 0) return stop(obstacles);
  console.log(`Version ${manifest.version} becomes ${version}. What is new:\n`);
  console.log(readSection(situation.changelog, 'Unreleased'));
  for (const missing of findMissing(manifest)) console.log(`\nBefore publishing: ${missing}`);
  if (!isReal) {
    console.log(`\nNothing was changed. With --commit: run all tests, set the version in package.json, package-lock.json and
the pages that name the packed file, date the section of CHANGELOG.md, pack, check the packed file, commit and tag v${version}.`);
    return undefined;
  }
  return commit(situation.changelog);
}

/** @param {string} changelog */
function commit(changelog) {
  const day = new Date().toISOString().slice(0, 10);
  change('package.json', (text) => setVersion(text, manifest.version, version));
  change('package-lock.json', (text) =>
    setVersion(setVersion(text, manifest.version, version), manifest.version, version),
  );
  // Each page that says how to install the packed file names it.
  const naming = ['--files-with-matches', '--fixed-strings', `enrichment-sandbox-${manifest.version}.tgz`];
  const pages = git('grep', ...naming, '--', '*.md', ':!CHANGELOG.md').split('\n');
  for (const page of pages.filter((path) => path !== ''))
    change(page, (text) => renameFile(text, manifest.version, version));
  writeFileSync('CHANGELOG.md', dateSection(changelog, version, day));
  const steps = [
    [process.execPath, 'tools/build.mjs'],
    // The tests check the licences, the bill of materials, the size and the exports of the package too.
    ...(process.env['RELEASE_WITHOUT_TESTS'] === 'true' ? [] : [[process.execPath, 'tools/test.mjs']]),
    [process.execPath, '-e', "require('node:fs').mkdirSync('build/release', { recursive: true })"],
    ['npm', 'pack', '--loglevel=error', '--pack-destination=build/release'],
    [
      process.execPath,
      '-e',
      `import('./tools/check-exports.mjs').then(({ checkExports }) => { const found = checkExports('${file}').filter(({ output }) => output); for (const { output } of found) console.error(output); process.exitCode = found.length; })`,
    ],
    ['git', 'commit', '--quiet', '--all', `--message=Release ${version}`],
    ['git', 'tag', '--annotate', `v${version}`, `--message=${version}`],
  ];
  const failed = steps.find(
    ([program = '', ...args]) => spawnSync(program, args, { stdio: 'inherit' }).status !== 0,
  );
  if (failed !== undefined) {
    git('checkout', '--', '.');
    return stop([
      `${failed.slice(0, 3).join(' ')} failed; nothing was released, and the files are as they were.`,
    ]);
  }
  console.log(
    `\nCommitted and tagged v${version}. Packed: ${file}\nPush the tag to publish with .github/workflows/release.yml.`,
  );
  return undefined;
}

function publish() {
  const tagged = git('tag', '--points-at', 'HEAD').split('\n');
  const isPacked = existsSync(file);
  const obstacles = [
    ...findMissing(manifest),
    ...(tagged.includes(`v${version}`) ? [] : [`HEAD does not have the tag v${version}.`]),
    ...(isPacked
      ? []
      : [`${file} does not exist: run with --commit first, or npm pack --pack-destination=build/release.`]),
    ...(process.env['ACTIONS_ID_TOKEN_REQUEST_URL'] === undefined
      ? ['npm can only attest where the package was built in a workflow with "id-token: write".']
      : []),
  ];
  if (obstacles.length > 0) return stop(obstacles);
  const tag = version.includes('-') ? 'next' : 'latest';
  process.exitCode =
    spawnSync('npm', ['publish', file, '--provenance', '--access=public', `--tag=${tag}`], {
      stdio: 'inherit',
    }).status ?? 1;
  return undefined;
}

/** @param {string} path @param {(text: string) => string} edit */
function change(path, edit) {
  writeFileSync(path, edit(read(path)));
}

/** @param {string} path */
function read(path) {
  return readFileSync(path, 'utf8');
}

/** @param {string[]} args */
function git(...args) {
  return spawnSync('git', args, { encoding: 'utf8' }).stdout.trim();
}

/** @param {readonly string[]} sentences */
function stop(sentences) {
  for (const sentence of sentences) console.error(sentence);
  process.exitCode = 2;
}
