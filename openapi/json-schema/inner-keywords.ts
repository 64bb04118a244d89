/** The keywords of JSON Schema that apply other schemas to parts of a value. */
import { escapeStep } from '../document.ts';
import { isMap } from '../values.ts';
import { type Check, type Keyword, quietRun, report, type Run, toChildPath } from './check.ts';
import { getOwn, hasKey } from './value-keywords.ts';

type AnyObject = Readonly<Record<string, unknown>>;

const toObject = (value: unknown): AnyObject => (isMap(value) ? value : {});

/** The schemas of a map, such as `properties`, by their keys. */
export function compileMap({ keyword, value, at, scope }: Keyword): readonly (readonly [string, Check])[] {
  return Object.entries(toObject(value)).map(([key, schema]) => [
    key,
    scope.compile(schema, `${at}/${keyword}/${escapeStep(key)}`),
  ]);
}

/** The schemas of a list, such as `anyOf`. */
export function compileList({ keyword, value, at, scope }: Keyword): readonly Check[] {
  if (!Array.isArray(value)) throw new Error(`${keyword} in the schema at ${at} must be a list of schemas`);
  return value.map((schema, index) => scope.compile(schema, `${at}/${keyword}/${index}`));
}

/** The schema that is the value of a keyword. */
export function compileOwn({ keyword, value, at, scope }: Keyword): Check {
  return scope.compile(value, `${at}/${keyword}`);
}

/** Runs one check after the other, until one fails unless all errors are wanted. */
function checkEach<T>(list: Iterable<T>, run: Run, check: (one: T) => boolean): boolean {
  let valid = true;
  for (const one of list) {
    if (check(one)) continue;
    if (!run.all) return false;
    valid = false;
  }
  return valid;
}

export function compileProperties(keyword: Keyword): Check {
  const rows = compileMap(keyword);
  return (value, path, run) => {
    let valid = true;
    for (const [key, check] of rows) {
      const part = getOwn(value, key);
      if (part === undefined || check(part, toChildPath(path, key, run), run)) continue;
      if (!run.all) return false;
      valid = false;
    }
    return valid;
  };
}

export function compilePatternProperties(keyword: Keyword): Check {
  const rows = compileMap(keyword).map(([pattern, check]) => [new RegExp(pattern, 'u'), check] as const);
  return (value, path, run) =>
    checkEach(rows, run, ([pattern, check]) =>
      checkEach(
        Object.keys(value as object),
        run,
        (key) => !pattern.test(key) || check((value as AnyObject)[key], toChildPath(path, key, run), run),
      ),
    );
}

/** Finds the keys that neither `properties` nor `patternProperties` names. */
export function createAdditionalTest({ properties, patternProperties }: AnyObject): (key: string) => boolean {
  const known = new Set(Object.keys(toObject(properties)));
  const patterns = Object.keys(toObject(patternProperties)).map((pattern) => new RegExp(pattern, 'u'));
  if (patterns.length === 0) return (key) => !known.has(key);
  return (key) => !known.has(key) && !patterns.some((pattern) => pattern.test(key));
}

export function compileAdditionalProperties(keyword: Keyword): Check | undefined {
  const isAdditional = createAdditionalTest(keyword.schema);
  return compileForKeys(keyword, 'additionalProperty', () => isAdditional);
}

/**
 * A keyword whose schema holds for the values of some keys.
 * @param param the name of such a key in an error, if the schema allows none
 * @param select for a value, which of its keys these are
 */
export function compileForKeys(
  keyword: Keyword,
  param: string,
  select: (value: unknown) => (key: string) => boolean,
): Check | undefined {
  if (keyword.value === true) return undefined;
  const check = compileOwn(keyword);
  return (value, path, run) => {
    const isMeant = select(value);
    let valid = true;
    for (const key of Object.keys(value as object)) {
      if (!isMeant(key)) continue;
      if (keyword.value === false) report(keyword, path, run, { [param]: key });
      else if (check((value as AnyObject)[key], toChildPath(path, key, run), run)) continue;
      if (!run.all) return false;
      valid = false;
    }
    return valid;
  };
}

export function compilePropertyNames(keyword: Keyword): Check {
  const check = compileOwn(keyword);
  return (value, path, run) =>
    checkEach(
      Object.keys(value as object),
      run,
      (key) => check(key, path, { ...run, name: key }) || report(keyword, path, run, { propertyName: key }),
    );
}

export function compileDependentSchemas(keyword: Keyword): Check {
  const rows = compileMap(keyword);
  return (value, path, run) =>
    checkEach(rows, run, ([key, check]) => !hasKey(value, key) || check(value, path, run));
}

export function compilePrefixItems(keyword: Keyword): Check {
  const checks = compileList(keyword);
  return (value, path, run) => {
    const items = value as readonly unknown[];
    return checkEach(checks.slice(0, items.length).entries(), run, ([index, check]) =>
      check(items[index], toChildPath(path, index, run), run),
    );
  };
}

export function compileItems(keyword: Keyword): Check {
  const { prefixItems } = keyword.schema;
  return compileForItems(keyword, () => (Array.isArray(prefixItems) ? prefixItems.length : 0));
}

/** A keyword whose schema holds for the items from an index on. @param select for a value, that index */
export function compileForItems(keyword: Keyword, select: (value: readonly unknown[]) => number): Check {
  const check = compileOwn(keyword);
  const isLimit = keyword.value === false && (keyword.keyword !== 'items' || 'prefixItems' in keyword.schema);
  return (value, path, run) => {
    const items = value as readonly unknown[];
    const from = select(items);
    if (isLimit) return items.length <= from || report(keyword, path, run, { limit: from });
    let valid = true;
    for (let index = from; index < items.length; index += 1) {
      if (check(items[index], toChildPath(path, index, run), run)) continue;
      if (!run.all) return false;
      valid = false;
    }
    return valid;
  };
}

export function compileContains(keyword: Keyword): Check {
  const check = compileOwn(keyword);
  const { minContains = 1, maxContains } = keyword.schema as { minContains?: number; maxContains?: number };
  const params = { minContains, ...(maxContains === undefined ? {} : { maxContains }) };
  return (value, path, run) => {
    const items = value as readonly unknown[];
    const count = items.filter((item) => check(item, '', quietRun)).length;
    if (count >= minContains && count <= (maxContains ?? count)) return true;
    return report(keyword, path, run, params);
  };
}
