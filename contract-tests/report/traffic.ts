/** Says what was judged of the traffic of an app, and what was not. */
import { formatLeftOut } from '../evidence/app-traffic/left-out.ts';
import type { AppTraffic } from '../evidence/evidence.ts';
import type { Exchange } from '../evidence/exchange.ts';

/** `31 of 212 entries are requests of the API, of 2 users`, and the others by reason. */
export function formatTraffic(
  { program, entries, leftOut }: AppTraffic,
  exchanges: readonly Exchange[],
): string {
  const others = formatLeftOut(leftOut);
  const rest = others.length === 0 ? '' : `; not judged: ${others.join(', ')}`;
  return `Traffic of an app, stored by ${program}: ${formatJudged(entries, exchanges)}${rest}.`;
}

/** `31 of 212 entries were judged, of 2 users`. */
export function formatJudged(entries: number, exchanges: readonly Exchange[]): string {
  const callers = new Set(exchanges.map(({ caller }) => caller)).size;
  const users = callers > 1 ? `, of ${callers} users, each alone` : '';
  return `${exchanges.length} of ${entries} entries were judged${users}`;
}
