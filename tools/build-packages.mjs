// Which packages building and serving need, out of all that a lock file holds.
// @ts-check

/** @typedef {Readonly<Record<string, string>>} Names */
/**
 * @typedef {object} Locked
 * @property {Names} [dependencies]
 * @property {Names} [optionalDependencies]
 */

/** All that the bundles of dist/ hold, and what makes them. */
export const buildPackages = [
  '@faker-js/faker',
  'ajv',
  'ajv-formats',
  'csv-stringify',
  'esbuild',
  'express',
  'fflate',
  'yaml',
];

/**
 * The entries of a lock file for packages and all that these depend on.
 * @template {Locked} Entry
 * @param {Readonly<Record<string, Entry>>} locked
 * @param {readonly string[]} names
 * @returns {Record<string, Entry>}
 */
export function pickPackages(locked, names) {
  const places = new Set(names.flatMap((name) => findPlace(locked, '', name) ?? []));
  // A set that grows while it is walked is walked to its new end.
  for (const place of places) {
    const { dependencies, optionalDependencies } = /** @type {Locked} */ (locked[place]);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const found = findPlace(locked, place, name);
      if (found !== undefined) places.add(found);
    }
  }
  return Object.fromEntries(Object.entries(locked).filter(([place]) => places.has(place)));
}

/**
 * Where Node finds `name` from the package at `place`: in it, or beside it or any package around it.
 * @param {Readonly<Record<string, unknown>>} locked @param {string} place @param {string} name
 * @returns {string | undefined}
 */
function findPlace(locked, place, name) {
  const path = `${place}${place === '' ? '' : '/'}node_modules/${name}`;
  if (path in locked) return path;
  return place === ''
    ? undefined
    : findPlace(locked, place.slice(0, place.lastIndexOf('node_modules/')).replace(/\/$/, ''), name);
}
