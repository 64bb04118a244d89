/** Reads the head of a response: strictly enough to name every defect, and leniently enough to read on. */
import type { Defect, DefectKind } from '../../evidence/defects.ts';
import type { Header } from '../../evidence/exchange.ts';

/** Bytes of the head, and of the trailers; longer ones are rejected. */
export const maxHeadBytes = 64 * 1024;

export interface ResponseHead {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly isHttp10: boolean;
}

/** Records a defect; each kind counts once in a response. */
export type NoteDefect = (kind: DefectKind, detail?: string) => void;

export function createDefectNotes(): { readonly note: NoteDefect; readonly defects: readonly Defect[] } {
  const defects: Defect[] = [];
  const note: NoteDefect = (kind, detail) => {
    if (defects.some((one) => one.kind === kind)) return;
    defects.push({ kind, ...(detail === undefined ? {} : { detail }) });
  };
  return { note, defects };
}

/** Rejects what cannot be read as a response; the code is that of Node's parser. */
export function createReadError(code: string): Error {
  return Object.assign(new Error('unreadable'), { code });
}

/** The index after the empty line that ends a head; -1 if it has not come yet. */
export function findHeadEnd(text: string): number {
  const end = /\n\r?\n/.exec(text);
  return end === null ? -1 : end.index + end[0].length;
}

/**
 * @param text up to its empty line, one character per byte
 * @throws Error with a code when it does not begin like a response
 */
export function parseHead(text: string, note: NoteDefect): ResponseHead {
  const [first = '', ...lines] = splitLines(text, note);
  const strict = /^HTTP\/1\.([01]) ([1-5]\d\d)(?: .*)?$/.exec(first);
  const lenient = strict ?? /^HTTP\/\d+(?:\.(\d+))?[ \t]+(\d{3})(?!\d)/.exec(first);
  if (lenient === null) throw createReadError('HPE_INVALID_CONSTANT');
  if (strict === null || hasControlCharacter(first)) note('status-line');
  const [, minor, status] = lenient;
  return { status: Number(status), headers: parseHeaderLines(lines, note), isHttp10: minor === '0' };
}

/** The lines before the empty one, without their ends. */
export function splitLines(text: string, note: NoteDefect): readonly string[] {
  const lines = text.split('\n').slice(0, -1);
  const whole = lines.map((line) => {
    if (line.endsWith('\r')) return line.slice(0, -1);
    note('bare-lf');
    return line;
  });
  const end = whole.indexOf('');
  return end < 0 ? whole : whole.slice(0, end);
}

export function parseHeaderLines(lines: readonly string[], note: NoteDefect): readonly Header[] {
  const headers: [string, string][] = [];
  for (const line of lines) {
    if (hasControlCharacter(line)) note('control-character');
    if (line.includes('\r')) note('bare-cr');
    const last = headers.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      note('folded-header');
      last[1] = `${last[1]} ${line.trim()}`.trim();
      continue;
    }
    const header = parseHeader(line, note);
    if (header !== undefined) headers.push(header);
  }
  return headers;
}

function parseHeader(line: string, note: NoteDefect): [string, string] | undefined {
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(0, colon));
  if (colon > 0 && /^[!#$%&'*+.^_`|~\w-]+$/.test(name)) return [name, trimValue(line.slice(colon + 1))];
  if (/^[!#$%&'*+.^_`|~\w-]+[ \t]+$/.test(name)) {
    note('space-before-colon');
    return [name.trim(), trimValue(line.slice(colon + 1))];
  }
  note('invalid-header');
  return undefined;
}

function trimValue(value: string): string {
  return value.replaceAll(/^[ \t]+|[ \t\r]+$/g, '');
}

/** Any but the tab and the CR, which have rules of their own. */
function hasControlCharacter(line: string): boolean {
  for (let index = 0; index < line.length; index += 1) {
    const code = line.charCodeAt(index);
    if (code === 0x7f || (code < 0x20 && code !== 0x09 && code !== 0x0d)) return true;
  }
  return false;
}
