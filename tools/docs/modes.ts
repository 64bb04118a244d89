/** Generates the table of the modes of a run from their limits. */
import { countAllowed } from '../../contract-tests/evidence/probes.ts';
import { modes } from '../../contract-tests/traffic/modes.ts';
import { formatTable } from './table.ts';

/** One row per mode. */
export function formatModes(): string {
  const head = [
    '`--mode`',
    'what it does',
    'requests',
    'per second',
    'ids that are not UUIDs',
    'without a valid token',
  ];
  const rows = Object.values(modes).map(({ name, about, maxRequests, perSecond }) => [
    `\`${name}\``,
    about,
    String(maxRequests),
    String(perSecond),
    ...(['odd', 'unwelcome'] as const).map((kind) => String(countAllowed(kind, name) ?? 'all')),
  ]);
  return formatTable(head, rows);
}
