/** Bodies of HTML forms, plain and multipart, and the content types around them. */
import {
  noChoice,
  notJson,
  notPausable,
  ownJobId as id,
  refused,
  required,
  submitted,
  suspicious,
  unsupported,
} from '../answers.ts';
import { bytes, control, form, submit, typed, type WireCase } from './wire-case.ts';

const inRecords = (type: string) =>
  `400 ${JSON.stringify({ records: { 0: [`Expected a dictionary of items but got type "${type}".`] } })}`;
/** The error of control for an unknown action without other input. */
const action = (given: string) =>
  `400 ${JSON.stringify({ csv_file_id: ['This field is required.'], action: [`"${given}" is not a valid choice.`] })}`;
const neither = required('csv_file_id', 'action');

const ofControl: readonly (readonly [body: string, want: string])[] = [
  [`csv_file_id=${id}&action=pause`, notPausable],
  [`action=stop&csv_file_id=${id}&action=pause`, notPausable],
  [`csv_file_id=${id}&action=pause&action=stop`, noChoice('action', 'stop')],
  [`csv_file_id=${id}&action=`, noChoice('action', '')],
  [`csv_file_id=+${id}&action=pause`, refused(['csv_file_id'], 'Must be a valid UUID.')],
  ['csv_file_id=1&action=pause', refused(['csv_file_id'], 'Must be a valid UUID.')],
  ['action=null', action('null')],
  ['action=a+b%20c', action('a b c')],
  ['action=a%2Bb', action('a+b')],
  ['action=\xc3\xa9', action('\u00e9')],
  ['action=%C3%A9', action('\u00e9')],
  ['action=%ff', action('\ufffd')],
  ['action=\xff', action('\u00ff')],
  ['action=%E2%82', action('\ufffd')],
  ['action=%zz', action('%zz')],
  ['action=a;b', action('a;b')],
  ['action=a=b', action('a=b')],
  ['%61ction=x', action('x')],
  ['action', action('')],
  ['action=x\r\n', action('x\r\n')],
  ['act+ion=x', neither],
  ['&&=&=a', neither],
  ['{"action":"x"}', neither],
];

const ofSubmit: readonly (readonly [body: string, want: string])[] = [
  ['records=', inRecords('str')],
  ['records=x', inRecords('str')],
  ['records=[{}]', inRecords('str')],
  ['records[0]=x', inRecords('str')],
  ['records[0].first_name=x', submitted],
  ['records[0]first_name=x', submitted],
  ['records[3].a=x&records[1].a=y', submitted],
  ['records[]=x', required('records')],
  ['records[x]=y', required('records')],
  ['records[-1]=y', required('records')],
  ['xrecords[0]=y', required('records')],
  ['records[0].a=1&category=', submitted],
  ['records[0].a=1&category=x', noChoice('category', 'x')],
  ['records[0].a=1&criteria=x', submitted],
  ['records[0].a=1&criteria.job=x', submitted],
];

const boundary = 'XBOUND';
const end = `--${boundary}--\r\n`;
const part = (headers: string, content: string) => `--${boundary}\r\n${headers}\r\n\r\n${content}\r\n`;
const field = (name: string, content: string, more = '') =>
  part(`Content-Disposition: form-data; name="${name}"${more}`, content);
const file = (name: string, fileName: string, content = 'x') =>
  field(name, content, `; filename="${fileName}"`);
const multipart = (body: string) => typed(`multipart/form-data; boundary=${boundary}`, body);

