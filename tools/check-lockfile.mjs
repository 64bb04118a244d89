// Finds mistakes in the lock files: a missing platform, or an address that others may not reach.
// @ts-check
import { readFileSync } from 'node:fs';
import process from 'node:process';

/** @typedef {{ resolved?: string, optionalDependencies?: Record<string, string> }} Locked */
/** @typedef {{ packages: Record<string, Locked> }} LockFile */

const lockFiles = ['', 'tools/', 'tools/ecosystem/', 'examples/'].map(
  (folder) => `${folder}package-lock.json`,
);

if (process.argv[1]?.endsWith('check-lockfile.mjs')) {
  for (const file of lockFiles) {
    for (const complaint of complaintsAbout(file, JSON.parse(readFileSync(file, 'utf8')))) {
      console.error(complaint);
      process.exitCode = 1;
    }
  }
}

/**
 * Some registries hide the binaries of other platforms, and npm then omits them silently.
 * @param {string} file @param {LockFile} lock
 */
export function complaintsAbout(file, { packages }) {
  return Object.entries(packages).flatMap(([place, { optionalDependencies = {}, resolved = '' }]) => [
    ...Object.keys(optionalDependencies)
      .filter((name) => !lookUps(place, name).some((path) => path in packages))
      .map(
        (name) =>
          `${file}: ${place || 'the project'} depends on ${name}, which has no entry, so some platforms cannot install it.`,
      ),
    ...(resolved.includes('://') ? [`${file}: ${place} has a "resolved" address; delete that line.`] : []),
  ]);
}

/**
 * The places where npm may have put `name` for the package at `place`: inside it, or beside it or any package around it.
 * @param {string} place @param {string} name @returns {string[]}
 */
function lookUps(place, name) {
  if (place === '') return [`node_modules/${name}`];
  const around = place.slice(0, place.lastIndexOf('node_modules/')).replace(/\/$/, '');
  return [`${place}/node_modules/${name}`, ...lookUps(around, name)];
}
