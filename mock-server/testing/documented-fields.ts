/** The fields of the structured log as docs/operations.md lists them. */
import { readFileSync } from 'node:fs';

/** The fields that lines with an event may have. */
export function listDocumentedFields(event: string): readonly string[] {
  const [, table = ''] = readFileSync('docs/operations.md', 'utf8').split('| field | in | what it is |');
  const [rows = ''] = table.split('\n\n');
  return [...rows.matchAll(/^\| (`[^|]+`) \| ([^|]+) \|/gm)].flatMap(([, names = '', where = '']) => {
    const isIn = where.startsWith('all') ? !where.includes(`\`${event}\``) : where.includes(`\`${event}\``);
    return isIn ? [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name) : [];
  });
}
