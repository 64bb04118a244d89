// Collects the licences of the packages in a bundle, which must be distributed with it.
// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const packageFolder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/** Packages whose data is in the files that tools/prepare.ts writes. */
const preparedFrom = ['node_modules/@faker-js/faker'];

/** @param {readonly import('esbuild').Metafile[]} metafiles */
export function licencesOf(metafiles) {
  const files = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
    ),
  );
  const folders = new Set([...preparedFrom, ...files.flatMap((file) => packageFolder.exec(file) ?? [])]);
  /** @type {Map<string, { terms: string, holders: string[] }>} */
  const groups = new Map();
  for (const { holder, terms } of [...folders]
    .map(readLicence)
    .toSorted((a, b) => (a.holder < b.holder ? -1 : 1))) {
    // Most authors use the same few texts, with other line breaks.
    const key = terms.replaceAll(/\s+/g, ' ');
    const group = groups.get(key) ?? { terms, holders: [] };
    group.holders.push(holder);
    groups.set(key, group);
  }
  return [...groups.values()]
    .map(({ terms, holders }) => `${holders.join('\n')}\n${terms}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** The copyright holders of a package, without the terms, which many packages share. */
function readLicence(/** @type {string} */ folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text =
    file === undefined
      ? 'This package contains no licence text.'
      : readFileSync(join(folder, file), 'utf8').trim();
  const lines = text.split(/\r?\n/);
  const notices = lines.filter(isNotice).map((line) => `${line.trim()}\n`);
  return {
    holder: `${name} ${version} (${license})\n${notices.join('')}`,
    terms: lines
      .filter((line) => !isNotice(line))
      .join('\n')
      .trim(),
  };
}

function isNotice(/** @type {string} */ line) {
  return /^\s*(copyright|\(c\)|©)/i.test(line);
}
