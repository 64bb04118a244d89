/** Matches a path like Django: the whole decoded path, including the trailing slash. */
import { escapePattern } from '../../text/escape-pattern.ts';
import type { Operation } from '../../openapi/operations.ts';
import { type Readings, getReading } from '../../openapi/questions.ts';
import type { Spec } from '../../openapi/spec.ts';
import { decodePercent } from './message.ts';

/** A resource: the operations at one path, with their methods. */
export interface Resource {
  readonly pattern: RegExp;
  readonly operations: readonly Operation[];
  /** The value of `Allow`. */
  readonly allow: string;
}

export type Match =
  | {
      readonly kind: 'resource';
      readonly resource: Resource;
      readonly parameters: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'lacks-slash' }
  | { readonly kind: 'none' };

/** The resources of the document, under each prefix that the reading of path-prefix allows. */
export function createResources(spec: Spec, readings: Readings): readonly Resource[] {
  const { prefixes = [''] } = getReading(spec.questions, readings, 'path-prefix');
  const prefix = `(?:${prefixes.map(escapePattern).join('|')})`;
  const paths = [...new Set(spec.operations.map(({ path }) => path))];
  return paths.map((path) => {
    const operations = spec.operations.filter((operation) => operation.path === path);
    const pattern = new RegExp(`^${prefix}${selectSegments(path, operations, readings)}$`, 'u');
    return { pattern, operations, allow: formatAllow(operations) };
  });
}

/** The resource at an encoded path. */
export function match(resources: readonly Resource[], path: string): Match {
  const decoded = decodePercent(path);
  const found = find(resources, decoded);
  if (found !== undefined) return found;
  return !decoded.endsWith('/') && find(resources, `${decoded}/`) !== undefined
    ? { kind: 'lacks-slash' }
    : { kind: 'none' };
}

function find(resources: readonly Resource[], path: string): Match | undefined {
  for (const resource of resources) {
    const matched = resource.pattern.exec(path);
    if (matched !== null) return { kind: 'resource', resource, parameters: { ...matched.groups } };
  }
  return undefined;
}

/** Django's converters: `<uuid:...>` takes lower case only, `<str:...>` takes all but a slash. */
const converters: Readonly<Record<string, string>> = {
  uuid: '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  string: '[^/]+',
};

function selectSegments(path: string, operations: readonly Operation[], readings: Readings): string {
  return path
    .split(/(\{[A-Za-z_]+\})/)
    .map((part) => {
      const name = /^\{(.+)\}$/.exec(part)?.[1];
      if (name === undefined) return escapePattern(part);
      const isUuid = operations.some(({ parameters }) =>
        parameters.some((one) => one.name === name && one.schema.format === 'uuid'),
      );
      return `(?<${name}>${converters[isUuid ? (readings['job-id-route'] ?? 'uuid') : 'string'] ?? converters['string']})`;
    })
    .join('');
}

function formatAllow(operations: readonly Operation[]): string {
  const methods = operations.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  return [...methods, 'OPTIONS'].join(', ');
}
