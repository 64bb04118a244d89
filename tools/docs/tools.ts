/** Generates the table of the tools for coding agents. */
import type { Tool } from '../../mcp/tools.ts';
import { formatCode, formatTable } from './table.ts';

/** One row per tool. */
export function formatTools(tools: readonly Tool[]): string {
  const rows = tools.map(({ name, description, actions }) => [
    formatCode(name),
    (description.split('\n- ')[0] ?? '').replaceAll('\n', ' '),
    actions.map((one) => formatCode(one.name)).join(', '),
  ]);
  return formatTable(['Tool', 'Does', 'Actions'], rows);
}
