/** The messages of a serializer for each field, value by value. */
import { noChoice, notFound, notPausable, ownJobId as id, refused, required, submitted } from '../answers.ts';
import { control, json, submit, type WireCase } from './wire-case.ts';

const noUuid = refused(['csv_file_id'], 'Must be a valid UUID.');
const isNull = 'This field may not be null.';
const noList = (type: string) => refused(['records'], `Expected a list of items but got type "${type}".`);
const noMap = (type: string) => `Expected a dictionary of items but got type "${type}".`;
const inCriteria = (errors: unknown) => `400 ${JSON.stringify({ criteria: errors })}`;
const inRecords = (errors: unknown) => `400 ${JSON.stringify({ records: errors })}`;

/** An id in JSON, and the response; a pause of the job fails because it is too young. */
const ids: readonly (readonly [value: string, want: string])[] = [
  [`"${id}"`, notPausable],
  [`"${id.toUpperCase()}"`, notPausable],
  [`"${id.replaceAll('-', '')}"`, notPausable],
  [`"${id.replace('-', '')}-"`, notPausable],
  [`"{${id}}"`, notPausable],
  [`"}${id}{"`, notPausable],
  [`"urn:uuid:${id}"`, notPausable],
  [`"uuid:${id}urn:"`, notPausable],
  [`"URN:UUID:${id}"`, noUuid],
  [`"${id.replaceAll('1', '\uff11')}"`, notPausable],
  [`" ${id}"`, noUuid],
  [`"${id}0"`, noUuid],
  [`"${id.slice(1)}"`, noUuid],
  [`"+${id.replaceAll('-', '').slice(1)}"`, notFound],
  [`"0x${id.replaceAll('-', '').slice(2)}"`, notFound],
  [`"${'1_'.repeat(15)}11"`, notFound],
  [`"_${id.replaceAll('-', '').slice(1)}"`, noUuid],
  ['"abc"', noUuid],
  ['""', noUuid],
  ['[]', noUuid],
  ['{}', noUuid],
  ['1.0', noUuid],
  ['-1', noUuid],
  ['0', notFound],
  ['5', notFound],
  ['true', notFound],
  ['340282366920938463463374607431768211455', notFound],
  ['340282366920938463463374607431768211456', noUuid],
  ['null', refused(['csv_file_id'], isNull)],
];

/** An invalid choice in JSON, and its spelling in Python. */
const choices: readonly (readonly [value: string, spelling: string])[] = [
  ['"stop"', 'stop'],
  ['"PAUSE"', 'PAUSE'],
  ['" pause"', ' pause'],
  ['""', ''],
  ['1', '1'],
  ['1.0', '1.0'],
  ['-0.0', '-0.0'],
  ['1e16', '1e+16'],
  ['0.00001', '1e-05'],
  ['1e400', 'inf'],
  ['12345678901234567890', '12345678901234567890'],
  ['true', 'True'],
  ['["a"]', "['a']"],
  ['["\'"]', '["\'"]'],
  ['["\'\\""]', "['\\'\"']"],
  ['["\\n\\u0001\\u00e9\\u00ad\\ud800\\ud83d\\ude00"]', "['\\n\\x01\u00e9\\xad\\ud800\u{1f600}']"],
  ['[[null,true,1.5,2]]', '[[None, True, 1.5, 2]]'],
  ['{"a":{"b":[]}}', "{'a': {'b': []}}"],
  ['"\\u2028"', '\u2028'],
  ['"<b>&"', '<b>&'],
];

const noText = ['Not a valid string.'];
const noFile = 'The submitted data was not a file. Check the encoding type on the form.';
const noNull = 'Null characters are not allowed.';
const noSurrogate = 'Surrogate characters are not allowed: U+D800.';
const atMost = (limit: number) => `Ensure this field has no more than ${limit} characters.`;

