/** Adds the fields to a response that are new in another document. */
import { follow, escapeStep } from '../../openapi/document.ts';
import type { Operation } from '../../openapi/operations.ts';
import type { Fill } from '../api/reply.ts';
import type { SampleSchema } from './schema.ts';

/** Values of new fields by the pointers of their schemas. */
export type NewValues = ReadonlyMap<string, unknown>;

const maxDepth = 12;

/** Fills the bodies of successes. */
export function createFill(document: unknown, values: NewValues): Fill {
  const fill = ({ responses }: Operation, status: number, body: unknown): unknown => {
    const pointer = responses[String(status)]?.content['application/json']?.schemaPointer;
    return pointer === undefined ? body : fillBody(document, pointer, body, values);
  };
  return Object.assign(fill, { values });
}

/**
 * The body with every new field that it lacks.
 * @param pointer the schema of the body
 */
export function fillBody(document: unknown, pointer: string, body: unknown, values: NewValues): unknown {
  return fill({ $ref: pointer }, pointer, body, 0);

  function fill(given: unknown, at: string, value: unknown, depth: number): unknown {
    if (depth > maxDepth || typeof value !== 'object' || value === null) return value;
    const found = follow(document, given, at);
    if (typeof found.value !== 'object' || found.value === null) return value;
    const schema = found.value as SampleSchema;
    const inBranches = listBranches(schema, found.pointer, value).reduce<unknown>(
      (before, branch) => fill(branch.schema, branch.at, before, depth + 1),
      value,
    );
    if (Array.isArray(inBranches)) {
      const { items } = schema;
      if (items === undefined) return inBranches;
      return inBranches.map((item: unknown) => fill(items, `${found.pointer}/items`, item, depth + 1));
    }
    return addProperties(schema, found.pointer, inBranches as Readonly<Record<string, unknown>>, depth);
  }

  function addProperties(
    { properties = {} }: SampleSchema,
    at: string,
    value: Readonly<Record<string, unknown>>,
    depth: number,
  ): unknown {
    const changed = Object.entries(properties).flatMap(([name, property]) => {
      const place = `${at}/properties/${escapeStep(name)}`;
      if (Object.hasOwn(value, name)) return [[name, fill(property, place, value[name], depth + 1)] as const];
      return values.has(place) ? [[name, values.get(place)] as const] : [];
    });
    return { ...value, ...Object.fromEntries(changed) };
  }

  /** All of `allOf`, and of the alternatives the one that the value fits best. */
  function listBranches(schema: SampleSchema, at: string, value: object) {
    const toPlacedBranches = (kind: 'allOf' | 'anyOf' | 'oneOf') =>
      (schema[kind] ?? []).map((branch, index) => ({ schema: branch, at: `${at}/${kind}/${index}` }));
    const chosen = (['anyOf', 'oneOf'] as const).flatMap((kind) => {
      const [best] = toPlacedBranches(kind)
        .map((branch) => ({ branch, likeness: scoreLikeness(branch.schema, branch.at, value) }))
        .filter(({ likeness }) => likeness >= 0)
        .toSorted((a, b) => b.likeness - a.likeness);
      return best === undefined ? [] : [best.branch];
    });
    return [...toPlacedBranches('allOf'), ...chosen];
  }

  /** How many of its fields the value has; -1 when the value cannot be of this schema. */
  function scoreLikeness(given: unknown, at: string, value: object): number {
    const found = follow(document, given, at);
    if (typeof found.value !== 'object' || found.value === null) return 0;
    const { type, properties = {}, required = [] } = found.value as SampleSchema;
    const types = typeof type === 'string' ? [type] : (type ?? []);
    if (types.length > 0 && !types.includes(Array.isArray(value) ? 'array' : 'object')) return -1;
    const isNew = (name: string) => values.has(`${found.pointer}/properties/${escapeStep(name)}`);
    if (required.some((name) => !Object.hasOwn(value, name) && !isNew(name))) return -1;
    return Object.keys(properties).filter((name) => Object.hasOwn(value, name)).length;
  }
}
