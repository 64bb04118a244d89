import { spec } from '../testing/shipped.ts';
import { Form } from './form.ts';
import { readFormData } from './form-data.ts';
import { getRequestSchema, nestFields } from './request-schema.ts';
import { findBodyErrorsAtOnce } from './serializer.ts';
import { UploadedFile } from './uploaded-file.ts';
import { toInteger } from './values.ts';

const { requestBody } = spec.operation('submitEnrichment');
const upload = nestFields(getRequestSchema(spec.document, requestBody['multipart/form-data']));
const listErrors = (data: unknown) => findBodyErrorsAtOnce(spec.document, upload, data);
const found = (...pairs: readonly (readonly [string, string | UploadedFile])[]) =>
  readFormData(spec.document, Object.values(requestBody), new Form(pairs));
const csv = new UploadedFile('people.csv', 'first_name\r\nAda\r\n');

const notFile = 'The submitted data was not a file. Check the encoding type on the form.';

test.each([
  ['a file', { file: csv }, undefined],
  ['no file', {}, ['No file was submitted.']],
  ['a null', { file: null }, ['This field may not be null.']],
  ['a text', { file: 'x' }, [notFile]],
  ['an empty text', { file: '' }, [notFile]],
  ['a map', { file: {} }, [notFile]],
  ['an empty file', { file: new UploadedFile('a.csv', '') }, ['The submitted file is empty.']],
])('an upload with %s gets the errors of a file field', (_, data, errors) => {
  expect(listErrors(data)).toEqual(errors === undefined ? undefined : { file: errors });
});

test.each([
  ['a category', 'category', '"people.csv" is not a valid choice.'],
  ['criteria', 'criteria', 'Expected a dictionary of items but got type "InMemoryUploadedFile".'],
])('a file for %s is repeated as Python formats it', (_, field, words) => {
  expect(listErrors({ file: csv, [field]: csv })).toEqual({ [field]: [words] });
});

test('only form fields with known names are read', () => {
  const form = found(['file', csv], ['category', 'account'], ['criteria.max_contacts', '2'], ['more', 'x']);
  expect(form).toEqual({ file: csv, category: 'account', criteria: { max_contacts: '2' } });
});

test('records of a form are in the order of their numbers, with the keys after the dots', () => {
  const form = found(['records[10].a', 'z'], ['records[9].a', 'x'], ['records[9].b', 'y']);
  expect(form['records']).toEqual([{ a: 'x', b: 'y' }, { a: 'z' }]);
});

test('an empty optional field counts as missing, and an empty map as empty', () => {
  expect(found(['category', ''])).toEqual({ criteria: {} });
});

test.each([
  ['1', 1],
  [' 1.0 ', 1],
  ['+1_0', 10],
  ['\uff11', 1],
  ['99999999999999999999', 99_999_999_999_999_999_999n],
  [5, 5],
  ['1.5', undefined],
  ['', undefined],
  [true, undefined],
])('%p is parsed as the integer %p', (given, value) => {
  expect(toInteger(given)).toBe(value);
});

test('a list that is too long is rejected without checking its items', () => {
  const records = Array<number>(100_001).fill(1);
  expect(findBodyErrorsAtOnce(spec.document, requestBody['application/json'], { records })).toEqual({
    records: ['Ensure this field has no more than 100000 elements.'],
  });
});
