/** Generates the table of folders from the layers that the linter enforces. */
import { layers } from '../layers.mjs';
import { formatTable } from './table.ts';

/** One row per layer: its purpose, and its additional imports. */
export function formatLayers(): string {
  const rows = layers.map(({ name, owns, mayImport, pure }) => [
    `\`${name}\``,
    `${owns}${pure === true ? '. Pure' : ''}`,
    formatImports(mayImport, name),
  ]);
  return formatTable(['folder', 'owns', 'may import'], rows);
}

/** A folder of the same half is without its first part: `api/` beside `mock-server/store/`. */
function formatImports(mayImport: (typeof layers)[number]['mayImport'], importer: string): string {
  const half = `${importer.split('/')[0]}/`;
  const shorten = (name: string): string =>
    name.startsWith(half) && name !== half ? `…/${name.slice(half.length)}` : name;
  if (mayImport === 'everything') return mayImport;
  return mayImport.length === 0 ? 'nothing' : mayImport.map((name) => `\`${shorten(name)}\``).join(', ');
}
