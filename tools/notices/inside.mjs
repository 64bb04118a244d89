// The packages inside a bundle that a dependency publishes: their licences stand in a JSON file, since they are not installed.
// tools/notices/write-inside.mjs writes that file.
// @ts-check
import { readFileSync } from 'node:fs';

/** @typedef {import('./licences.mjs').Licence} Licence */

const bundle = 'node_modules/swagger-ui-dist/swagger-ui-bundle.js';
export const insideFile = 'tools/notices/inside-swagger-ui.json';

/** @returns {readonly string[]} the names of the packages in the bundle, as its source map has them */
export function listInside() {
  const { sources } = JSON.parse(readFileSync(`${bundle}.map`, 'utf8'));
  const names = /** @type {readonly string[]} */ (sources).flatMap((source) => {
    const found = [...source.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].at(-1)?.[1];
    return found === undefined ? [] : [found];
  });
  return [...new Set(names)].toSorted();
}

/** @returns {readonly Licence[]} @throws Error if the file does not fit the bundle */
export function readInside() {
  const { terms, packages } = JSON.parse(readFileSync(insideFile, 'utf8'));
  /** @type {readonly Licence[]} */
  const all = packages.map((/** @type {Licence & { terms: number }} */ one) => ({
    ...one,
    terms: terms[one.terms],
  }));
  const missing = listInside().filter((name) => !all.some((one) => one.name === name));
  if (missing.length > 0)
    throw new Error(
      `${bundle} contains ${missing.join(', ')}, whose licences are not in ${insideFile}: see tools/notices/write-inside.mjs.`,
    );
  return all.filter(({ name }) => listInside().includes(name));
}
