// Reads the licence of a package: its name, its copyright lines and its terms.
// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Licence
 * @property {string} name
 * @property {string} [version] unknown for packages inside the bundle of another one
 * @property {string} licence an SPDX expression
 * @property {readonly string[]} notices who holds the copyright
 * @property {string} terms
 */

/** Licences that allow us to publish the bundled code under the terms that stand in THIRD-PARTY-NOTICES. */
const allowedLicences = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
]);

/** The terms of packages that name a licence and contain no text of it. */
const standardTerms = {
  MIT: 'tools/notices/terms/MIT.txt',
  'Apache-2.0': 'node_modules/swagger-ui-dist/LICENSE',
};

/**
 * Of several licences joined by OR we choose an allowed one; those joined by AND must all be allowed.
 * @param {string} expression such as `(MPL-2.0 OR Apache-2.0)`
 */
export function isAllowed(expression) {
  return expression
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => allowedLicences.has(one.trim())));
}

/**
 * @param {string} folder of an installed package
 * @returns {Licence} @throws Error if there is neither a text nor standard terms
 */
export function readLicence(folder) {
  const { name, version, license, licenses, author } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const licence = license ?? licenses?.[0]?.type ?? 'none';
  const found = findText(folder);
  if (found === undefined)
    return {
      name,
      version,
      licence,
      notices: findNotices(folder, name, author),
      terms: getStandardTerms(licence, name),
    };
  const lines = found.split(/\r?\n/);
  return {
    name,
    version,
    licence,
    notices: lines.filter(isNotice).map((line) => line.trim()),
    terms: lines
      .filter((line) => !isNotice(line) && !isTitle(line))
      .join('\n')
      .replaceAll(/\n{3,}/g, '\n\n')
      .trim(),
  };
}

/** Text files with the licence, and a NOTICE, which the licence Apache-2.0 wants to be passed on. @param {string} folder */
function findText(folder) {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [entry.name] : [],
  );
  const texts = names
    .filter((name) => /^(licen[cs]e|copying|unlicen[cs]e)(?!.*-mpl)/i.test(name))
    .concat(names.filter((name) => /^notice(\.\w+)?$/i.test(name)));
  if (!texts.some((name) => !/^notice/i.test(name))) return undefined;
  return texts.map((name) => readFileSync(join(folder, name), 'utf8').trim()).join('\n\n');
}

/** @param {string} licence @param {string} name */
function getStandardTerms(licence, name) {
  const file = standardTerms[/** @type {keyof typeof standardTerms} */ (licence)];
  if (file === undefined)
    throw new Error(
      `The package ${name} contains no licence text, and there are no standard terms for ${licence}: add them to tools/notices/licences.mjs.`,
    );
  return readFileSync(file, 'utf8').trim();
}

/**
 * Of a package without a licence text: its NOTICE, or the line of its README, or else the author in its package.json.
 * @param {string} folder @param {string} name @param {string | { name?: string } | undefined} author
 * @returns {readonly string[]}
 */
function findNotices(folder, name, author) {
  const files = readdirSync(folder);
  const read = (/** @type {RegExp} */ pattern) =>
    files.filter((file) => pattern.test(file)).map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const [notice] = read(/^notice(\.\w+)?$/i);
  if (notice !== undefined) return [notice];
  const lines = read(/^readme/i).flatMap((text) => text.split('\n').filter(isNotice));
  if (lines.length > 0) return lines.map((line) => line.replaceAll(/<[^>]*>/g, '').trim());
  const holder = (typeof author === 'string' ? author : author?.name)?.replaceAll(/ *[<(][^>)]*[>)]/g, '');
  return [
    `Copyright (c) ${holder ?? `the authors of ${name}`} (the author in its package.json; it contains no licence text)`,
  ];
}

/** Whether the line names who holds the copyright. @param {string} line */
function isNotice(line) {
  return (
    /^\s*(Copyright(?!s| (notice|and related|License|holders?|owners?|law)\b)|copyright \(c\)|\(c\) ?\d{4}|©)/.test(
      line,
    ) && !/[[{](yyyy|year)[\]}]/i.test(line)
  );
}

/** Whether the line only names the licence, which the heading of the package does too. @param {string} line */
function isTitle(line) {
  return /^[#\s(]*(the )?(MIT|ISC|0?BSD|BSD-3-Clause)( license)?( \(MIT\))?[\s):=-]*$|^\s*=+\s*$|^all rights reserved\.?$/i.test(
    line,
  );
}
