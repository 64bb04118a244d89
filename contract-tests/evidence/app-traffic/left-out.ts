/** Why an entry of a HAR file was not judged, in words for people. */

/** Each reason, as the end of `12 entries: ...`. */
export const leftOutReasons = {
  elsewhere: 'to other addresses',
  'another-base': 'to the same API at another base URL',
  'not-http': 'not HTTP, such as a WebSocket or a data: URL',
  preflight: 'a preflight request of a browser (OPTIONS)',
  unreadable: 'without a readable request or response',
  unanswered: 'without a response, since it was blocked, cancelled or failed',
  cached: 'answered by a cache or a service worker of the browser',
  'no-body': 'without its body, which the program did not store',
  'packed-body': 'with a compressed body that could not be unpacked',
  'web-page': 'answered with a web page, such as a login',
  'odd-request': 'with an id, a method or a path that the API need not understand',
  'same-again': 'the same response as those before it',
  'too-many': 'beyond the number of entries that are judged',
} as const;

export type LeftOutReason = keyof typeof leftOutReasons;

/** The order of the table is the order in which reports show them. */
export function formatLeftOut(counts: Readonly<Partial<Record<LeftOutReason, number>>>): readonly string[] {
  return Object.entries(leftOutReasons).flatMap(([reason, words]) => {
    const count = counts[reason as LeftOutReason] ?? 0;
    return count === 0 ? [] : [`${count} ${words}`];
  });
}
