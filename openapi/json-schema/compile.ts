/**
 * Compiles JSON Schemas (draft 2020-12) to functions, without generating code: it runs under any content security policy, and needs
 * only the document itself. Errors are those of Ajv, in the same order; a test compares them.
 */
import type { SchemaCheck, SchemaError } from '../diagnostics/schema-error.ts';
import { resolvePointer } from '../document.ts';
import { isMap } from '../values.ts';
import {
  type Check,
  checkAll,
  type CheckOptions,
  type JsonSchema,
  type Keyword,
  quietRun,
  report,
  type Scope,
} from './check.ts';
import * as choices from './choice-keywords.ts';
import { compileUnevaluatedItems, compileUnevaluatedProperties } from './evaluated.ts';
import * as inner from './inner-keywords.ts';
import { getTypeTest, listSchemaTypes } from './types.ts';
import * as values from './value-keywords.ts';

type CompileKeyword = (keyword: Keyword) => Check | undefined;

interface Group {
  /** Its keywords concern only values of this type. */
  readonly type?: string;
  readonly keywords: Readonly<Record<string, CompileKeyword>>;
}

const { limitKeywords: limits } = values;

/** In the order in which errors are reported. */
const groups: readonly Group[] = [
  {
    keywords: {
      $dynamicRef: choices.compileRef,
      $ref: choices.compileRef,
      const: values.compileConst,
      enum: values.compileEnum,
      not: choices.compileNot,
      anyOf: choices.compileAnyOf,
      oneOf: choices.compileOneOf,
      allOf: choices.compileAllOf,
      if: choices.compileIf,
    },
  },
  {
    type: 'number',
    keywords: {
      maximum: limits.maximum,
      minimum: limits.minimum,
      exclusiveMaximum: limits.exclusiveMaximum,
      exclusiveMinimum: limits.exclusiveMinimum,
      multipleOf: values.compileMultipleOf,
    },
  },
  {
    type: 'string',
    keywords: {
      maxLength: limits.maxLength,
      minLength: limits.minLength,
      pattern: values.compilePattern,
      format: values.compileFormat,
    },
  },
  {
    type: 'array',
    keywords: {
      maxItems: limits.maxItems,
      minItems: limits.minItems,
      prefixItems: inner.compilePrefixItems,
      items: inner.compileItems,
      contains: inner.compileContains,
      uniqueItems: values.compileUniqueItems,
      unevaluatedItems: compileUnevaluatedItems,
    },
  },
  {
    type: 'object',
    keywords: {
      maxProperties: limits.maxProperties,
      minProperties: limits.minProperties,
      required: values.compileRequired,
      propertyNames: inner.compilePropertyNames,
      additionalProperties: inner.compileAdditionalProperties,
      properties: inner.compileProperties,
      patternProperties: inner.compilePatternProperties,
      dependentRequired: values.compileDependentRequired,
      dependentSchemas: inner.compileDependentSchemas,
      unevaluatedProperties: compileUnevaluatedProperties,
      discriminator: choices.compileDiscriminator,
    },
  },
];

/** Compiles a schema that contains everything it refers to. @throws Error when it is not a schema */
export function compileSchema(schema: object, options: CheckOptions = {}): SchemaCheck {
  return createCheck(createScope(schema, options).follow('#'), options);
}

/** Finds the check of the schema at a JSON pointer, e.g. `#/components/schemas/Job`. @throws Error when it is not a schema */
export type CheckAtPointer = (pointer: string) => SchemaCheck;

/** Checks for any pointer of a document, compiled on first use. */
export function compileDocument(document: object, options: CheckOptions = {}): CheckAtPointer {
  const scope = createScope(document, options);
  const compiled = new Map<string, SchemaCheck>();
  return (pointer) => {
    const check = compiled.get(pointer) ?? createCheck(scope.follow(encodePointer(pointer)), options);
    compiled.set(pointer, check);
    return check;
  };
}

