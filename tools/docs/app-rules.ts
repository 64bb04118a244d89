/** Generates the table of the rules for pages of apps. */
import type { AppRule } from '../../torture/app/page-rules.ts';
import { formatCode, formatTable } from './table.ts';

/** Those that only apps have. */
export function formatAppRules(rules: readonly AppRule[]): string {
  const rows = rules.flatMap(({ name, title, isForPages }) =>
    isForPages ? [[formatCode(name), title]] : [],
  );
  return formatTable(['Rule', 'What a sound app does'], rows);
}
