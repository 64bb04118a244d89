/** Which keys and items of a value the other keywords of a schema speak about, for `unevaluatedProperties` and `unevaluatedItems`. */
import { toMap } from '../values.ts';
import { type Check, type JsonSchema, type Keyword, quietRun, type Scope } from './check.ts';
import { compileForItems, compileForKeys, createAdditionalTest } from './inner-keywords.ts';
import { hasKey } from './value-keywords.ts';

export function compileUnevaluatedProperties(keyword: Keyword): Check | undefined {
  const { unevaluatedProperties: _, ...others } = keyword.schema;
  return compileForKeys(keyword, 'unevaluatedProperty', (value) => {
    const known = listApplied(others, value, keyword).map(createKeyTest);
    return (key) => !known.some((isKnown) => isKnown(key));
  });
}

function createKeyTest(schema: JsonSchema): (key: string) => boolean {
  if ('additionalProperties' in schema || 'unevaluatedProperties' in schema) return () => true;
  const isAdditional = createAdditionalTest(schema);
  return (key) => !isAdditional(key);
}

export function compileUnevaluatedItems(keyword: Keyword): Check | undefined {
  if (keyword.value === true) return undefined;
  const { unevaluatedItems: _, ...others } = keyword.schema;
  return compileForItems(keyword, (value) =>
    Math.max(0, ...listApplied(others, value, keyword).map(countKnownItems)),
  );
}

function countKnownItems(schema: JsonSchema): number {
  if ('items' in schema || 'unevaluatedItems' in schema || 'contains' in schema) return Infinity;
  return Array.isArray(schema['prefixItems']) ? schema['prefixItems'].length : 0;
}

/** The schema and those of its branches that apply to the value itself. */
function listApplied(schema: JsonSchema, value: unknown, keyword: Keyword): readonly JsonSchema[] {
  const { scope, at } = keyword;
  const isValid = (branch: unknown) => scope.compile(branch, at)(value, '', quietRun);
  const follow = (branch: unknown) => listApplied(toMap(branch), value, keyword);
  const condition = schema['if'];
  const isMet = condition !== undefined && isValid(condition);
  const dependent = Object.entries(toMap(schema['dependentSchemas'])).filter(([key]) => hasKey(value, key));
  return [
    schema,
    ...followReference(schema, scope).flatMap(follow),
    ...toList(schema['allOf']).flatMap(follow),
    ...[...toList(schema['anyOf']), ...toList(schema['oneOf'])].filter(isValid).flatMap(follow),
    ...(condition === undefined
      ? []
      : (isMet ? [condition, schema['then']] : [schema['else']]).flatMap(follow)),
    ...dependent.flatMap(([, branch]) => follow(branch)),
  ];
}

function followReference({ $ref }: JsonSchema, scope: Scope): readonly unknown[] {
  return typeof $ref === 'string' ? [scope.find($ref)] : [];
}

function toList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
