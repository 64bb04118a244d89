/** Finds the documented path that is most similar to a wrong one, and explains the difference. */
import { countCommonStart } from '../../text/common-start.ts';
import type { Operation } from '../../openapi/operations.ts';
import { parseUuid } from '../django/uuid.ts';
import { type Alignment, alignPath, isNear, splitPath, type Template } from './align-path.ts';

/** Every path of the document under every prefix, those of the first prefix first. */
export function createTemplates(
  operations: readonly Operation[],
  prefixes: readonly string[],
): readonly Template[] {
  const paths = [...new Set(operations.map(({ path }) => path))];
  const isCommon = (segment: string) =>
    paths.length > 1 && paths.every((path) => splitPath(path).includes(segment));
  return prefixes.flatMap((prefix) =>
    paths.map((path) => {
      const here = operations.filter((operation) => operation.path === path);
      return {
        of: path,
        prefix,
        path: `${prefix}${path}`,
        methods: here.map(({ method }) => method),
        segments: splitPath(`${prefix}${path}`),
        telling: new Set(splitPath(path).filter((segment) => !isCommon(segment))),
        uuids: here
          .flatMap(({ parameters }) => parameters)
          .filter((one) => one.in === 'path' && one.schema.format === 'uuid')
          .map(({ name }) => name),
      };
    }),
  );
}

/** Beyond it two paths have nothing to do with each other. */
const maxCost = 2;
/** Paths that are only a little less similar may be meant as well. */
const costTolerance = 0.3;
const maxNamed = 4;

interface NearPath extends Alignment {
  readonly template: Template;
}

/** The documented paths that are most similar, the best first; several when they are about as similar. */
function findNearPaths(plain: string, method: string, templates: readonly Template[]): readonly NearPath[] {
  const given = splitPath(plain);
  // A prefix of which nothing was sent was not meant.
  const [first = ''] = given;
  const meant = templates.filter(
    ({ prefix, segments }) => prefix === templates[0]?.prefix || isNear(first, segments[0] ?? ''),
  );
  const scored = meant
    .map((template) => ({ template, ...alignPath(given, template) }))
    .filter(({ cost, met }) => met > 0 && cost <= maxCost)
    .map((one) => ({ ...one, cost: one.cost + (hasMethod(one.template, method) ? 0 : 0.4) }))
    .toSorted((a, b) => a.cost - b.cost);
  const [best] = scored;
  if (best === undefined) return [];
  return scored
    .filter(({ cost }) => cost <= best.cost + costTolerance)
    .filter(({ template }, index, all) => all.findIndex((one) => one.template.of === template.of) === index)
    .slice(0, maxNamed);
}

/**
 * One sentence on the documented path closest to this one.
 * @param path decoded, without its query, with tokens masked
 */
export function describeNearPath(path: string, method: string, templates: readonly Template[]): string {
  const [plain = ''] = path.split('?');
  const near = findNearPaths(plain, method, templates);
  const [best] = near;
  if (best === undefined)
    return `No path in the document is similar to this one; ${describeAllPaths(templates)}.`;
  if (near.length > 1)
    return `The document has no such path; similar ones are ${near.map(({ template }) => toName(template, method)).join(' and ')}.`;
  const differs = [
    ...best.differs,
    ...(/\/{2,}/.test(plain) ? ['one slash instead of several'] : []),
    ...(plain.endsWith('/') ? [] : ['a trailing slash']),
    ...(plain === path ? [] : ['a question mark before the query instead of %3F']),
    ...(hasMethod(best.template, method)
      ? []
      : [`${best.template.methods.join(' or ')}, not ${method.slice(0, 20)}`]),
  ];
  return `The document has ${toName(best.template, method)}: ${differs.join('; ')}.`;
}

/** The beginning of a request that the document has. */
export interface DocumentedRequest {
  readonly method: string;
  /** With the id that was sent, or with `{job_id}` where none was. */
  readonly path: string;
}

/** The documented requests closest to this one, the best first: what `describeNearPath` has a sentence on. */
export function listNearRequests(
  path: string,
  method: string,
  templates: readonly Template[],
): readonly DocumentedRequest[] {
  const [plain = ''] = path.split('?');
  const id = splitPath(plain)
    .map((segment) => parseUuid(segment.replaceAll(/[^\da-f-]/gi, '')))
    .find((uuid) => uuid !== undefined);
  return findNearPaths(plain, method, templates).map(({ template }) => ({
    method: hasMethod(template, method) ? method : (template.methods[0] ?? method),
    path: template.uuids.reduce((text, name) => text.replace(`{${name}}`, id ?? `{${name}}`), template.path),
  }));
}

function toName({ path, methods }: Template, method: string): string {
  return `${methods.includes(method) ? method : (methods[0] ?? '')} ${path}`;
}

function hasMethod({ methods }: Template, method: string): boolean {
  return methods.includes(method === 'HEAD' ? 'GET' : method);
}

function describeAllPaths(templates: readonly Template[]): string {
  const paths = templates.map(({ of }) => splitPath(of));
  const count = countCommonStart(paths);
  return paths.length > 1 && count > 0
    ? `all of them begin with /${paths[0]?.slice(0, count).join('/')}/`
    : `it has ${[...new Set(templates.map(({ of }) => of))].slice(0, maxNamed).join(', ')}`;
}
