/** Cuts a long foreign text, and makes visible what a reader would not see in it. */
import { toVisible } from '../../../text/visible.ts';

export interface CutText {
  readonly shown: string;
  /** How many UTF-16 units are not shown; 0 for a text that is shown whole. */
  readonly hidden: number;
}

/** @param kept characters to keep, such as `\n` where lines are shown */
export function cutText(text: string, maxLength: number, kept = ''): CutText {
  if (text.length <= maxLength) return { shown: toVisible(text, kept), hidden: 0 };
  // Not in the middle of a character.
  const last = text.charCodeAt(maxLength - 1);
  const end = last >= 0xd8_00 && last < 0xdc_00 ? maxLength - 1 : maxLength;
  return { shown: toVisible(text.slice(0, end), kept), hidden: text.length - end };
}
