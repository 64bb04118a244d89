/** The visible part of a text: without surrounding marks such as zero-width spaces and Ctrl-Z. */

/** Blanks, control characters and marks without width, which programs leave in cells that look empty. */
export function isInvisible(code: number): boolean {
  if (code < 0x7f) return code <= 0x20;
  if (code <= 0xa0 || code === 0xad) return true;
  if (code < 0x600) return code === 0x34f;
  if (code < 0x2000) return otherInvisibles.has(code);
  return (
    code <= 0x200f ||
    (code >= 0x2028 && code <= 0x202f) ||
    (code >= 0x205f && code <= 0x206f) ||
    otherInvisibles.has(code)
  );
}

/** The Arabic letter mark, Ogham's space, Mongolian's separator, ideographic space, Hangul's fillers, U+FEFF and the like. */
const otherInvisibles = new Set([
  0x61c, 0x115f, 0x1160, 0x1680, 0x180e, 0x3000, 0x3164, 0xfeff, 0xffa0, 0xfff9, 0xfffa, 0xfffb,
]);

/** A text without invisible characters at its ends. */
export function trimInvisible(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isInvisible(text.charCodeAt(from))) from += 1;
  while (to > from && isInvisible(text.charCodeAt(to - 1))) to -= 1;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}

/** The same text, without the portion of the file that it was cut from, which would stay in memory as long as it does. */
export function detach(text: string): string {
  return ` ${text}`.slice(1);
}
