/** Formats a number in a cell as people see it, including dates by style. */
import type { Work } from '../portions/portions.ts';
import { type Package, readXml } from './workbook-parts.ts';
import { getAttribute, createTagHandler } from './xml.ts';
import type { ArchivePart } from './zip.ts';

/** The effect of a style on a number. */
export interface NumberFormat {
  readonly hasDate: boolean;
  readonly hasTime: boolean;
}

const plain: NumberFormat = { hasDate: false, hasTime: false };

/** The formats that have no code in the file: those of all languages, and those of East Asia and Thailand. */
function findBuiltIn(id: number): NumberFormat {
  const isDate =
    (id >= 14 && id <= 17) ||
    (id >= 27 && id <= 31) ||
    id === 36 ||
    (id >= 50 && id <= 54) ||
    id === 57 ||
    id === 58;
  const isTime =
    (id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id === 55 || id === 56;
  return { hasDate: isDate || id === 22, hasTime: isTime || id === 22 };
}

/** Whether a format shows days or hours: without what it only prints, such as texts, colours and countries. */
export function parseFormat(code: string): NumberFormat {
  const [first = ''] = code
    .slice(0, 1000)
    .replaceAll(/"[^"]*"|\\.|_.|\*./g, '')
    .replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';', 1);
  if (/general|standard/i.test(first)) return plain;
  const hasTime = /[hs]|\[m+\]|am\/pm/i.test(first);
  return { hasDate: /[yd]/i.test(first) || (/m/i.test(first) && !hasTime), hasTime };
}

/** The formats of the styles, in the order of the indices in cells. */
export function* readFormats(file: Package, part: ArchivePart): Work<readonly NumberFormat[]> {
  const own = new Map<string, NumberFormat>();
  const ids: string[] = [];
  let isInCells = false;
  const open = (name: string, attributes: readonly string[]) => {
    if (name === 'numFmt')
      own.set(
        getAttribute(attributes, 'numFmtId') ?? '',
        parseFormat(getAttribute(attributes, 'formatCode') ?? ''),
      );
    else if (name === 'cellXfs') isInCells = true;
    else if (name === 'xf' && isInCells) ids.push(getAttribute(attributes, 'numFmtId') ?? '0');
  };
  const close = (name: string) => {
    if (name === 'cellXfs') isInCells = false;
  };
  yield* readXml(file, part, createTagHandler(open, close));
  return ids.map((id) => own.get(id) ?? findBuiltIn(Number(id)));
}

const aDay = 24 * 60 * 60 * 1000;
/** The day after the last that a spreadsheet knows: the end of the year 9999. */
const endOfDays = 2_958_466;
const daysTo1904 = 1462;

/** A number as its cell shows it, or as a person would write it; a date as ISO 8601 has it, with its time if it has any. */
export function formatNumber(text: string, format: NumberFormat = plain, isFrom1904 = false): string {
  const value = Number(text);
  if (text === '' || !Number.isFinite(value)) return text;
  const days = value + (isFrom1904 ? daysTo1904 : 0);
  if ((!format.hasDate && !format.hasTime) || days < 0 || days >= endOfDays)
    return String(Number(value.toPrecision(15)))
      .replace('e+', 'E+')
      .replace('e-', 'E-');
  // Day 60 is a 29 February that 1900 did not have.
  const epoch = Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const instant = new Date(epoch + Math.round((days * aDay) / 1000) * 1000).toISOString();
  const [date, time] = [instant.slice(0, 10), instant.slice(11, 19)];
  if (!format.hasDate) return time;
  return format.hasTime && time !== '00:00:00' ? `${date} ${time}` : date;
}
