/** Where a request is sent again: to the mocked API, and never anywhere else. */

export type Target =
  | { readonly kind: 'found'; readonly url: string }
  /** A sentence. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * @param target path and query, as a client sent them or as somebody typed them
 * @param page the address of the page, in the folder `__mock__` of the mock
 */
export function resolveTarget(target: string, page: string): Target {
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
  return { kind: 'found', url: url.href };
}
