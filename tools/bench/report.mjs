// Writes tables into a page, each between its marks.
// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';

/** @param {string} name of the part @param {string} text @param {string} file the page */
export function writeReport(name, text, file = 'docs/performance.md') {
  writeFileSync(file, replaceMeasured(readFileSync(file, 'utf8'), name, text, file));
}

/** @param {string} page @param {string} name @param {string} text @param {string} file its name @throws {Error} when the page has no such place */
export function replaceMeasured(page, name, text, file = 'docs/performance.md') {
  const [begin, end] = [`<!-- measured: ${name} -->\n`, '\n<!-- end measured -->'];
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0)
    throw new Error(`${file} has no place for "${name}": ${begin.trim()} ... ${end.trim()}`);
  return `${page.slice(0, from + begin.length)}\n${text}${page.slice(to)}`;
}
