/** Compares responses. */
import { isDeepStrictEqual } from 'node:util';

import type { Reply } from '../history.ts';

/** A message of the control API says where else a job is; each process may know other worlds. */
export const removeHint = (text: string): string =>
  text.replace(/; (?:it is in world ".*"|its jobs are at .*)\.$/u, '.');

export const isSameInProcess = (got: Reply, replayed: Reply): boolean =>
  isDeepStrictEqual({ ...got, body: removeHint(got.body) }, { ...replayed, body: removeHint(replayed.body) });

/** Where two responses begin to differ. */
export function showDifference(got: Reply | undefined, replayed: Reply): string {
  if (got === undefined) return 'no response';
  // Over HTTP there are more headers.
  const headers = Object.keys(replayed.headers).map((name) => `${name}: ${got.headers[name] ?? ''}`);
  const own = Object.entries(replayed.headers).map((header) => header.join(': '));
  const texts = [
    [got.status, flatten(got.body), ...headers],
    [replayed.status, flatten(replayed.body), ...own],
  ].map((parts) => parts.join(' '));
  const [one = '', other = ''] = texts;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [left, right] = [one, other].map((text) => text.slice(Math.max(0, at - 60), at + 100));
  return `got "...${left}", replayed "...${right}"`;
}

/** Over HTTP, the control API indents its JSON. */
export function flatten(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body));
  } catch {
    return body;
  }
}
