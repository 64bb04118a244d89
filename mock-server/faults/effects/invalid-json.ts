/** Removes the last bracket of a JSON body, so that no parser accepts it, however short it is. */
import { replaceBody } from '../../django/message.ts';
import { isJson } from './drill.ts';
import { defineEffect } from './effect.ts';

export const invalidJson = defineEffect({
  name: 'invalid-json',
  about: 'a JSON body without its last bracket',
  keys: {},
  isDone: true,
  showsJobs: false,
  stage: 'response',
  readsBody: true,
  change: (_, reply) => (isJson(reply) ? replaceBody(reply, reply.body.slice(0, -1)) : reply),
});
