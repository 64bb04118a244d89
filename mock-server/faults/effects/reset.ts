/** Resets the connection instead of responding. */
import { defineEffect } from './effect.ts';

export const reset = defineEffect({
  name: 'reset',
  about: 'the connection is reset without a response',
  keys: {},
  isDone: true,
  showsJobs: false,
  stage: 'request',
  replaces: 'api',
  answer: () => undefined,
});
