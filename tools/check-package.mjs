// Checks the package as npm would publish it: it is small, brings no other package, and is complete, and its pages load little.
// @ts-check
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import process from 'node:process';

// A file occupies whole blocks of the disk.
const blockBytes = 4096;
/** The most that each part of the installed package may take. */
const limits = [
  {
    name: 'package without dist/site/',
    bytes: 7_400_000,
    blockBytes,
    has: (/** @type {string} */ path) => !isOfSite(path),
  },
  // For web servers, whose files are sent and not installed.
  { name: 'pages in dist/site/', bytes: 3_140_000, blockBytes: 1, has: isOfSite },
];
const shell = process.platform === 'win32';

execFileSync(process.execPath, ['tools/build.mjs', '--types'], { stdio: ['ignore', 'ignore', 'inherit'] });
const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
  shell,
});
/** @type {{ files: { path: string, size: number }[] }[]} */
const parsed = Object.values(JSON.parse(packed));
// dist/ keeps the files of earlier builds for a day, for a running mock; the published package is built from scratch.
const builtMs = statSync('dist/.built').mtimeMs;
const files = (parsed[0]?.files ?? []).filter(
  ({ path }) => !/^dist\/(?!library\/types\/)/.test(path) || statSync(path).mtimeMs >= builtMs,
);
const sizes = limits.map((limit) => ({
  ...limit,
  count: files.filter(({ path }) => limit.has(path)).length,
  taken: files.reduce(
    (sum, { path, size }) =>
      sum + (limit.has(path) ? Math.ceil(size / limit.blockBytes) * limit.blockBytes : 0),
    0,
  ),
}));
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const paths = new Set(files.map(({ path }) => path));

/** A compiler finds only Node, and what users install themselves. */
const known = [...Object.keys(manifest.peerDependencies), 'node:'];
const foreign = files
  .filter(({ path }) => /^dist\/library\/types\/.*ts$/.test(path))
  .flatMap(({ path }) =>
    Array.from(
      readFileSync(path, 'utf8').matchAll(/(?:from |import\()['"]([^.'"][^'"]*)/g),
      ([, name = '']) => ({
        path,
        name,
      }),
    ),
  )
  .filter(({ name }) => !known.some((one) => name.startsWith(one)));

const notices = 'THIRD-PARTY-NOTICES';
const isCurrent =
  existsSync(notices) && readFileSync(notices, 'utf8') === readFileSync(`build/${notices}`, 'utf8');

const complaints = [
  ...(isCurrent ? [] : [`${notices} does not fit what is bundled: run \`make notices\`.`]),
  ...[notices, 'LICENSE', 'dist/sbom.cdx.json', 'dist/site/THIRD-PARTY-NOTICES.txt']
    .filter((path) => !paths.has(path))
    .map((path) => `${path} is not in the package.`),
  ...foreign.map(
    ({ path, name }) =>
      `${path} imports ${name}, which users do not have: name no type of it in what the library exports.`,
  ),
  ...sizes.flatMap(({ name, bytes, taken }) =>
    taken <= bytes
      ? []
      : [
          `The ${name} takes ${taken.toLocaleString('en')} bytes; at most ${bytes.toLocaleString('en')} are allowed.`,
        ],
  ),
  ...Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }).map(
    (name) => `The package depends on ${name}. Bundle it, so that npm installs no other package.`,
  ),
  ...[...listTargets(manifest.exports), ...listTargets(manifest.bin)]
    .filter((target) => !target.includes('*') && !paths.has(target.replace('./', '')))
    .map((target) => `package.json names ${target}, which is not in the package.`),
];
for (const complaint of complaints) console.error(complaint);
if (complaints.length > 0) process.exitCode = 1;
else
  for (const { name, bytes, taken, count } of sizes)
    console.log(
      `${taken.toLocaleString('en')} of ${bytes.toLocaleString('en')} bytes in ${count} files: ${name}`,
    );

// It reads what was built above.
await import('./check-sizes.mjs');

/** @param {string} path */
function isOfSite(path) {
  return path.startsWith('dist/site/');
}

/** Every file that a part of package.json names. @param {unknown} part @returns {readonly string[]} */
function listTargets(part) {
  if (typeof part === 'string') return [part];
  return Object.values(part ?? {}).flatMap(listTargets);
}
