// Lists what the bundles contain of others, as esbuild reports it: packages, code copied into them, and packages inside their bundles.
// @ts-check
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readInside } from './inside.mjs';
import { isAllowed, readLicence } from './licences.mjs';

/** @typedef {import('./licences.mjs').Licence} Licence */
/**
 * @typedef {Licence & { folder: string, copied: readonly string[], inside: readonly Licence[] }} Bundled
 * `copied` has the comments of code that a package took from elsewhere, `inside` the packages in a bundle that it publishes.
 */

const packageFolder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/** Packages whose files the build reads in another way than by an import. */
const readByPath = ['node_modules/@faker-js/faker', 'node_modules/swagger-ui-dist'];

/**
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @returns {readonly Bundled[]} in the order of their names
 * @throws Error if a package has a licence that is not allowed, or no text of it
 */
export function listBundled(metafiles) {
  const files = new Set(
    metafiles.flatMap(({ outputs }) =>
      Object.values(outputs).flatMap(({ inputs }) =>
        Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
      ),
    ),
  );
  /** @type {Map<string, string[]>} */
  const byFolder = new Map(readByPath.map((folder) => [folder, []]));
  for (const file of files) {
    const folder = packageFolder.exec(file)?.[0];
    if (folder !== undefined) byFolder.set(folder, [...(byFolder.get(folder) ?? []), file]);
  }
  const bundled = [...byFolder].map(([folder, own]) => ({
    ...readLicence(folder),
    ...(folder.endsWith('/swagger-ui-dist') ? readSwagger(folder) : { copied: [], inside: [] }),
    folder,
    own,
  }));
  const all = bundled.map(({ own, ...one }) => ({
    ...one,
    copied: [...one.copied, ...findCopied(own, one)],
  }));
  const refused = all.flatMap((one) => [one, ...one.inside]).filter(({ licence }) => !isAllowed(licence));
  if (refused.length > 0) {
    const names = refused.map(({ name, licence }) => `${name} (${licence})`).join(', ');
    throw new Error(
      `The licence of a bundled package is not allowed: ${names}. See tools/notices/licences.mjs.`,
    );
  }
  return all.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** Its banners name the holders of some packages inside. @param {string} folder */
function readSwagger(folder) {
  const banners = readFileSync(join(folder, 'swagger-ui-bundle.js.LICENSE.txt'), 'utf8').trim();
  return { copied: [banners], inside: readInside() };
}

/**
 * The comments on copyright in the bundled files whose holder the licence of the package does not name.
 * @param {readonly string[]} files @param {Licence} licence
 * @returns {readonly string[]}
 */
export function findCopied(files, { notices, terms }) {
  const known = [...notices, terms].join('\n').toLowerCase();
  const comments = files.flatMap((file) => findComments(readFileSync(file, 'utf8')));
  return [...new Set(comments)].filter((comment) =>
    listHolders(comment).some((holder) => !known.includes(holder.toLowerCase())),
  );
}

/** Blocks, and lines that follow each other, without their signs. @param {string} code @returns {readonly string[]} */
function findComments(code) {
  const found = code.match(/\/\*[\s\S]*?\*\/|(?:^[ \t]*\/\/.*\n?)+/gm) ?? [];
  return found
    .filter((comment) => /copyright/i.test(comment))
    .map((comment) =>
      comment.replaceAll(/^\s*(?:\/\*+!?|\*+\/|\*(?!\/)|\/\/)[ \t]?|\s*\*+\/\s*$/gm, '').trim(),
    );
}

/** The name behind `Copyright (c) 2015-2020`. @param {string} comment */
function listHolders(comment) {
  return comment.split('\n').flatMap((line) => {
    const found = /copyright\s*(?:\(c\)|©)?[\s\d,–-]*(?:present,?)?\s*([^<(,.]+)/i.exec(line)?.[1]?.trim();
    return found === undefined || /^(notice|holder|owner|law|and|license)|^$/i.test(found) ? [] : [found];
  });
}
