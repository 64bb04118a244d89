/** Where a request is sent again: to the mocked API, and never anywhere else. */
import { findRoot, isMockPath } from '../site/paths.ts';

export type Target =
  | { readonly kind: 'found'; readonly url: string }
  /** A sentence. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * @param target path and query, as a client sent them or as somebody typed them
 * @param page the address of the page, in the folder `__mock__` of the mock
 * @param isStatic whether the page is one of the static site, whose host gets all paths but those of the API
 */
export function resolveTarget(target: string, page: string, isStatic = false): Target {
  if (!target.startsWith('/'))
    return {
      kind: 'refused',
      reason: `The path begins with "/", such as /api/v1/; it is "${target.slice(0, 40)}".`,
    };
  const control = new URL('.', page);
  const root = new URL('..', page);
  const url = new URL(`.${target}`, root);
  // A browser shortens "/x/../__mock__/": somebody else's request must not become a command to the mock.
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname))
    return { kind: 'refused', reason: 'The path leads out of this mock.' };
  if (`${url.pathname}/`.startsWith(control.pathname))
    return {
      kind: 'refused',
      reason: 'The path leads to the control API; only requests to the mocked API can be sent here.',
    };
  if (isStatic && !isMockPath(url.pathname, findRoot(control.pathname)))
    return {
      kind: 'refused',
      reason:
        'The mock in this page only answers paths of the API, such as /api/v1/; this one leads to the host of the page.',
    };
  return { kind: 'found', url: url.href };
}
