/** Says what was judged of the traffic of an app, and what was not. */
import { formatLeftOut } from '../evidence/app-traffic/left-out.ts';
import type { AppTraffic } from '../evidence/evidence.ts';
import type { Exchange } from '../evidence/exchange.ts';

/** `31 of 212 entries were judged, of 2 users, each alone`, and the others by reason. */
export function formatTraffic(traffic: AppTraffic, exchanges: readonly Exchange[]): string {
  const judged = `${exchanges.length} of ${traffic.entries} entries were judged`;
  return `Traffic of an app, stored by ${traffic.program}: ${[judged, ...listDetails(traffic, exchanges)].join('; ')}.`;
}

/** The users, and what was not judged. */
export function listDetails({ leftOut }: AppTraffic, exchanges: readonly Exchange[]): readonly string[] {
  const callers = new Set(exchanges.map(({ caller }) => caller)).size;
  const others = formatLeftOut(leftOut);
  return [
    ...(callers > 1 ? [`${callers} users, each judged alone`] : []),
    ...(others.length === 0 ? [] : [`not judged: ${others.join(', ')}`]),
  ];
}
