/** Sends the body a few bytes at a time. */
import { defineEffect } from './effect.ts';

export const drip = defineEffect({
  name: 'drip',
  about: 'the body arrives a few bytes at a time',
  keys: {
    rate: { description: 'bytes per second', type: 'integer', minimum: 1, default: 20 },
  },
  isDone: true,
  showsJobs: true,
  stage: 'delivery',
  plan: ({ rate }, { hasBody }) => (hasBody ? { rate } : undefined),
});