const records: readonly (readonly [value: string, want: string])[] = [
  ['null', refused(['records'], isNull)],
  ['"x"', noList('str')],
  ['{}', noList('dict')],
  ['5', noList('int')],
  ['1.0', noList('float')],
  ['false', noList('bool')],
  ['[]', refused(['records'], 'This list may not be empty.')],
  ['[{},5]', inRecords({ 1: [noMap('int')] })],
  ['[null]', inRecords({ 0: [isNull] })],
  [
    '[{},"x",null,[],1.5,true]',
    inRecords({
      1: [noMap('str')],
      2: [isNull],
      3: [noMap('list')],
      4: [noMap('float')],
      5: [noMap('bool')],
    }),
  ],
  ['[{}]', submitted],
  ['[{"first_name":5,"x":[null]}]', submitted],
  ['[{"first_name":{}}]', inRecords({ 0: { first_name: ['Not a valid string.'] } })],
  [
    '[{},{"last_name":true,"company_name":[]}]',
    inRecords({ 1: { last_name: noText, company_name: noText } }),
  ],
  ['[{"first_name":null}]', inRecords({ 0: { first_name: [isNull] } })],
  ['[{"first_name":"","last_name":"  "}]', submitted],
  ['[{"first_name":"a\\u0000\\ud800"}]', inRecords({ 0: { first_name: [noNull, noSurrogate] } })],
  [`[{"first_name":"${'a'.repeat(10_001)}"}]`, inRecords({ 0: { first_name: [atMost(10_000)] } })],
  [
    `[{"first_name":"${'a'.repeat(10_001)}\\ud800"}]`,
    inRecords({ 0: { first_name: [atMost(10_000), noSurrogate] } }),
  ],
  [`[{"first_name":" ${'a'.repeat(10_000)} "}]`, submitted],
];

const criteria: readonly (readonly [value: string, want: string])[] = [
  ['{}', submitted],
  ['null', refused(['criteria'], isNull)],
  ['[]', refused(['criteria'], noMap('list'))],
  ['"x"', refused(['criteria'], noMap('str'))],
  ['{"max_contacts":500}', inCriteria({ max_contacts: ['Ensure this value is less than or equal to 20.'] })],
  ['{"max_contacts":0}', inCriteria({ max_contacts: ['Ensure this value is greater than or equal to 1.'] })],
  ['{"max_contacts":1.5}', inCriteria({ max_contacts: ['A valid integer is required.'] })],
  ['{"max_contacts":true}', inCriteria({ max_contacts: ['A valid integer is required.'] })],
  ['{"max_contacts":"5"}', submitted],
  ['{"job_titles":"x"}', inCriteria({ job_titles: ['Expected a list of items but got type "str".'] })],
  ['{"job_titles":{}}', inCriteria({ job_titles: ['Expected a list of items but got type "dict".'] })],
  ['{"job_titles":[]}', submitted],
  ['{"job_titles":["a",null,5,[]]}', inCriteria({ job_titles: { 1: [isNull], 3: noText } })],
  [
    `{"job_titles":[${Array.from({ length: 101 }, () => '""').join()}]}`,
    inCriteria({ job_titles: ['Ensure this field has no more than 100 elements.'] }),
  ],
];

const elsewhere = { token: 'carol-token~fields' };

export const fields: readonly WireCase[] = [
  ...ids.map(
    ([value, want]) =>
      [`the id ${value}`, control, json(utf8(`{"csv_file_id":${value},"action":"pause"}`)), want] as const,
  ),
  ...choices.map(
    ([value, spelling]) =>
      [
        `the action ${value}`,
        control,
        json(utf8(`{"csv_file_id":"${id}","action":${value}}`)),
        response(noChoice('action', spelling)),
      ] as const,
  ),
  ...records.map(
    ([value, want]) =>
      [`the records ${value}`, submit, { ...json(`{"records":${value}}`), ...elsewhere }, want] as const,
  ),
  ...criteria.map(
    ([value, want]) =>
      [
        `the criteria ${value}`,
        submit,
        { ...json(`{"records":[{}],"criteria":${value}}`), ...elsewhere },
        want,
      ] as const,
  ),
  ['nothing', control, json('{}'), required('csv_file_id', 'action')],
  ['nulls', control, json('{"csv_file_id":null,"action":null}'), refused(['csv_file_id', 'action'], isNull)],
  ['names in upper case', control, json('{"CSV_FILE_ID":1,"ACTION":1}'), required('csv_file_id', 'action')],
  ['a null for a category', submit, json('{"records":[{}],"category":null}'), refused(['category'], isNull)],
  ['a file in JSON', submit, json('{"file":{"a":1}}'), refused(['file'], noFile)],
  ['a null for a file', submit, json('{"file":null}'), refused(['file'], isNull)],
  ['an unknown category', submit, json('{"records":[{}],"category":"x"}'), noChoice('category', 'x')],
  [
    'unknown fields',
    submit,
    { ...json('{"records":[{"shoe_size":38}],"colour":"red"}'), ...elsewhere },
    submitted,
  ],
  ['an account', submit, { ...json('{"records":[{}],"category":"account"}'), ...elsewhere }, submitted],
];

/** As the framework writes it: the two line separators escaped. */
function response(want: string): string {
  return want.replaceAll('\u2028', '\\u2028');
}

function utf8(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}
