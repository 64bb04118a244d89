/** Finds the requests of the API among all others: by the paths of the document, under any host and prefix. */
import type { Operation } from '../../../openapi/operations.ts';
import { escapePattern } from '../../../text/escape-pattern.ts';

export interface FoundOperation {
  readonly operation: Operation | undefined;
  /** Scheme, host and the part of the path before that of the document. */
  readonly base: string;
  /** The job in the path, as sent. */
  readonly jobId?: string;
  readonly isWithoutSlash: boolean;
}

export type FindOperation = (method: string, url: URL) => FoundOperation | undefined;

/** A search by these operations. @returns undefined for a URL that is not of the API */
export function createOperationFinder(operations: readonly Operation[]): FindOperation {
  const paths = [...new Set(operations.map(({ path }) => path))].map((path) => ({
    path,
    pattern: toPattern(path),
    own: operations.filter((operation) => operation.path === path),
  }));
  return (method, url) => {
    for (const { pattern, own } of paths) {
      const match = pattern.exec(url.pathname);
      if (match === null) continue;
      const [, prefix = '', jobId] = match;
      const asGet = method === 'HEAD' ? 'GET' : method;
      return {
        operation: own.find((operation) => operation.method === asGet),
        base: `${url.origin}${prefix}`,
        isWithoutSlash: !url.pathname.endsWith('/'),
        ...(jobId === undefined ? {} : { jobId: decode(jobId) }),
      };
    }
    return undefined;
  };
}

/** The whole path of a request: any prefix, the path of the document, and maybe no slash at its end. */
function toPattern(path: string): RegExp {
  const parts = path.replace(/\/$/, '').split(/\{[^}]+\}/);
  return new RegExp(`^(.*?)${parts.map(escapePattern).join('([^/]+)')}/?$`);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** The base with the most requests; the first of several. */
export function chooseBase(bases: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const base of bases) counts.set(base, (counts.get(base) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
