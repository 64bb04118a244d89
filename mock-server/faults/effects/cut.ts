/** Closes the connection in the middle of the body. */
import { defineEffect } from './effect.ts';

export const cut = defineEffect({
  name: 'cut',
  about: 'the connection closes in the middle of the body',
  keys: {
    bytes: {
      description: 'number of bytes of the body that are sent; default: half',
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
