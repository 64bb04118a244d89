/** What is said of an answer that came and could not be read: that it broke HTTP itself, not that it was missing. */

export const brokenHttp = 'the response is not valid HTTP';
export const cutShort = 'the response ended too early';
export const garbled = 'the response could not be decompressed';

/** Whether the reason for which there was no answer is a fault of the answer. */
export function isFault(reason: string): boolean {
  return [brokenHttp, cutShort, garbled].some((fault) => reason.endsWith(fault));
}
