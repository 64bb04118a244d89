/** Rejects the token as expired. If the request still takes effect, the token expired during the request. */
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
