import { ownJob, unsupported } from '../testing/answers.ts';
import { mockUnderTest } from '../testing/mock-under-test.ts';
import { ownJobId } from '../testing/shipped.ts';

const submit = 'POST /api/v1/enrichment/submit/';
const control = 'POST /api/v1/enrichment-control/';
const asked = async (line: string, body: string, type?: string) => {
  const headers = type === undefined ? {} : { 'content-type': type };
  return (await mockUnderTest().ask(line, { body, headers })).line;
};
const json = (body: string) => asked(submit, body, 'application/json');

const required = '400 {"records":["This field is required."]}';
const unparsable = (reason: string) => `400 {"detail":"JSON parse error - ${reason}"}`;
const noValue = unparsable('Expecting value: line 1 column 1 (char 0)');

test.each([
  ['broken', '{', noValue],
  ['cut off', '{"records": [', noValue],
  ['two values', '{} {}', noValue],
  ['NaN', 'NaN', noValue],
  ['with a byte order mark', '\ufeff{}', noValue],
])('JSON that is %s is refused as not parsable', async (_, body, want) => {
  expect(await json(body)).toBe(want);
});

test('bytes that are no UTF-8 are refused as not parsable', async () => {
  const body = Buffer.from('{"a":"\u00ff"}', 'latin1');
  const { line } = await mockUnderTest().ask(submit, {
    body,
    headers: { 'content-type': 'application/json' },
  });
  expect(line).toBe(unparsable("'utf-8' codec can't decode byte 0xff in position 6: invalid start byte"));
});

test.each([
  ['a list', '[]', 'list'],
  ['a text', '"x"', 'str'],
  ['a number', '5', 'int'],
  ['a broken number', '1.5', 'float'],
  ['a truth', 'true', 'bool'],
])('%s is no dictionary', async (_, body, type) => {
  expect(await json(body)).toBe(
    `400 {"non_field_errors":["Invalid data. Expected a dictionary, but got ${type}."]}`,
  );
});

test('null is no data', async () => {
  expect(await json('null')).toBe('400 {"non_field_errors":["No data provided"]}');
});

test.each([
  ['text/plain'],
  ['application/xml'],
  ['application/vnd.api+json'],
  ['application/octet-stream'],
  ['json'],
])('a body of the type %s is not supported', async (type) => {
  expect(await asked(submit, '{}', type)).toBe(unsupported(type));
});

test('the type is told back as it was sent', async () => {
  expect(await asked(submit, 'x', 'Text/Plain; charset=latin-1')).toBe(
    unsupported('Text/Plain; charset=latin-1'),
  );
});

test('a body without a type is not supported, with an empty one in the message', async () => {
  expect(await asked(submit, '{}')).toBe(unsupported(''));
});

test.each([[undefined], ['application/json'], ['text/plain'], ['multipart/form-data']])(
  'an empty body of the type %s is an empty dictionary',
  async (type) => {
    expect(await asked(submit, '', type)).toBe(required);
  },
);

test('multipart without a boundary is refused as not parsable', async () => {
  expect(await asked(submit, 'x', 'multipart/form-data')).toBe(
    '400 {"detail":"Multipart form parse error - Invalid boundary in multipart: None"}',
  );
});

test.each([
  ['JSON', JSON.stringify({ csv_file_id: ownJobId, action: 'pause' }), 'application/json'],
  [
    'JSON with a charset',
    JSON.stringify({ csv_file_id: ownJobId, action: 'pause' }),
    'Application/JSON; charset=utf-8',
  ],
  ['a form', `csv_file_id=${ownJobId}&action=pause`, 'application/x-www-form-urlencoded'],
  [
    'a form with a field twice, of which the last counts',
    `action=stop&csv_file_id=${ownJobId}&action=pause`,
    'application/x-www-form-urlencoded',
  ],
])('%s is accepted', async (_, body, type) => {
  expect(await asked(control, body, type)).toBe(
    '400 {"error":"Only a job that is in progress can be paused."}',
  );
});

test('letters of a form are UTF-8', async () => {
  expect(await asked(control, 'action=é', 'application/x-www-form-urlencoded')).toBe(
    '400 {"csv_file_id":["This field is required."],"action":["\\"é\\" is not a valid choice."]}',
  );
});

