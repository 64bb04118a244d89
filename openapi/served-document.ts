/** An OpenAPI document as a mock serves it: with the mock as its first server, and as text that every tool reads. */
import { stringify } from 'yaml';

import { isMap } from './values.ts';

export type DocumentFormat = 'json' | 'yaml';

/**
 * The document with this server in place of the local mock that it names; the other servers follow.
 * @param url such as `http://127.0.0.1:4010`, or relative to the address of the document, such as `../..`
 */
export function toServedDocument(document: object, url: string): object {
  const { openapi, info, servers, ...others } = document as Readonly<Record<string, unknown>>;
  const all: readonly unknown[] = Array.isArray(servers) ? servers : [];
  const remote = all.filter((server) => !(isMap(server) && isLocal(String(server['url']))));
  return { openapi, info, servers: [{ url, description: 'This mock.' }, ...remote], ...others };
}

function isLocal(url: string): boolean {
  return /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?:[:/]|$)/.test(url);
}

/** YAML without aliases and folded lines, which parsers of YAML 1.1 read in the same way: `no` and dates are quoted. */
export function formatDocument(document: object, format: DocumentFormat): string {
  if (format === 'json') return `${JSON.stringify(document, null, 1)}\n`;
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 0, compat: 'yaml-1.1' });
}
