/** Reads the first sheet of an Excel file. It comes from outside, so it is unpacked and looked over before it is parsed. */
import { binaryOf, bytesOf } from '../binary.ts';
import { type Limits, mostCells, refused, type Table, tooManyColumns, tooManyRows } from './table.ts';

const mostParts = 2000;
/** Excel takes no cell with more than 32,767 characters; the parser takes minutes over tens of millions. */
const longestText = 1024 * 1024;

/** How many bytes are unpacked before the sum is looked at again. */
const portion = 16 * 1024;

/** @param content bytes as a binary string */
export async function xlsxTable(content: string, limits: Limits): Promise<Table> {
  const parts = await unpackedParts(bytesOf(content), limits);
  if (parts === undefined)
    return refused('The file is too large once it is unpacked. Submit fewer rows at a time.');
  for (const part of Object.values(parts)) {
    const trouble = sheetTrouble(part, limits);
    if (trouble !== undefined) return trouble;
  }
  const { zipSync } = await import('fflate');
  const { readSheet } = await import('read-excel-file/universal');
  try {
    // What is parsed is what was looked over: packed again without compression.
    const sheet = await readSheet(new Uint8Array(zipSync(parts, { level: 0 })).buffer);
    const lines = sheet.map((row) => row.map(cellText)).filter((row) => row.some((cell) => cell !== ''));
    return lines.length > limits.rows + 1 ? tooManyRows(limits) : { kind: 'table', lines };
  } catch {
    // The parser's own words are about its insides.
    return refused('The file is no Excel workbook that can be read. Save it as .xlsx anew, or as CSV.');
  }
}

/** The XML parts of the archive; undefined when they are too many or too large. */
async function unpackedParts(
  archive: Uint8Array,
  { unpacked }: Limits,
): Promise<Record<string, Uint8Array> | undefined> {
  const { Unzip, UnzipInflate } = await import('fflate');
  const chunks = new Map<string, Uint8Array[]>();
  let size = 0;
  // Counted whatever their names are: an entry of nothing costs a tenth of a megabyte while it is unpacked.
  let entries = 0;
  let failed: unknown;
  const unzip = new Unzip((file) => {
    entries += 1;
    if (!/\.(xml|rels)$/i.test(file.name)) return;
    const parts: Uint8Array[] = [];
    chunks.set(file.name, parts);
    file.ondata = (error, chunk) => {
      failed ??= error;
      size += chunk?.length ?? 0;
      if (size <= unpacked) parts.push(chunk);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  for (let from = 0; from < archive.length; from += portion) {
    try {
      unzip.push(archive.subarray(from, from + portion), from + portion >= archive.length);
    } catch {
      // A broken archive: what came so far is parsed, and the parser says what is missing.
      break;
    }
    if (size > unpacked || entries > mostParts) return undefined;
    if (failed !== undefined && failed !== null) break;
  }
  return Object.fromEntries([...chunks].map(([name, parts]) => [name, joined(parts)]));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A cell far out makes a table of millions of empty ones, so every address is looked at before the sheet is parsed. */
function sheetTrouble(sheet: Uint8Array, limits: Limits): Table | undefined {
  const xml = binaryOf(sheet);
  if (hasLongText(xml)) return refused(`The file has a text of more than ${longestText} characters.`);
  // Any part may be called a sheet by the workbook.
  if (!xml.includes('sheetData')) return undefined;
  let cells = 0;
  for (const _ of xml.matchAll(/<(?:\w+:)?c[\s/>]/g)) {
    cells += 1;
    if (cells > mostCells) return refused(`The sheet has more than ${mostCells} cells.`);
  }
  for (const [, address = ''] of xml.matchAll(/\sr\s*=\s*["']([^"']*)["']/g)) {
    const [, letters = '', digits = ''] = /^([A-Z]{0,3})(\d{0,7})$/.exec(address) ?? [];
    if (letters + digits === '')
      return refused(`The sheet has a cell with the address "${address.slice(0, 20)}".`);
    if (columnOf(letters) > limits.columns) return tooManyColumns(limits);
    if (Number(digits) > limits.rows + 1) return tooManyRows(limits);
  }
  return undefined;
}

function hasLongText(xml: string): boolean {
  for (let from = 0; from < xml.length; ) {
    const tag = xml.indexOf('<', from + 1);
    const end = tag < 0 ? xml.length : tag;
    if (end - from > longestText) return true;
    from = end;
  }
  return false;
}

/** 1 for A, 27 for AA. */
function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function cellText(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  return typeof cell === 'string' ? cell.trim() : '';
}
