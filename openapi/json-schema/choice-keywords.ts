/** The keywords of JSON Schema that combine schemas for the same value. */
import {
  type Check,
  checkAll,
  forgetErrors,
  type JsonSchema,
  type Keyword,
  quietRun,
  report,
} from './check.ts';
import { toMap } from '../values.ts';
import { compileList, compileOwn } from './inner-keywords.ts';

export function compileNot(keyword: Keyword): Check {
  const check = compileOwn(keyword);
  return (value, path, run) => !check(value, path, quietRun) || report(keyword, path, run, {});
}

export function compileAllOf(keyword: Keyword): Check {
  return checkAll(compileList(keyword));
}

export function compileAnyOf(keyword: Keyword): Check {
  const checks = compileList(keyword);
  return (value, path, run) => {
    const before = run.errors?.length ?? 0;
    for (const check of checks) {
      if (!check(value, path, run)) continue;
      forgetErrors(run, before);
      return true;
    }
    return report(keyword, path, run, {});
  };
}

export function compileOneOf(keyword: Keyword): Check | undefined {
  if (keyword.scope.options.discriminator === true && 'discriminator' in keyword.schema) return undefined;
  const checks = compileList(keyword);
  return (value, path, run) => {
    const before = run.errors?.length ?? 0;
    let passing: number | undefined;
    for (const [index, check] of checks.entries()) {
      if (!check(value, path, run)) continue;
      if (passing !== undefined) return report(keyword, path, run, { passingSchemas: [passing, index] });
      passing = index;
    }
    if (passing === undefined) return report(keyword, path, run, { passingSchemas: null });
    forgetErrors(run, before);
    return true;
  };
}

export function compileIf(keyword: Keyword): Check | undefined {
  const { then, else: otherwise } = keyword.schema;
  if (then === undefined && otherwise === undefined) return undefined;
  const check = compileOwn(keyword);
  const compileBranch = (name: string, value: unknown) =>
    value === undefined ? undefined : compileOwn({ ...keyword, keyword: name, value });
  const whenMet = compileBranch('then', then);
  const whenNot = compileBranch('else', otherwise);
  return (value, path, run) => {
    const isMet = check(value, path, quietRun);
    const branch = isMet ? whenMet : whenNot;
    if (branch === undefined || branch(value, path, run)) return true;
    return report(keyword, path, run, { failingKeyword: isMet ? 'then' : 'else' });
  };
}

export function compileRef({ value, scope }: Keyword): Check {
  return scope.follow(String(value));
}

/** Chooses the branch of `oneOf` by the value of a property, which is a constant in each. */
export function compileDiscriminator(keyword: Keyword): Check | undefined {
  const { schema, scope, at } = keyword;
  const tag = toMap(keyword.value)['propertyName'];
  if (scope.options.discriminator !== true || typeof tag !== 'string') return undefined;
  const checks = compileList({ ...keyword, keyword: 'oneOf', value: schema['oneOf'] });
  const branches = new Map(
    (schema['oneOf'] as readonly JsonSchema[]).flatMap((branch, index) => {
      const target = typeof branch['$ref'] === 'string' ? scope.find(branch['$ref']) : branch;
      const property = toMap(toMap(toMap(target)['properties'])[tag]);
      const values = Array.isArray(property['enum']) ? property['enum'] : [property['const']];
      if (values.includes(undefined))
        throw new Error(`branch ${index} of the schema at ${at} has no constant "${tag}", its discriminator`);
      return values.map((value): [unknown, Check | undefined] => [value, checks[index]]);
    }),
  );
  return (value, path, run) => {
    const tagValue = (value as Readonly<Record<string, unknown>>)[tag];
    const check = branches.get(tagValue);
    if (check !== undefined) return check(value, path, run);
    const error = typeof tagValue === 'string' ? 'mapping' : 'tag';
    return report(keyword, path, run, { error, tag, tagValue });
  };
}
