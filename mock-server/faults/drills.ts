/** Drills of what an API may do one day: a status, a field or a null that its document does not know. */
import type { Spec } from '../../openapi/spec.ts';
import { fraction } from '../simulation/random.ts';
import { documentedFields, type Field, withValue } from './schema-walk.ts';

export type Drill = 'unknown-status' | 'extra-field' | 'null-field';

/** What a drill looks at. */
export interface DrillSite {
  readonly spec: Spec;
  /** The schema of the body. */
  readonly pointer: string;
  /** What chance is drawn from. */
  readonly words: readonly (string | number)[];
}

/** Words of an API that grew; the first that the document does not know is taken. */
const newStatuses = ['archived', 'expired', 'on-hold', 'rejected'] as const;
const newFields = ['priority', 'revision', 'labels', 'etag'] as const;

/**
 * The body after the drill: one status or field of it, by the draw; of a new field, every object.
 * @returns undefined when there is nothing in it that the drill is about
 */
export function drilled(drill: Drill, body: unknown, site: DrillSite): unknown {
  const { spec, pointer, words } = site;
  const fields = documentedFields(spec.document, pointer, body);
  if (drill === 'extra-field') return withExtraFields(body, fields);
  const { apiStatuses, internalStatuses } = spec.lifeCycle;
  const isStatus = ({ values }: Field) => values.some((value) => apiStatuses.includes(String(value)));
  const places = fields.filter((field) =>
    drill === 'unknown-status' ? isStatus(field) : !field.isNullable && !field.isId,
  );
  const place = places[Math.floor(fraction(...words) * places.length)];
  if (place === undefined) return undefined;
  const known = [...apiStatuses, ...internalStatuses].map((word) => word.toLowerCase());
  return withValue(body, place.path, drill === 'null-field' ? null : findUnknownWord(newStatuses, known));
}

function withExtraFields(body: unknown, fields: readonly Field[]): unknown {
  if (fields.length === 0) return undefined;
  const names = fields.map(({ path }) => String(path.at(-1)));
  const name = findUnknownWord(newFields, names);
  const objects = new Map(fields.map(({ path }) => [JSON.stringify(path.slice(0, -1)), path.slice(0, -1)]));
  return [...objects.values()].reduce<unknown>(
    (sent, path) => withValue(sent, [...path, name], 'normal'),
    body,
  );
}

/** A word that is not among those known. */
function findUnknownWord(words: readonly string[], known: readonly string[]): string {
  return words.find((word) => !known.includes(word)) ?? `${known.toSorted().at(-1) ?? ''}-2`;
}
