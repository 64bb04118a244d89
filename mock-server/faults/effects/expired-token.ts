/** A token that lets nobody in any more. One that lets a request be done all the same has expired on the way. */
import { problem } from '../../api/reply.ts';
import { defineEffect } from './effect.ts';

export const expiredToken = defineEffect({
  name: 'expired-token',
  about: 'the token is rejected as expired',
  keys: {},
  isDone: false,
  showsJobs: false,
  stage: 'request',
  replaces: 'operation',
  locksOut: true,
  answer: () => problem('unauthorized'),
});
