/** Says whether a job was seen so soon after a change that its timestamp may not show another change. */
import { getTargetTimeMs, parseTimeMs, type Sighting } from './sightings.ts';

/** Two seconds: one for the cut of the timestamp, one for the cut of the `Date` header. */
export const cutMs = 2000;

/** Also true where the response has no readable `Date` or `updated_at`. */
export function isWithinSecond({ exchange, updatedAt }: Sighting): boolean {
  const [updated, seenAt] = [parseTimeMs(updatedAt), getTargetTimeMs(exchange)];
  return updated === undefined || seenAt === undefined || seenAt - updated < cutMs;
}
