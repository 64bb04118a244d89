/** JSON bodies that Python rejects, with its messages, and unusual ones that it accepts. */
import { crashed, noChoice, notJson, required, refused } from '../answers.ts';
import { control, json, submit, type WireCase } from './wire-case.ts';

/** Bytes of a body, the error in it, and its position: line, column, and character from 0. */
const mistakes: readonly (readonly [
  body: string,
  reason: string,
  line: number,
  column: number,
  char: number,
])[] = [
  ['{', 'Expecting property name enclosed in double quotes', 1, 2, 1],
  ['{ ', 'Expecting property name enclosed in double quotes', 1, 3, 2],
  ['{,}', 'Expecting property name enclosed in double quotes', 1, 2, 1],
  ["{'a':1}", 'Expecting property name enclosed in double quotes', 1, 2, 1],
  ['{1:2}', 'Expecting property name enclosed in double quotes', 1, 2, 1],
  ['{"a":1,}', 'Expecting property name enclosed in double quotes', 1, 8, 7],
  ['{"a":1,\n\n  b}', 'Expecting property name enclosed in double quotes', 3, 3, 11],
  ['{"a"', "Expecting ':' delimiter", 1, 5, 4],
  ['{"a" 1}', "Expecting ':' delimiter", 1, 6, 5],
  ['{"a":1 "b":2}', "Expecting ',' delimiter", 1, 8, 7],
  ['{"a":1', "Expecting ',' delimiter", 1, 7, 6],
  ['[1 2]', "Expecting ',' delimiter", 1, 4, 3],
  ['[1}', "Expecting ',' delimiter", 1, 3, 2],
  ['[01]', "Expecting ',' delimiter", 1, 3, 2],
  ['{"a":', 'Expecting value', 1, 6, 5],
  ['{"a":}', 'Expecting value', 1, 6, 5],
  ['{"records": [', 'Expecting value', 1, 14, 13],
  ['[1,]', 'Expecting value', 1, 4, 3],
  ['[,1]', 'Expecting value', 1, 2, 1],
  ['[\n1,\n]', 'Expecting value', 3, 1, 5],
  [' ', 'Expecting value', 1, 2, 1],
  ['nul', 'Expecting value', 1, 1, 0],
  ['True', 'Expecting value', 1, 1, 0],
  ['undefined', 'Expecting value', 1, 1, 0],
  ['-', 'Expecting value', 1, 1, 0],
  ['.5', 'Expecting value', 1, 1, 0],
  ['+1', 'Expecting value', 1, 1, 0],
  ['<a/>', 'Expecting value', 1, 1, 0],
  ['category=x', 'Expecting value', 1, 1, 0],
  ['\x00', 'Expecting value', 1, 1, 0],
  ['\xc2\xa0{}', 'Expecting value', 1, 1, 0],
  ['/**/{}', 'Expecting value', 1, 1, 0],
  ['{} {}', 'Extra data', 1, 4, 3],
  ['{}x', 'Extra data', 1, 3, 2],
  ['01', 'Extra data', 1, 2, 1],
  ['1.', 'Extra data', 1, 2, 1],
  ['1e', 'Extra data', 1, 2, 1],
  ['0x1', 'Extra data', 1, 2, 1],
  ['nullx', 'Extra data', 1, 5, 4],
  ['"\xc3\xa9"x', 'Extra data', 1, 4, 3],
  ['"\xf0\x9f\x98\x80"\nx', 'Extra data', 2, 1, 4],
  ['"a', 'Unterminated string starting at', 1, 1, 0],
  ['{"a":"b\\"}', 'Unterminated string starting at', 1, 6, 5],
  ['"\\', 'Unterminated string starting at', 1, 1, 0],
  ['"\xc3', 'Unterminated string starting at', 1, 1, 0],
  ['"a\nb"', 'Invalid control character at', 1, 3, 2],
  ['{"a\t":1}', 'Invalid control character at', 1, 4, 3],
  ['"\\x"', 'Invalid \\escape', 1, 2, 1],
  ['"\\u12"', 'Invalid \\uXXXX escape', 1, 3, 2],
  ['"\\uzzzz"', 'Invalid \\uXXXX escape', 1, 3, 2],
  ['"\\ud800\\u12"', 'Invalid \\uXXXX escape', 1, 9, 8],
  ['\xef\xbb\xbf{}', 'Unexpected UTF-8 BOM (decode using utf-8-sig)', 1, 1, 0],
];

