/** Generates the table of folders from the layers that the linter enforces. */
import { layers } from '../layers.mjs';
import { formatTable } from './table.ts';

/** One row per layer: its purpose, and its additional imports. */
export function formatLayers(): string {
  const rows = layers.map(({ name, owns, mayImport, pure }) => [
    `\`${name}\``,
    `${owns}${pure === true ? '. Pure' : ''}`,
    formatImports(mayImport),
  ]);
  return formatTable(['folder', 'owns', 'may import'], rows);
}

function formatImports(mayImport: (typeof layers)[number]['mayImport']): string {
  if (mayImport === 'everything') return mayImport;
  return mayImport.length === 0 ? 'nothing' : mayImport.map((name) => `\`${name}\``).join(', ');
}
