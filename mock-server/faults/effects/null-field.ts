/** A drill: one field is null that never is; an id stays, since nothing can be done without it. */
import { replaceValue } from '../schema-walk.ts';
import { defineDrill, pick } from './drill.ts';

export const nullField = defineDrill({
  name: 'null-field',
  about: 'one field is null that never is',
  showsJobs: true,
  change: (body, fields, { draw }) => {
    const place = pick(
      fields.filter(({ isNullable, isId }) => !isNullable && !isId),
      draw,
    );
    return place && replaceValue(body, place.path, null);
  },
});