test('fields that nobody knows are ignored', async () => {
  const { ask } = mockUnderTest();
  const { status } = await ask(submit, {
    body: { records: [{ first_name: 'Ada', shoe_size: 38 }], colour: 'red' },
  });
  expect(status).toBe(201);
});

test.each([
  ['nothing', {}, { csv_file_id: ['This field is required.'], action: ['This field is required.'] }],
  [
    'nulls',
    { csv_file_id: null, action: null },
    { csv_file_id: ['This field may not be null.'], action: ['This field may not be null.'] },
  ],
  [
    'an unknown action',
    { csv_file_id: ownJobId, action: 'stop' },
    { action: ['"stop" is not a valid choice.'] },
  ],
  [
    'an action in capitals',
    { csv_file_id: ownJobId, action: 'PAUSE' },
    { action: ['"PAUSE" is not a valid choice.'] },
  ],
  ['an empty action', { csv_file_id: ownJobId, action: '' }, { action: ['"" is not a valid choice.'] }],
  [
    'a number for an action',
    { csv_file_id: ownJobId, action: 1 },
    { action: ['"1" is not a valid choice.'] },
  ],
  [
    'a truth for an action',
    { csv_file_id: ownJobId, action: true },
    { action: ['"True" is not a valid choice.'] },
  ],
  ['a word for an id', { csv_file_id: 'abc', action: 'pause' }, { csv_file_id: ['Must be a valid UUID.'] }],
  [
    'an id in spaces',
    { csv_file_id: ` ${ownJobId} `, action: 'pause' },
    { csv_file_id: ['Must be a valid UUID.'] },
  ],
  ['an empty id', { csv_file_id: '', action: 'pause' }, { csv_file_id: ['Must be a valid UUID.'] }],
  ['a list for an id', { csv_file_id: [], action: 'pause' }, { csv_file_id: ['Must be a valid UUID.'] }],
  [
    'a dictionary for an id',
    { csv_file_id: {}, action: 'pause' },
    { csv_file_id: ['Must be a valid UUID.'] },
  ],
  [
    'a number below zero for an id',
    { csv_file_id: -1, action: 'pause' },
    { csv_file_id: ['Must be a valid UUID.'] },
  ],
])('control with %s is told every field at once, in the order of the serializer', async (_, body, want) => {
  expect((await mockUnderTest().ask(control, { body })).line).toBe(`400 ${JSON.stringify(want)}`);
});

test.each([
  ['in capitals', ownJobId.toUpperCase(), 400],
  ['without dashes', ownJobId.replaceAll('-', ''), 400],
  ['in braces', `{${ownJobId}}`, 400],
  ['as a URN', `urn:uuid:${ownJobId}`, 400],
  ['a number, which Python takes for one', 5, 404],
  ['a truth, which Python takes for a number', true, 404],
])('an id %s is valid, and the job is looked up: %d', async (_, id, status) => {
  const { ask } = mockUnderTest();
  expect((await ask(control, { body: { csv_file_id: id, action: 'pause' } })).status).toBe(status);
});

test.each([
  ['no list', { records: 'x' }, { records: ['Expected a list of items but got type "str".'] }],
  ['an empty list', { records: [] }, { records: ['This list may not be empty.'] }],
  [
    'items that are none',
    { records: [{}, 5] },
    { records: { 1: ['Expected a dictionary of items but got type "int".'] } },
  ],
  ['a null among the items', { records: [null] }, { records: { 0: ['This field may not be null.'] } }],
  ['an unknown category', { records: [{}], category: 'x' }, { category: ['"x" is not a valid choice.'] }],
  [
    'a list for a category',
    { records: [{}], category: ['a'] },
    { category: ['"[\'a\']" is not a valid choice.'] },
  ],
])('submit with %s is told where', async (_, body, want) => {
  expect((await mockUnderTest().ask(submit, { body })).line).toBe(`400 ${JSON.stringify(want)}`);
});

test('a body on a resource that takes none is not looked at', async () => {
  expect((await asked(`GET ${ownJob}`, '{', 'text/plain')).slice(0, 3)).toBe('200');
});