/** Errors are collected only when the value is not valid. */
function createCheck(check: Check, { onlyFirst = false }: CheckOptions): SchemaCheck {
  const run: SchemaCheck = (value) => {
    run.errors = null;
    if (check(value, '', quietRun)) return true;
    const errors: SchemaError[] = [];
    check(value, '', { errors, all: !onlyFirst });
    run.errors = errors;
    return false;
  };
  return run;
}

function createScope(document: object, options: CheckOptions): Scope {
  const compiled = new Map<string, Check>();
  const find = (reference: string): unknown => {
    if (!/^#(\/|$)/.test(reference)) return findAnchor(document, reference.slice(1));
    return resolvePointer(document, decodeURIComponent(reference));
  };
  const scope: Scope = {
    options,
    find,
    compile: (schema, at) => compileAt(schema, at, scope),
    follow: (reference) => {
      const known = compiled.get(reference);
      if (known !== undefined) return known;
      const schema = reference.startsWith('#') ? find(reference) : undefined;
      if (schema === undefined) throw new Error(`there is no schema at ${reference}`);
      // A schema can contain itself.
      let check: Check | undefined;
      compiled.set(reference, (value, path, run) => check?.(value, path, run) ?? true);
      try {
        check = compileAt(schema, reference, scope);
      } finally {
        if (check === undefined) compiled.delete(reference);
        else compiled.set(reference, check);
      }
      return check;
    },
  };
  return scope;
}

/** The schema with this name, anywhere in a value. */
function findAnchor(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const { $anchor, $dynamicAnchor } = value as JsonSchema;
  if ($anchor === name || $dynamicAnchor === name) return value;
  for (const part of Object.values(value)) {
    const found = findAnchor(part, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function compileAt(schema: unknown, at: string, scope: Scope): Check {
  if (schema === true) return () => true;
  if (schema === false) {
    const keyword = { keyword: 'false schema', schema: {}, at };
    return (_, path, run) => report(keyword, path, run, {});
  }
  if (!isMap(schema)) throw new Error(`the schema at ${at} must be an object, true or false`);
  const type = compileType(schema, at);
  const checks = groups.flatMap((group) => compileGroup(group, schema, at, scope, type) ?? []);
  return checkAll(type === undefined || type.group !== undefined ? checks : [type.check, ...checks]);
}

interface TypeCheck {
  readonly check: Check;
  /** The type whose keywords report a wrong type, if it is the only one and the schema has such keywords. */
  readonly group: string | undefined;
}

function compileType(schema: JsonSchema, at: string): TypeCheck | undefined {
  const types = listSchemaTypes(schema);
  if (types.length === 0) return undefined;
  const [first, ...others] = types.map(getTypeTest);
  const check: Check = (value, path, run) =>
    first?.(value) === true ||
    others.some((test) => test(value)) ||
    report({ keyword: 'type', schema, at }, path, run, { type: schema['type'] });
  const group = groups.find(({ type, keywords }) => type === types[0] && hasKeywords(schema, keywords));
  return { check, group: types.length === 1 ? group?.type : undefined };
}

function hasKeywords(schema: JsonSchema, keywords: Group['keywords']): boolean {
  return Object.keys(keywords).some((keyword) => schema[keyword] !== undefined);
}

function compileGroup(
  { type, keywords }: Group,
  schema: JsonSchema,
  at: string,
  scope: Scope,
  typeCheck: TypeCheck | undefined,
): Check | undefined {
  if (!hasKeywords(schema, keywords)) return undefined;
  const check = checkAll(
    Object.entries(keywords).flatMap(([keyword, compile]) => {
      const value = schema[keyword];
      return value === undefined ? [] : (compile({ keyword, value, schema, at, scope }) ?? []);
    }),
  );
  if (type === undefined) return check;
  const isMeant = getTypeTest(type);
  const whenOther: Check = type === typeCheck?.group ? typeCheck.check : () => true;
  return (value, path, run) => (isMeant(value) ? check : whenOther)(value, path, run);
}

/** A JSON pointer as the fragment of a URI (RFC 6901, section 6). */
function encodePointer(pointer: string): string {
  return `#${pointer.slice(1).split('/').map(encodeURIComponent).join('/')}`;
}