/** Bytes that are not UTF-8. */
const encodings: readonly (readonly [body: string, reason: string])[] = [
  ['{"a":"\xff"}', 'byte 0xff in position 6: invalid start byte'],
  ['\x80', 'byte 0x80 in position 0: invalid start byte'],
  ['"\xc0\x80"', 'byte 0xc0 in position 1: invalid start byte'],
  ['"\xe9"', 'byte 0xe9 in position 1: invalid continuation byte'],
  ['"\xed\xa0\x80"', 'byte 0xed in position 1: invalid continuation byte'],
  ['"\xe2\x82"', 'bytes in position 1-2: invalid continuation byte'],
  ['"\xf0\x9f\x98"', 'bytes in position 1-3: invalid continuation byte'],
  ['\xff\xfe{\x00}\x00', 'byte 0xff in position 0: invalid start byte'],
];

const constants = ['NaN', 'Infinity', '-Infinity'];
const tooManyDigits =
  'Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit';

/** Values that are not maps, and the names of their Python types. */
const others: readonly (readonly [body: string, type: string])[] = [
  ['[]', 'list'],
  ['"x"', 'str'],
  ['5', 'int'],
  ['-0', 'int'],
  ['1.5', 'float'],
  ['1.0', 'float'],
  ['1e5', 'float'],
  ['1e400', 'float'],
  ['true', 'bool'],
  ['123456789012345678901234567890', 'int'],
  ['"\\ud800"', 'str'],
];

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

export const jsonBodies: readonly WireCase[] = [
  ...mistakes.map(([body, reason, line, column, char]) => {
    const want = notJson(`${reason}: line ${line} column ${column} (char ${char})`);
    return [JSON.stringify(body), submit, json(body), want] as const;
  }),
  ...encodings.map(
    ([body, reason]) =>
      [JSON.stringify(body), submit, json(body), notJson(`'utf-8' codec can't decode ${reason}`)] as const,
  ),
  ...constants.map((word) => {
    const want = notJson(`Out of range float values are not JSON compliant: '${word}'`);
    return [word, submit, json(`{"a":${word}}`), want] as const;
  }),
  ['4301 digits', submit, json('1'.repeat(4301)), notJson(tooManyDigits)],
  ...others.map(
    ([body, type]) =>
      [
        body,
        submit,
        json(body),
        refused(['non_field_errors'], `Invalid data. Expected a dictionary, but got ${type}.`),
      ] as const,
  ),
  ['null', submit, json('null'), refused(['non_field_errors'], 'No data provided')],
  ['white space around', control, json('\t{}\r\n'), required('csv_file_id', 'action')],
  [
    'a duplicate key, of which the last one wins',
    submit,
    json('{"records":5,"records":[]}'),
    refused(['records'], 'This list may not be empty.'),
  ],
  ['nested lists', control, json(`{"x":${nested(900)}}`), required('csv_file_id', 'action')],
  ['too many nested lists, which break Python', control, json(nested(2000)), crashed],
  ['half a surrogate pair, echoed', submit, json('{"records":[{}],"category":"\\ud800"}'), crashed],
  [
    'a whole surrogate pair, echoed',
    submit,
    json('{"records":[{}],"category":"\\ud83d\\ude00"}'),
    noChoice('category', '\u{1f600}'),
  ],
];
