/** Adds a field to every object that the document does not define. */
import { replaceValue } from '../schema-walk.ts';
import { defineDrill, findUnknownWord } from './drill.ts';

/** Words of an API that grew; the first that the document does not know is taken. */
const newFields = ['priority', 'revision', 'labels', 'etag'] as const;

export const extraField = defineDrill({
  name: 'extra-field',
  about: 'objects have a field that is not in the document',
  showsJobs: true,
  change: (body, fields) => {
    if (fields.length === 0) return undefined;
    const names = fields.map(({ path }) => String(path.at(-1)));
    const name = findUnknownWord(newFields, names);
    const objects = fields.map(({ path }) => path.slice(0, -1));
    const distinct = new Map(objects.map((path) => [JSON.stringify(path), path])).values();
    return [...distinct].reduce<unknown>((sent, path) => replaceValue(sent, [...path, name], 'normal'), body);
  },
});
