/**
 * Generates values that fit a schema, for fields that the mock does not simulate: always the same ones, and
 * only a few.
 */
import { follow } from '../../openapi/document.ts';
import type { SampleSchema } from './schema.ts';
import { isLikely, listNumbers, listStrings } from './scalars.ts';

/** Nothing is made deeper than this. */
const maxDepth = 16;
/** Below this depth only required fields are created. */
const maxOptionalDepth = 4;
const maxCandidates = 12;
const maxItems = 200;
/** Maximum number of schemas that are visited for one value. */
const maxLooks = 2000;

/**
 * Values for the schema at a pointer, best first: examples of the document, then values built from its
 * keywords. The caller must validate them, since keywords such as `not` and `if` are not supported.
 */
export function createCandidates(document: unknown, pointer: string): readonly unknown[] {
  let looks = 0;
  /** The schemas that a value is being made for, so that none is made inside itself. */
  const open = new Set<string>();
  return createOpenCandidates({ $ref: pointer }, 0).slice(0, maxCandidates);

  function createOpenCandidates(given: unknown, depth: number): readonly unknown[] {
    looks += 1;
    const { value, pointer: at } = follow(document, given, '');
    if (looks > maxLooks || depth > maxDepth || open.has(at)) return [];
    if (typeof value !== 'object' || value === null) return ['example'];
    if (at !== '') open.add(at);
    const all = listCandidates(value, depth);
    open.delete(at);
    return all;
  }

  function listCandidates(found: SampleSchema, depth: number): readonly unknown[] {
    const schema = mergeAllOf(found, depth);
    if ('const' in schema) return [schema.const];
    const examples = [
      schema.example,
      ...(schema.examples ?? []),
      schema.default,
      ...(schema.enum ?? []),
    ].filter((one) => one !== undefined && isLikely(schema, one));
    if (schema.enum !== undefined) return examples;
    const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
    const { anyOf: _, oneOf: __, ...own } = schema;
    const made =
      branches.length === 0
        ? listTypes(own).flatMap((type) => createOfType(type, own, depth))
        : branches
            .slice(0, maxCandidates)
            .flatMap((branch) => createOpenCandidates({ allOf: [own, branch] }, depth + 1));
    return [...examples, ...made].slice(0, maxCandidates * 4);
  }

  /** The schema with all that its `allOf` adds. */
  function mergeAllOf(schema: SampleSchema, depth: number): SampleSchema {
    const { allOf = [], ...own } = schema;
    if (depth > maxDepth) return own;
    return allOf.reduce<SampleSchema>((all, part) => {
      looks += 1;
      if (looks > maxLooks) return all;
      const found = follow(document, part, '').value;
      return typeof found === 'object' && found !== null
        ? joinSchemas(all, mergeAllOf(found, depth + 1))
        : all;
    }, own);
  }

  function createOfType(type: string, schema: SampleSchema, depth: number): readonly unknown[] {
    if (type === 'null') return [null];
    if (type === 'boolean') return [false];
    if (type === 'integer' || type === 'number') return listNumbers(schema, type);
    if (type === 'array') return [createArray(schema, depth)];
    return type === 'object' ? [createObject(schema, depth)] : listStrings(schema);
  }

  function createArray(
    { prefixItems = [], items, minItems = 0, uniqueItems }: SampleSchema,
    depth: number,
  ): unknown {
    const first = prefixItems.slice(0, maxItems).map((item) => createOpenCandidates(item, depth + 1)[0]);
    const count = Math.min(Math.max(0, minItems - first.length), maxItems);
    const values = count === 0 ? [] : createOpenCandidates(items ?? {}, depth + 1);
    const more = Array.from({ length: count }, (_, index) =>
      uniqueItems === true ? (values[index] ?? addNumber(values[0], index)) : values[0],
    );
    return [...first, ...more];
  }

  function createObject({ properties = {}, required = [] }: SampleSchema, depth: number): unknown {
    const names =
      depth >= maxOptionalDepth ? required : [...new Set([...Object.keys(properties), ...required])];
    const fields = names.slice(0, maxItems).flatMap((name) => {
      const property = Object.hasOwn(properties, name) ? properties[name] : {};
      const [value] = createOpenCandidates(property, depth + 1);
      return value === undefined ? [] : [[name, value] as const];
    });
    return Object.fromEntries(fields);
  }
}

/** Both must hold, so of two limits the narrower one does. */
function joinSchemas(a: SampleSchema, b: SampleSchema): SampleSchema {
  const required = [...new Set([...(a.required ?? []), ...(b.required ?? [])])];
  const limits = {
    ...chooseNarrower('minimum', Math.max),
    ...chooseNarrower('exclusiveMinimum', Math.max),
    ...chooseNarrower('minLength', Math.max),
    ...chooseNarrower('minItems', Math.max),
    ...chooseNarrower('maximum', Math.min),
    ...chooseNarrower('exclusiveMaximum', Math.min),
    ...chooseNarrower('maxLength', Math.min),
  };
  const choices =
    a.enum === undefined || b.enum === undefined
      ? {}
      : { enum: a.enum.filter((one) => b.enum?.includes(one)) };
  const properties = { ...a.properties };
  for (const [name, property] of Object.entries(b.properties ?? {}))
    properties[name] = Object.hasOwn(properties, name) ? { allOf: [properties[name], property] } : property;
  return { ...a, ...b, ...limits, ...choices, required, properties };

  function chooseNarrower(
    key:
      | 'minimum'
      | 'maximum'
      | 'exclusiveMinimum'
      | 'exclusiveMaximum'
      | 'minLength'
      | 'maxLength'
      | 'minItems',
    pick: (...values: number[]) => number,
  ): SampleSchema {
    const values = [a[key], b[key]].filter((one) => one !== undefined);
    return values.length === 0 ? {} : { [key]: pick(...values) };
  }
}

/** The first declared type, with `null` last; without one, the type that the other keywords imply. */
function listTypes(schema: SampleSchema): readonly string[] {
  const { type } = schema;
  if (typeof type === 'string') return [type];
  if (type !== undefined) return type.toSorted((x, y) => Number(x === 'null') - Number(y === 'null'));
  if (Object.keys(schema.properties ?? {}).length > 0 || (schema.required ?? []).length > 0)
    return ['object'];
  if (schema.items !== undefined || schema.minItems !== undefined) return ['array'];
  const isNumber = [
    schema.minimum,
    schema.maximum,
    schema.exclusiveMinimum,
    schema.exclusiveMaximum,
    schema.multipleOf,
  ].some((one) => one !== undefined);
  return isNumber ? ['number'] : ['string'];
}

function addNumber(value: unknown, index: number): unknown {
  if (typeof value === 'number') return value + index;
  return typeof value === 'string' ? `${value}${index}` : value;
}
