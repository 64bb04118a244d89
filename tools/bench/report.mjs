// Writes tables into docs/performance.md, each between its marks.
// @ts-check
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'docs/performance.md';

/** @param {string} name of the part @param {string} text */
export function writeReport(name, text) {
  writeFileSync(file, replaceMeasured(readFileSync(file, 'utf8'), name, text));
}

/** @param {string} page @param {string} name @param {string} text @throws {Error} when the page has no such place */
export function replaceMeasured(page, name, text) {
  const [begin, end] = [`<!-- measured: ${name} -->\n`, '\n<!-- end measured -->'];
  const from = page.indexOf(begin);
  const to = page.indexOf(end, from);
  if (from < 0 || to < 0)
    throw new Error(`${file} has no place for "${name}": ${begin.trim()} ... ${end.trim()}`);
  return `${page.slice(0, from + begin.length)}\n${text}${page.slice(to)}`;
}
