// What a release changes and what must be true before it: functions of texts, for tools/release.mjs.
// @ts-check

/** @typedef {{ version: string, current: string, tags: readonly string[], branch: string, changed: string, changelog: string }} Situation */

const form = /^(\d+)\.(\d+)\.(\d+)(?:-[0-9a-z-]+(?:\.[0-9a-z-]+)*)?$/i;

/** @param {Situation} situation @returns {readonly string[]} what stands in the way of the release, one sentence each */
export function findObstacles({ version, current, tags, branch, changed, changelog }) {
  if (!form.test(version))
    return [`"${version}" is not a version; give three numbers, such as 1.2.0, or 1.2.0-rc.1.`];
  return [
    ...(compare(version, current) < 0
      ? [`${version} is lower than the version of package.json, ${current}.`]
      : []),
    ...(tags.includes(`v${version}`) ? [`The tag v${version} exists already: choose a higher version.`] : []),
    ...(branch === 'main' ? [] : [`This is the branch "${branch}"; release from main.`]),
    ...(changed === '' ? [] : [`There are changes that are not committed:\n${changed}`]),
    ...(readSection(changelog, 'Unreleased') === ''
      ? ['CHANGELOG.md has nothing below "## Unreleased": say what is new.']
      : []),
  ];
}

/** What the owner must fill in before npm accepts a release with provenance. @param {{ repository?: unknown }} manifest */
export function findMissing({ repository }) {
  return repository === undefined
    ? [
        'package.json has no "repository". npm needs it for provenance, and it must be the repository whose workflow publishes: { "type": "git", "url": "git+https://.../NAME.git" }.',
      ]
    : [];
}

/** The text below a heading of the second level. @param {string} changelog @param {string} heading */
export function readSection(changelog, heading) {
  const sections = changelog.split(/^## /m).slice(1);
  const found = sections.find((section) => /^\[?([^\s\]]+)/.exec(section)?.[1] === heading);
  return (found ?? '').split('\n').slice(1).join('\n').trim();
}

/** @param {string} changelog @param {string} version @param {string} day such as 2026-05-06 */
export function dateSection(changelog, version, day) {
  return changelog.replace(/^## Unreleased$/m, () => `## Unreleased\n\n## ${version} - ${day}`);
}

/** The name of the packed file stands in the documentation. @param {string} text @param {string} from @param {string} to */
export function renameFile(text, from, to) {
  return text.replaceAll(`enrichment-sandbox-${from}.tgz`, `enrichment-sandbox-${to}.tgz`);
}

/** Only the version changes, not the form of the file. @param {string} manifest @param {string} from @param {string} to */
export function setVersion(manifest, from, to) {
  return manifest.replace(`"version": "${from}"`, () => `"version": "${to}"`);
}

/** A version with a suffix comes before the one without. @param {string} one @param {string} other */
function compare(one, other) {
  const difference = listNumbers(one)
    .map((number, index) => number - (listNumbers(other)[index] ?? 0))
    .find((number) => number !== 0);
  return difference ?? Number(other.includes('-')) - Number(one.includes('-'));
}

/** @param {string} version */
function listNumbers(version) {
  return (form.exec(version) ?? []).slice(1, 4).map(Number);
}
