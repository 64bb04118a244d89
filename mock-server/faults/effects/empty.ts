/** Sends status and headers without the body. */
import { replaceBody } from '../../django/message.ts';
import { defineEffect } from './effect.ts';

export const empty = defineEffect({
  name: 'empty',
  about: 'status and headers without a body',
  keys: {},
  isDone: true,
  showsJobs: false,
  stage: 'response',
  readsBody: false,
  change: (_, reply, { isHead }) => {
    const { stream, ...others } = reply;
    return isHead || (stream === undefined && reply.body === '') ? reply : replaceBody(others, '');
  },
});
