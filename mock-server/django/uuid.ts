/** Parses ids like Python's UUID. */
import { parseHexadecimal, stripKind } from './python.ts';

/** As nearly all ids are spelled, which is the form that Python gives them. */
const usual = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** The lower-case form with dashes of every spelling that Python's UUID takes; undefined for an invalid one. */
export function parseUuid(spelling: string): string | undefined {
  if (usual.test(spelling)) return spelling;
  const text = stripKind(spelling.replaceAll('urn:', '').replaceAll('uuid:', ''), /[{}]/).replaceAll('-', '');
  const value = text.length <= 64 && [...text].length === 32 ? parseHexadecimal(text) : undefined;
  if (value === undefined) return undefined;
  const hex = value.toString(16).padStart(32, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
