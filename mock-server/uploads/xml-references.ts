/** The character references of XML: the standard ones, and none that a document declares. */

/** An error for a document that is not well-formed or has a forbidden construct. */
export class XmlError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'XmlError';
  }
}

/** In characters, from `&` to `;`. */
export const maxReference = 32;

const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/**
 * Replaces the references in a text.
 * @throws XmlError for an unknown reference
 */
export function resolveReferences(text: string): string {
  let found = text.indexOf('&');
  if (found < 0) return text;
  const pieces: string[] = [];
  let from = 0;
  for (; found >= 0; found = text.indexOf('&', from)) {
    const end = text.indexOf(';', found);
    if (end < 0 || end - found > maxReference) throw new XmlError('an "&" that does not begin a reference');
    pieces.push(text.slice(from, found), findCharacter(text.slice(found + 1, end)));
    from = end + 1;
  }
  pieces.push(text.slice(from));
  return pieces.join('');
}

function findCharacter(reference: string): string {
  const [, hex, decimal] = /^#(?:x([0-9a-f]+)|(\d+))$/i.exec(reference) ?? [];
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  const isCharacter = code > 0 && code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff);
  const character = isCharacter ? String.fromCodePoint(code) : named.get(reference);
  if (character === undefined) throw new XmlError(`the unknown reference "&${reference};"`);
  return character;
}
