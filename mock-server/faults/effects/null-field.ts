/** Sets a field to null that is never null, except ids, without which a client cannot continue. */
import { changeOwnJson, pick } from '../json-body.ts';
import { replaceValue } from '../schema-walk.ts';
import { defineEffect } from './effect.ts';

export const nullField = defineEffect({
  name: 'null-field',
  about: 'a field that is never null is null',
  keys: {},
  isDone: true,
  showsJobs: true,
  stage: 'response',
  readsBody: true,
  change: (_, reply, site) =>
    changeOwnJson(reply, site, (body, fields) => {
      const places = fields.filter(({ isNullable, isId }) => !isNullable && !isId);
      const place = pick(places, site.draw);
      return place && replaceValue(body, place.path, null);
    }),
});
