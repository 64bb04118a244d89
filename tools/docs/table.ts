/** Formats Markdown tables for the generated parts. */

/** A table of Markdown cells; a pipe or a line break in a cell does not break its row. */
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

/** The text as code; empty for no text. */
export function formatCode(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}
