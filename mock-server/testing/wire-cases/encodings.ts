/** Bodies and queries in the encoding of the content type. */
import {
  crashed,
  noChoice,
  notJson,
  queued,
  required,
  ownJob,
  ownJobId,
  submitted,
  workerFailed,
  notFound,
} from '../answers.ts';
import { control, submit, typed, type WireCase } from './wire-case.ts';

/** A body that names a category, as bytes of a charset. */
const categories: readonly (readonly [charset: string, bytes: string, category: string])[] = [
  [
    'utf-16',
    '\xff\xfe{\0"\0c\0a\0t\0e\0g\0o\0r\0y\0"\0:\0"\0\xe9\0"\0,\0"\0r\0e\0c\0o\0r\0d\0s\0"\0:\0[\0{\0}\0]\0}\0',
    '\u00e9',
  ],
  ['latin-1', '{"category":"\xe9","records":[{}]}', '\u00e9'],
  ['iso-8859-15', '{"category":"\xa4","records":[{}]}', '\u20ac'],
  ['windows-1252', '{"category":"\x80","records":[{}]}', '\u20ac'],
  ['"windows-1252"', '{"category":"\x93","records":[{}]}', '\u201c'],
  ['CP1250', '{"category":"\xb3","records":[{}]}', '\u0142'],
  ['windows-1251', '{"category":"\xcf","records":[{}]}', '\u041f'],
  ['koi8-r', '{"category":"\xf0","records":[{}]}', '\u041f'],
  ['cp437', '{"category":"\x82","records":[{}]}', '\u00e9'],
  ['ibm850', '{"category":"\x82","records":[{}]}', '\u00e9'],
  ['macintosh', '{"category":"\x8e","records":[{}]}', '\u00e9'],
  ['shift_jis', '{"category":"\x93\x8c","records":[{}]}', '\u6771'],
  ['ms932', '{"category":"\x87\x40","records":[{}]}', '\u2460'],
  ['euc-jp', '{"category":"\xc5\xec","records":[{}]}', '\u6771'],
  ['euc-kr', '{"category":"\xbc\xad","records":[{}]}', '\uc11c'],
  ['uhc', '{"category":"\x81\x41","records":[{}]}', '\uac02'],
  ['gb2312', '{"category":"\xd6\xd0","records":[{}]}', '\u4e2d'],
  ['gbk', '{"category":"\xd6\xd0","records":[{}]}', '\u4e2d'],
  ['gb18030', '{"category":"\x94\x39\xfc\x36","records":[{}]}', '\u{1f600}'],
  ['big5', '{"category":"\xa4\xa4","records":[{}]}', '\u4e2d'],
  ['utf-8-sig', '\xef\xbb\xbf{"category":"\xc3\xa9","records":[{}]}', '\u00e9'],
  ['utf-7', '{"category":"+AOk-","records":[{}]}', '\u00e9'],
  ['unicode_escape', '{"category":"\\xe9","records":[{}]}', '\u00e9'],
  [
    'cp037',
    '\xc0\x7f\x83\x81\xa3\x85\x87\x96\x99\xa8\x7f\x7a\x7f\x51\x7f\x6b\x7f\x99\x85\x83\x96\x99\x84\xa2\x7f\x7a\xba\xc0\xd0\xbb\xd0',
    '\u00e9',
  ],
];

/** Python's errors for invalid bytes in a charset, and for text that is not JSON. */
const mistakes: readonly (readonly [charset: string, bytes: string, reason: string])[] = [
  ['utf-16', '{\0}\0', 'UTF-16 stream does not start with BOM'],
  ['utf-32', '{\0\0\0', 'UTF-32 stream does not start with BOM'],
  ['utf-16le', '\xff\xfe{\0}\0', 'Unexpected UTF-8 BOM (decode using utf-8-sig): line 1 column 1 (char 0)'],
  ['utf-16le', '{\0\0\xdc}\0', "'utf-16-le' codec can't decode bytes in position 2-3: illegal encoding"],
  [
    'utf-16be',
    '\0{\xd8\0\0}',
    "'utf-16-be' codec can't decode bytes in position 2-3: illegal UTF-16 surrogate",
  ],
  [
    'utf-32be',
    '\0\x11\0\0',
    "'utf-32-be' codec can't decode bytes in position 0-3: code point not in range(0x110000)",
  ],
  ['cp1252', '{\x81', "'charmap' codec can't decode byte 0x81 in position 1: character maps to <undefined>"],
  ['ascii', '{\xe9', "'ascii' codec can't decode byte 0xe9 in position 1: ordinal not in range(128)"],
  [
    'shift_jis',
    '{"\x81',
    "'shift_jis' codec can't decode byte 0x81 in position 2: incomplete multibyte sequence",
  ],
  ['gbk', '"\x81\x01"', "'gbk' codec can't decode byte 0x81 in position 1: illegal multibyte sequence"],
  ['utf-7', '\xe9', "'utf7' codec can't decode byte 0xe9 in position 0: unexpected special character"],
  ['utf-16', '\xff\xfe{\0}', 'Expecting property name enclosed in double quotes: line 1 column 2 (char 1)'],
  [
    'base64',
    'e',
    'Invalid base64-encoded string: number of data characters (1) cannot be 1 more than a multiple of 4',
  ],
  ['hex', '{}', 'Non-hexadecimal digit found'],
];

const jsonIn = (charset: string, body: string) => typed(`application/json; charset=${charset}`, body);
const about = (charset: string) => ({ headers: { 'content-type': `text/plain; charset=${charset}` } });

export const encodings: readonly WireCase[] = [
  ...categories.map(
    ([charset, body, category]) =>
      [`JSON in ${charset}`, submit, jsonIn(charset, body), noChoice('category', category)] as const,
  ),
  ...mistakes.map(
    ([charset, body, reason]) =>
      [`no JSON in ${charset}: ${reason}`, control, jsonIn(charset, body), notJson(reason)] as const,
  ),
  [
    'JSON in UTF-16 that is right',
    submit,
    // In a separate world, so that later rows find the jobs of the default one unchanged.
    {
      ...jsonIn('utf-16', '\xff\xfe{\0"\0r\0e\0c\0o\0r\0d\0s\0"\0:\0[\0{\0}\0]\0}\0'),
      token: 'carol-token~encodings',
    },
    submitted,
  ],
  ['an unknown charset is UTF-8', control, jsonIn('bogus', '{}'), required('csv_file_id', 'action')],
  ['a codec of bytes', control, jsonIn('zip', '{}'), crashed],
  [
    'a form in a charset',
    control,
    typed('application/x-www-form-urlencoded; charset=cp1252', `csv_file_id=${ownJobId}&action=%80`),
    noChoice('action', '\u20ac'),
  ],
  ['a query in UTF-16, which has no known names', `GET ${ownJob}?format=xml`, about('utf-16'), queued],
  ['a query in EBCDIC, which has no known names', `GET ${ownJob}?format=xml`, about('cp037'), queued],
  ['a query in a charset, escaped', `GET ${ownJob}?format=%FF%FEx%00`, about('utf-16'), notFound],
  ['a query that is invalid in its charset', `GET ${ownJob}?format=xml&x=\xe9`, about('ascii'), notFound],
  ['a query in a codec of bytes', `GET ${ownJob}?x`, about('zip'), workerFailed],
  ['no query in a codec of bytes', `GET ${ownJob}`, about('zip'), queued],
];
