// A table as aligned Markdown, which reads well in a terminal too.
// @ts-check

/**
 * @typedef {object} Table
 * @property {string} title
 * @property {readonly string[]} columns
 * @property {readonly (readonly string[])[]} rows
 * @property {readonly string[]} [notes] sentences below the table
 */

/** @param {Table} table */
export function formatTable({ title, columns, rows, notes = [] }) {
  const widths = columns.map((column, index) =>
    Math.max(...[column, ...rows.map((row) => row[index] ?? '')].map((cell) => cell.length)),
  );
  const formatRow = (/** @type {readonly string[]} */ cells) =>
    `| ${widths.map((width, index) => padCell(cells[index] ?? '', width, index)).join(' | ')} |`;
  const rule = `|${widths.map((width, index) => (index === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [
    `### ${title}`,
    '',
    formatRow(columns),
    rule,
    ...rows.map(formatRow),
    ...notes.flatMap((note) => ['', note]),
    '',
  ].join('\n');
}

/** The first column is text, and all others are figures. @param {string} cell @param {number} width @param {number} index */
function padCell(cell, width, index) {
  return index === 0 ? cell.padEnd(width) : cell.padStart(width);
}
