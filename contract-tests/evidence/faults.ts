/** What is said of an answer that came and could not be read: that it broke HTTP itself, not that it was missing. */

export const brokenHttp = 'its answer breaks the rules of HTTP';
export const cutShort = 'its answer ended before it was whole';
export const garbled = 'its answer could not be unpacked';

/** Whether the reason for which there was no answer is a fault of the answer. */
export function isFault(reason: string): boolean {
  return [brokenHttp, cutShort, garbled].some((fault) => reason.endsWith(fault));
}
