/** Drills of what an API may do one day: a status, a field or a null that its document does not know. */
import type { Spec } from '../../openapi/spec.ts';
import { drawFraction } from '../simulation/random.ts';
import { listDocumentedFields, type DocumentedField, replaceValue } from './schema-walk.ts';

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
export function runDrill(drill: Drill, body: unknown, site: DrillSite): unknown {
  const { spec, pointer, words } = site;
  const fields = listDocumentedFields(spec.document, pointer, body);
  if (drill === 'extra-field') return addExtraFields(body, fields);
  const { apiStatuses, internalStatuses } = spec.lifeCycle;
  const isStatus = ({ values }: DocumentedField) =>
    values.some((value) => apiStatuses.includes(String(value)));
  const places = fields.filter((field) =>
    drill === 'unknown-status' ? isStatus(field) : !field.isNullable && !field.isId,
  );
  const place = places[Math.floor(drawFraction(...words) * places.length)];
  if (place === undefined) return undefined;
  const known = [...apiStatuses, ...internalStatuses].map((word) => word.toLowerCase());
  return replaceValue(body, place.path, drill === 'null-field' ? null : findUnknownWord(newStatuses, known));
}

function addExtraFields(body: unknown, fields: readonly DocumentedField[]): unknown {
  if (fields.length === 0) return undefined;
  const names = fields.map(({ path }) => String(path.at(-1)));
  const name = findUnknownWord(newFields, names);
  const objects = new Map(fields.map(({ path }) => [JSON.stringify(path.slice(0, -1)), path.slice(0, -1)]));
  return [...objects.values()].reduce<unknown>(
    (sent, path) => replaceValue(sent, [...path, name], 'normal'),
    body,
  );
}

/** A word that is not among those known. */
function findUnknownWord(words: readonly string[], known: readonly string[]): string {
  return words.find((word) => !known.includes(word)) ?? `${known.toSorted().at(-1) ?? ''}-2`;
}
