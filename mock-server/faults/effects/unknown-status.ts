/** Gives one job a status that the document does not define. */
import { replaceValue } from '../schema-walk.ts';
import { defineDrill, findUnknownWord, pick } from './drill.ts';

/** Words of an API that grew; the first that the document does not know is taken. */
const newStatuses = ['archived', 'expired', 'on-hold', 'rejected'] as const;

export const unknownStatus = defineDrill({
  name: 'unknown-status',
  about: 'one job has a status that is not in the document',
  showsJobs: false,
  change: (body, fields, { context, draw }) => {
    const { apiStatuses, internalStatuses } = context.model.spec.lifeCycle;
    const isStatus = (value: unknown) => apiStatuses.includes(String(value));
    const place = pick(
      fields.filter(({ values }) => values.some(isStatus)),
      draw,
    );
    const known = [...apiStatuses, ...internalStatuses].map((word) => word.toLowerCase());
    return place && replaceValue(body, place.path, findUnknownWord(newStatuses, known));
  },
});
