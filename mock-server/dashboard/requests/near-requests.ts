/** What a request that failed may have meant, from the document; nothing is taken from the words of an explanation. */
import { getReading } from '../../../openapi/questions.ts';
import type { Model } from '../../api/reply.ts';
import { mask } from '../../journal/mask.ts';
import { createTemplates, listNearRequests } from '../../journal/near-paths.ts';
import type { ShownRequest } from '../../../page-parts/polls.ts';
import { formatTarget } from './filter-requests.ts';

type FindNearRequests = (entry: ShownRequest) => readonly string[];

/** @returns a function that lists the first lines of requests that would have matched, the most similar first; none for a request without near misses, or if it was correct up to its headers */
export function createNearRequests({ spec, readings }: Model): FindNearRequests {
  const { prefixes = [''] } = getReading(spec.questions, readings, 'path-prefix');
  const templates = createTemplates(spec.operations, prefixes);
  return (entry) => {
    const { method, path, query, status, operation, near_misses: misses } = entry;
    if (misses === undefined) return [];
    if (status === 401 || status === 403)
      return entry.token_in_query === true
        ? [`${method} ${formatTarget({ path, query: dropMasked(query) })}`]
        : [];
    if (operation !== undefined || ![301, 404, 405].includes(status)) return [];
    const decoded = decode(path);
    return listNearRequests(decoded, method, templates).map(
      (near) => `${near.method} ${formatTarget({ path: near.path, query: dropMasked(query) })}`,
    );
  };
}

/** The query without the tokens, which do not belong there. */
function dropMasked(query: string | undefined): string | undefined {
  return query
    ?.split('&')
    .filter((pair) => !pair.includes(mask))
    .join('&');
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
