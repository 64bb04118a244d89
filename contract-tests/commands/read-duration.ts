/** Reads the durations of flags. */
import { durationForms, parseDuration } from '../../time/time.ts';

/** The upper limit for every duration. */
const maxDurationMs = 24 * 3_600_000;

/** @param mistakes gets a sentence for a text that is not such a duration */
export function readDuration(
  name: string,
  text: string | undefined,
  minMs: number,
  mistakes: string[],
): number | undefined {
  if (text === undefined) return undefined;
  const parsed = parseDuration(text);
  if (parsed === undefined) mistakes.push(`${name} is "${text}"; it must be a duration ${durationForms}.`);
  else if (parsed < minMs) mistakes.push(`${name} is "${text}"; it must be longer than 0s.`);
  else if (parsed > maxDurationMs) mistakes.push(`${name} is "${text}"; it must be at most 24h.`);
  return parsed;
}