const parts: readonly (readonly [name: string, body: string, want: string])[] = [
  ['a field', field('action', 'x') + end, action('x')],
  ['both fields', field('csv_file_id', id) + field('action', 'pause') + end, notPausable],
  ['a field twice, of which the last counts', field('action', 'x') + field('action', 'y') + end, action('y')],
  ['an empty field', field('action', '') + end, action('')],
  ['a line break in a field', field('action', 'x\r\ny') + end, action('x\r\ny')],
  ['UTF-8', field('action', '\xc3\xa9') + end, action('\u00e9')],
  ['invalid UTF-8', field('action', '\xff') + end, action('\ufffd')],
  ['no last boundary', field('action', 'x'), action('x\r\n')],
  ['a truncated boundary', `${field('action', 'x')}--${boundary}-`, action('x')],
  ['no boundary at all', 'x', neither],
  ['the boundary alone', end, neither],
  ['text before and after', `a\r\n${field('action', 'x')}${end}b`, action('x')],
  ['the boundary inside a line, which cuts it', field('action', `a--${boundary}b`) + end, action('a')],
  ['line breaks without a carriage return', field('action', 'x').replaceAll('\r', '') + end, neither],
  ['a part without headers', `--${boundary}\r\n\r\nx\r\n${end}`, neither],
  ['a part without name', part('Content-Disposition: form-data', 'x') + end, neither],
  ['a name without quotes', part('Content-Disposition: form-data; name=action', 'x') + end, action('x')],
  ['a name in capitals', part('CONTENT-DISPOSITION: FORM-DATA; NAME="action"', 'x') + end, action('x')],
  [
    'a name in another encoding',
    part("Content-Disposition: form-data; name*=utf-8''action", 'x') + end,
    action('x'),
  ],
  ['white space around a name', field(' action ', 'x') + end, action('x')],
  ['headers that are too long', field('action', 'x', `\r\nX: ${'y'.repeat(1024)}`) + end, neither],
  ['base64', field('action', 'eA==', '\r\nContent-Transfer-Encoding: base64') + end, action('x')],
  ['invalid base64', field('action', 'e', '\r\nContent-Transfer-Encoding: base64') + end, action('e')],
  ['a file for a choice field, reported by its name', file('action', 'a.txt') + end, action('a.txt')],
  ['a path for a file name', file('action', 'C:\\\\b/a.txt') + end, action('a.txt')],
  ['a file name of dots, which is ignored', file('action', '..') + end, neither],
  ['an empty file name, which is a field', file('action', '') + end, action('x')],
  ['entities in a file name', file('action', '&lt;a&gt;.txt') + end, action('<a>.txt')],
  ['a truncated file', file('action', 'a.txt'), neither],
  [
    'a text and a file with the same name',
    file('action', 'a.txt') + field('action', 'x') + end,
    action('a.txt'),
  ],
  ['too many fields', field('a', 'b').repeat(1003) + end, suspicious],
  ['too many files', file('a', 'b').repeat(101) + end, suspicious],
];

const noBoundary = (response: string) =>
  `400 {"detail":"Multipart form parse error - Invalid boundary in multipart: ${response}"}`;

/** Content types, a body, and the response to the two. */
const types: readonly (readonly [type: string, body: string, want: string])[] = [
  ['APPLICATION/JSON', '{}', neither],
  ['application/json; charset=latin-1', '{"action":"\xe9"}', action('\u00e9')],
  [
    'application/json; charset=ascii',
    '{"action":"\xe9"}',
    notJson("'ascii' codec can't decode byte 0xe9 in position 11: ordinal not in range(128)"),
  ],
  ['application/json; charset=bogus', '{}', neither],
  ['application/*', '{}', neither],
  ['*/*', '{}', neither],
  ['multipart/*; boundary=XBOUND', field('action', 'x') + end, action('x')],
  ['application/x-www-form-urlencoded;charset=latin-1', 'action=%E9', action('\u00e9')],
  ['multipart/form-data; boundary=XBOUND; charset=latin-1', field('action', '\xe9') + end, action('\u00e9')],
  ['multipart/form-data; boundary="XBOUND"', field('action', 'x') + end, action('x')],
  ['multipart/form-data', 'x', noBoundary('None')],
  ['multipart/form-data; boundary=', 'x', noBoundary('')],
  ['multipart/form-data; boundary="x "', 'x', noBoundary('x ')],
  ["multipart/form-data; boundary*=latin-1''%E9", 'x', noBoundary('\u00e9')],
  ["multipart/form-data; boundary*=utf-8''%E9", 'x', noBoundary('\ufffd')],
  [
    'Multipart/Form-Data; boundary=x',
    'x',
    '400 {"detail":"Multipart form parse error - Invalid Content-Type: Multipart/Form-Data; boundary=x"}',
  ],
  ...[
    '',
    'text/plain',
    'application/xml',
    'application/vnd.api+json',
    'application/octet-stream',
    'json',
    '/',
    '*',
    'application/ json',
    'application/json, text/plain',
    'multipart/mixed; boundary=x',
    'Text/Plain; charset=latin-1',
    'text/"plain"',
  ].map((type) => [type, '{}', unsupported(type.replaceAll('"', '\\"'))] as const),
  ...['application/json', 'text/plain', 'multipart/form-data'].map((type) => [type, '', neither] as const),
];

export const forms: readonly WireCase[] = [
  ...ofControl.map(([body, want]) => [JSON.stringify(body), control, form(body), want] as const),
  ...ofSubmit.map(
    ([body, want]) =>
      [JSON.stringify(body), submit, { ...form(body), token: 'carol-token~forms' }, want] as const,
  ),
  ...parts.map(([name, body, want]) => [name, control, multipart(body), want] as const),
  ...types.map(
    ([type, body, want]) =>
      [`${type} with ${JSON.stringify(body)}`, control, typed(type, body), want] as const,
  ),
  ['no content type', control, { body: bytes('{}') }, unsupported('')],
  ['no content type and no body', control, {}, neither],
  ['1000 fields', control, form('a=b&'.repeat(999) + 'action=x'), action('x')],
  ['1001 fields', control, form('a=b&'.repeat(1000) + 'action=x'), suspicious],
];
