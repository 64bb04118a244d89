/** Sanitizes the name of an uploaded file like Django: no path, no HTML references, at most 255 characters. */
import type { WireData } from '../../openapi/document.ts';
import { decodeWindows1252 } from './windows-1252.ts';

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };

/** The characters that `str.isprintable` rejects. */
const unprintable = /(?! )[\p{C}\p{Z}]/gu;

/** The last part of a path; undefined when nothing is left that could be a name. */
export function toFileName(sent: string, wire: WireData): string | undefined {
  const text = sent.replaceAll(/&(?:#(\d+)|#[xX]([\da-fA-F]+)|(amp|lt|gt|quot|nbsp));?/g, resolveEntity);
  const last = text.split(/[/\\]/).at(-1) ?? '';
  const name = wire['printable-file-names'] ? last.replaceAll(unprintable, '') : last;
  if (name === '' || name === '.' || name === '..') return undefined;
  if ([...name].length <= 255) return name;
  const dot = name.replace(/^\.+/, (dots) => '_'.repeat(dots.length)).lastIndexOf('.');
  const [stem, ending] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot, dot + 255)];
  return stem.slice(0, 255 - ending.length) + ending;
}

/** `html.unescape`, of names the commonest alone. */
function resolveEntity(_: string, decimal?: string, hex?: string, name?: string): string {
  return name === undefined ? toCharacter(Number(decimal ?? `0x${hex}`)) : (entities[name] ?? '');
}

/**
 * Numeric character references as in browsers: some are Windows-1252, some are invalid (HTML, numeric
 * character reference end state).
 */
function toCharacter(code: number): string {
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd';
  const text = decodeWindows1252(String.fromCodePoint(code));
  if (code >= 0x80 && code <= 0x9f) return text;
  return /[\t\n\f\r]/.test(text) || !/[\p{Cc}\p{Noncharacter_Code_Point}]/u.test(text) ? text : '';
}
