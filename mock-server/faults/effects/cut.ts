/** A connection that ends before the body does. */
import { defineEffect } from './effect.ts';

export const cut = defineEffect({
  name: 'cut',
  about: 'the connection ends before the body does',
  keys: {
    bytes: {
      description: 'so many bytes of the body are sent; half when not given',
      type: 'integer',
      minimum: 0,
    },
  },
  isDone: true,
  showsJobs: false,
  stage: 'delivery',
  plan: ({ bytes }, { hasBody, size }) => {
    if (!hasBody || (size !== undefined && (bytes ?? 0) >= size)) return undefined;
    return { cutAt: bytes ?? (size === undefined ? 'half' : Math.floor(size / 2)) };
  },
});
