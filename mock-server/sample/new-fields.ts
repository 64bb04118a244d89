/**
 * Finds the response fields of another document that the mock does not simulate: those that the included
 * document lacks.
 */
import { follow, escapeStep } from '../../openapi/document.ts';
import type { Operation } from '../../openapi/operations.ts';
import type { Spec } from '../../openapi/spec.ts';
import type { SampleSchema } from './schema.ts';

/** A field that is new. */
export interface NewField {
  /** As a person names it, e.g. `Job.progress`. */
  readonly name: string;
  /** The pointer of its schema, at the object that has it. */
  readonly pointer: string;
}

interface FieldPlace {
  /** From the root of the body, `*` for the items of a list. */
  readonly path: string;
  readonly pointer: string;
}

const maxDepth = 12;
const maxPlaces = 20_000;

/** The outermost new fields of all responses, each once. */
export function findNewFields(spec: Spec, shipped: Spec): readonly NewField[] {
  const found = new Map<string, NewField>();
  for (const operation of spec.operations) {
    const known = shipped.operations.find(({ id }) => id === operation.id);
    if (known === undefined) continue;
    const old = new Set(listPlaces(shipped.document, known).map(({ path }) => path));
    const added = listPlaces(spec.document, operation).filter(({ path }) => !old.has(path));
    const paths = new Set(added.map(({ path }) => path));
    for (const { path, pointer } of added) {
      const isInside = [...listParents(path)].some((parent) => paths.has(parent));
      if (!isInside) found.set(pointer, { name: toName(pointer), pointer });
    }
  }
  return [...found.values()];
}

/** The fields of all JSON responses of an operation. */
function listPlaces(document: unknown, { responses }: Operation): readonly FieldPlace[] {
  const places: FieldPlace[] = [];
  const seen = new Set<string>();
  for (const { content } of Object.values(responses)) {
    const pointer = content['application/json']?.schemaPointer;
    if (pointer !== undefined) walk({ $ref: pointer }, pointer, '', 0);
  }
  return places;

  function walk(given: unknown, pointer: string, path: string, depth: number): void {
    const found = follow(document, given, pointer);
    const key = `${found.pointer} ${path}`;
    if (depth > maxDepth || places.length >= maxPlaces || seen.has(key)) return;
    seen.add(key);
    if (typeof found.value !== 'object' || found.value === null) return;
    const schema = found.value as SampleSchema;
    for (const [kind, branches] of Object.entries({
      allOf: schema.allOf,
      anyOf: schema.anyOf,
      oneOf: schema.oneOf,
    }))
      for (const [index, branch] of (branches ?? []).entries())
        walk(branch, `${found.pointer}/${kind}/${index}`, path, depth + 1);
    if (schema.items !== undefined) walk(schema.items, `${found.pointer}/items`, `${path}/*`, depth + 1);
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const place = {
        path: `${path}/${escapeStep(name)}`,
        pointer: `${found.pointer}/properties/${escapeStep(name)}`,
      };
      places.push(place);
      walk(property, place.pointer, place.path, depth + 1);
    }
  }
}

function* listParents(path: string): Generator<string> {
  for (let cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1))
    yield path.slice(0, cut);
}

/** `Job.progress` of `#/components/schemas/Job/properties/progress`. */
function toName(pointer: string): string {
  const [, , kind, ...steps] = pointer.split('/');
  const shown = (kind === 'schemas' ? steps : steps.slice(-1)).filter(
    (one, index, all) =>
      !['properties', 'items', 'allOf', 'anyOf', 'oneOf'].includes(one) &&
      !(/^\d+$/.test(one) && (all[index - 1] ?? '').endsWith('Of')),
  );
  return shown.map((one) => one.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
}
