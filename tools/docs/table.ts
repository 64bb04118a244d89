/** Markdown tables of the generated parts. */

/** A table whose cells are Markdown; a pipe or a line break in a cell does not break its row. */
export function formatTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [toLine(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(toLine)].join('\n');
}

function toLine(cells: readonly string[]): string {
  return `| ${cells.map(toCell).join(' | ')} |`;
}

function toCell(text: string): string {
  return text
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll('|', '\\|');
}

/** The text as code, or nothing where there is none. */
export function formatCode(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}
