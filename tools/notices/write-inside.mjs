// Writes down the licences of the packages inside the bundle of swagger-ui-dist, for another version of it:
// install swagger-ui (which lists most of them) and what this program misses in an empty folder, and run
// `node tools/notices/write-inside.mjs FOLDER`.
// @ts-check
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { insideFile, listInside } from './inside.mjs';
import { readLicence } from './licences.mjs';

writeInside(process.argv[2] ?? '.');

function writeInside(/** @type {string} */ folder) {
  /** @type {string[]} */
  const terms = [];
  const packages = listInside().map((name) => {
    const { version: _, ...licence } = readLicence(findPackage(folder, name));
    const found = terms.findIndex((one) => toWords(one) === toWords(licence.terms));
    if (found < 0) terms.push(licence.terms);
    return { ...licence, terms: found < 0 ? terms.length - 1 : found };
  });
  writeFileSync(insideFile, `${JSON.stringify({ terms, packages }, undefined, 2)}\n`);
}

/** @param {string} folder @param {string} name @returns {string} */
function findPackage(folder, name) {
  const place = join(folder, 'node_modules', name);
  if (existsSync(place)) return place;
  const nested = readdirSync(join(folder, 'node_modules'), { recursive: true, encoding: 'utf8' }).find(
    (path) => path.replaceAll('\\', '/').endsWith(`/node_modules/${name}`),
  );
  if (nested === undefined)
    throw new Error(`${name} is not installed in ${folder}: run npm install ${name} there.`);
  return join(folder, 'node_modules', nested);
}

/** @param {string} text */
function toWords(text) {
  return text.replaceAll(/\s+/g, ' ');
}
