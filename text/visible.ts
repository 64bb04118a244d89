/** Makes visible what a person would not see in a text, or what would change how the rest of it is shown. */

/**
 * Control characters, which move the cursor of a terminal and are not allowed in XML; unusual line ends;
 * characters that change the direction of text, have no width or are not characters; and lone surrogates.
 */
const unseen =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\ufff9-\ufffc]/gu;

/** The variation selector that requests an emoji. */
const picture = /^[\p{Extended_Pictographic}\d#*]$/u;

/**
 * The same text with each such character written as `\u{202e}`.
 * @param kept characters to keep, such as `\n` where lines are displayed
 */
export function toVisible(text: string, kept = ''): string {
  return text.replaceAll(unseen, (letter, at: number) => {
    if (kept.includes(letter) || (letter === '\ufe0f' && isBehindPicture(text, at))) return letter;
    return `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/** JSON that means the same, with each such character written as JSON writes it. */
export function toVisibleJson(json: string): string {
  return json.replaceAll(unseen, (letter, at: number) => {
    // These are between values; within a text, JSON has already escaped them.
    if (letter === '\n' || letter === '\r' || letter === '\t') return letter;
    if (letter === '\ufe0f' && isBehindPicture(json, at)) return letter;
    return Array.from(
      { length: letter.length },
      (_, unit) => `\\u${letter.charCodeAt(unit).toString(16).padStart(4, '0')}`,
    ).join('');
  });
}

function isBehindPicture(text: string, at: number): boolean {
  const before = Array.from(text.slice(Math.max(0, at - 2), at)).at(-1) ?? '';
  return picture.test(before);
}
