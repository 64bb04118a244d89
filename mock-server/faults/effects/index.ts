/** The table of all effects, in the order in which they act on a request and its response. */
import { cut } from './cut.ts';
import { drip } from './drip.ts';
import type { Effect } from './effect.ts';
import { empty } from './empty.ts';
import { error } from './error.ts';
import { expiredToken } from './expired-token.ts';
import { extraField } from './extra-field.ts';
import { invalidJson } from './invalid-json.ts';
import { latency } from './latency.ts';
import { maintenance } from './maintenance.ts';
import { mutant } from './mutant.ts';
import { nullField } from './null-field.ts';
import { reset } from './reset.ts';
import { unknownStatus } from './unknown-status.ts';

export const effects = [
  error,
  expiredToken,
  maintenance,
  reset,
  mutant,
  unknownStatus,
  extraField,
  nullField,
  invalidJson,
  empty,
  latency,
  cut,
  drip,
] satisfies readonly Effect[];

/** The row of an effect; undefined for an unknown name. */
export function findEffect(name: unknown): Effect | undefined {
  return effects.find((effect) => effect.name === name);
}
