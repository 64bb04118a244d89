/** What a text of an app says about the status of the job. */
import { loadShippedSpec } from '../../openapi/shipped.ts';

/**
 * Makes a function from a shown text to the API status that it means: by the table of the adapter, or because the text contains one
 * status of the API. Undefined if it means none, as while a page is loading.
 */
export function createStatusReader(
  statuses: Readonly<Record<string, string>> = {},
): (text: string) => string | undefined {
  const { apiStatuses } = loadShippedSpec().lifeCycle;
  const named = new Map(Object.entries(statuses).map(([text, status]) => [normalize(text), status]));
  const patterns = apiStatuses.map((status) => {
    const words = status.split('-').join('[ _-]?');
    return [status, new RegExp(`(?<![a-z])${words}(?![a-z])`, 'i')] as const;
  });
  return (text) => {
    const own = named.get(normalize(text));
    if (own !== undefined) return own;
    const [found, ...others] = patterns.filter(([, pattern]) => pattern.test(text));
    return others.length === 0 ? found?.[0] : undefined;
  };
}

const normalize = (text: string): string => text.trim().replaceAll(/\s+/g, ' ').toLowerCase();
