/** Reasons for a response that arrived but could not be read, because it breaks HTTP. */

export const brokenHttp = 'the response is not valid HTTP';
export const cutShort = 'the response ended too early';
export const garbled = 'the response could not be decompressed';

/** Whether the reason for a missing response is a fault of the response itself. */
export function isFault(reason: string): boolean {
  return [brokenHttp, cutShort, garbled].some((fault) => reason.endsWith(fault));
}
