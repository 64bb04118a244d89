/** Decodes Windows-1252, which some versions of Node decode as Latin-1. */

// From 0x80 on, where it differs from Latin-1; five bytes represent themselves.
const letters =
  '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

/** @param bytes as a binary string */
export function decodeWindows1252(bytes: string): string {
  return bytes.replaceAll(/[\x80-\x9f]/g, (byte) => letters[byte.charCodeAt(0) - 0x80] ?? byte);
}
