/** Gives one job a status that the document does not define. */
import { changeOwnJson, findUnknownWord, pick } from '../json-body.ts';
import { replaceValue } from '../schema-walk.ts';
import { defineEffect } from './effect.ts';

/** Words of an API that grew; the first that the document does not know is taken. */
const newStatuses = ['archived', 'expired', 'on-hold', 'rejected'] as const;

export const unknownStatus = defineEffect({
  name: 'unknown-status',
  about: 'one job has a status that is not in the document',
  keys: {},
  isDone: true,
  showsJobs: false,
  stage: 'response',
  readsBody: true,
  change: (_, reply, site) =>
    changeOwnJson(reply, site, (body, fields) => {
      const { apiStatuses, internalStatuses } = site.model.spec.lifeCycle;
      const isStatus = (value: unknown) => apiStatuses.includes(String(value));
      const places = fields.filter(({ values }) => values.some(isStatus));
      const place = pick(places, site.draw);
      const known = [...apiStatuses, ...internalStatuses].map((word) => word.toLowerCase());
      return place && replaceValue(body, place.path, findUnknownWord(newStatuses, known));
    }),
});
