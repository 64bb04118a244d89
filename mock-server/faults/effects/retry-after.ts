/** The key of the effects that send Retry-After. */
import type { EffectKey } from './effect.ts';

export const retryAfterKey = {
  description: 'seconds in Retry-After; default for tooManyRequests: 60',
  type: 'integer',
  minimum: 0,
} as const satisfies EffectKey;
