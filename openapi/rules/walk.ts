/** Walks a document and gives every map in it, leaving out examples and other payload, where any key is legal. */
import { isMap } from '../values.ts';
import type { Path } from '../path.ts';

export interface DocumentPlace {
  readonly path: Path;
  readonly value: Readonly<Record<string, unknown>>;
  /** The keys of this map are names that the author chose (of schemas, headers, ...), not keywords. */
  readonly names: boolean;
}

const payload: ReadonlySet<string> = new Set(['example', 'default', 'const', 'enum']);
const nameMaps: ReadonlySet<string> = new Set([
  'properties',
  'patternProperties',
  '$defs',
  'headers',
  'schemas',
  'parameters',
  'responses',
  'examples',
  'requestBodies',
  'securitySchemes',
  'content',
  'variables',
  'paths',
]);

/** Every map of the document, outermost first; values of x- keys are not entered. */
export function* walkPlaces(value: unknown, path: Path = [], names = false): Generator<DocumentPlace> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* walkPlaces(item, [...path, index]);
    return;
  }
  if (!isMap(value)) return;
  yield { path, value, names };
  for (const [key, inner] of Object.entries(value)) {
    if (!names && (payload.has(key) || key.startsWith('x-'))) continue;
    if (names && path.at(-1) === 'examples') continue;
    yield* walkPlaces(inner, [...path, key], !names && nameMaps.has(key));
  }
}
