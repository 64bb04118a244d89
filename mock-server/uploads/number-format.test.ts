// Which number formats are dates, and how their numbers are read.
import { formatNumber, parseFormat } from './number-format.ts';

test.each<[code: string, shows: string]>([
  ['General', ''],
  ['Standard', ''],
  ['0.00', ''],
  ['#,##0.00 "days"', ''],
  ['"Umsatz in Mio" 0', ''],
  ['\\d0', ''],
  ['[Red]-0', ''],
  ['[$USD-409] #,##0.00', ''],
  ['[>=100]"many";0', ''],
  ['0.00E+00', ''],
  ['@', ''],
  ['_-* #,##0_-', ''],
  ['yyyy-mm-dd', 'date'],
  ['DD.MM.YYYY', 'date'],
  ['mmm', 'date'],
  ['[$-409]mmmm\\ d\\,\\ yyyy;@', 'date'],
  ['m/d/yy h:mm', 'date time'],
  ['yyyy"T"hh:mm', 'date time'],
  ['h:mm AM/PM', 'time'],
  ['mm:ss', 'time'],
  ['[h]:mm:ss', 'time'],
  ['[mm]:ss.0', 'time'],
  ['hh "o\'clock"', 'time'],
])('the format %s shows %j', (code, shows) => {
  const { hasDate, hasTime } = parseFormat(code);
  expect([hasDate ? 'date' : [], hasTime ? 'time' : []].flat().join(' ')).toBe(shows);
});

test.each<[number: string, text: string]>([
  ['0', '1899-12-31'],
  ['1', '1900-01-01'],
  ['59', '1900-02-28'],
  ['61', '1900-03-01'],
  ['36526', '2000-01-01'],
  ['46148.9999999', '2026-05-07'],
  ['2958465', '9999-12-31'],
  ['2958466', '2958466'],
  ['-0.5', '-0.5'],
])('the day %s is shown as %s', (number, text) => {
  expect(formatNumber(number, { hasDate: true, hasTime: false })).toBe(text);
});
