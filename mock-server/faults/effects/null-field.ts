/** Sets a field to null that is never null, except ids, without which a client cannot continue. */
import { replaceValue } from '../schema-walk.ts';
import { defineDrill, pick } from './drill.ts';

export const nullField = defineDrill({
  name: 'null-field',
  about: 'a field that is never null is null',
  showsJobs: true,
  change: (body, fields, { draw }) => {
    const place = pick(
      fields.filter(({ isNullable, isId }) => !isNullable && !isId),
      draw,
    );
    return place && replaceValue(body, place.path, null);
  },
});
