/** Makes one line of what is printed, whoever wrote parts of it. */

/** What moves the cursor of a terminal, begins a line or turns the direction of the text, and halves of letters. */
const unfit = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff]/gu;

/** The same text with everything that a terminal would obey instead of showing it written as `\u{1b}`. */
export function plainLine(text: string): string {
  return text.replaceAll(unfit, (letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`);
}
