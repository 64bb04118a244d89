// Selects the packages from a lock file that building and serving need.
// @ts-check

/** @typedef {Readonly<Record<string, string>>} Names */
/**
 * @typedef {object} Locked
 * @property {Names} [dependencies]
 * @property {Names} [optionalDependencies]
 */

/** The packages that the bundles of dist/ contain, and those that create the bundles. */
export const buildPackages = [
  '@faker-js/faker',
  '@noble/hashes',
  '@preact/signals',
  'ajv-formats',
  'esbuild',
  'express',
  'fast-check',
  'fflate',
  'ioredis',
  'preact',
  'swagger-ui-dist',
  'yaml',
];

/**
 * Selects the entries of a lock file for packages and all their dependencies.
 * @template {Locked} Entry
 * @param {Readonly<Record<string, Entry>>} locked
 * @param {readonly string[]} names
 * @returns {Record<string, Entry>}
 */
export function pickPackages(locked, names) {
  const places = new Set(names.flatMap((name) => findPlace(locked, '', name) ?? []));
  // Iterating over a set includes entries that are added on the way.
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
 * Finds `name` as Node does from the package at `place`: inside it, or beside it or any package around it.
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
