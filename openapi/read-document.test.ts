import extensions from './extensions.schema.json' with { type: 'json' };
import { readApiDocument, readEnrichmentDocument } from './read-document.ts';
import { catchMessage } from './testing/message-of.ts';
import { smallDocument, smallDocumentWith, listComplaints } from './testing/small-document.ts';

const read = (text: string) => readEnrichmentDocument(text, 'mine.yaml', extensions);

test('a valid document is read and frozen', () => {
  const document = read(smallDocument);
  expect(Object.keys(document.paths ?? {})).toEqual(['/jobs/']);
  expect(Object.isFrozen(document['x-questions']['words']?.readings)).toBe(true);
});

test.each(['x-life-cycle', 'x-questions', 'x-pages', 'paths', 'components', 'servers'])(
  'a document without %s is rejected with the first thing to add',
  (key) => {
    const missing = `mine.yaml:1: the document lacks the key "${key}"; start from the included openapi/enrichment.yaml`;
    const rest = JSON.stringify({ ...(read(smallDocument) as object), [key]: undefined });
    expect(listComplaints(rest)).toBe(missing);
  },
);

test.each([
  ['nothing', ''],
  ['a list', '- openapi'],
  ['another kind of document', 'swagger: "2.0"'],
  ['another version', 'openapi: 3.0.3'],
])('%s is not an OpenAPI document', (_, text) => {
  expect(listComplaints(text)).toBe(
    'mine.yaml:1: this is not an OpenAPI 3.1 document; it must be a map in which "openapi" is a 3.1 version such as "3.1.0"',
  );
});

test('all errors in keys are reported at once, in line order', () => {
  const text = smallDocumentWith('cause: time', 'cause: luck')
    .replace('x-reason: Nobody', 'x-cause: Nobody')
    .replace('authority: normative', 'authority: high');
  expect(
    listComplaints(text)
      .split('\n')
      .map((line) => line.split(' ', 1)[0]),
  ).toEqual(['mine.yaml:5:', 'mine.yaml:23:', 'mine.yaml:53:']);
});

test('all errors of the whole document are reported at once, in line order', () => {
  const text = smallDocumentWith('to: Done', 'to: Gone')
    .replace('default: plain', 'default: plane')
    .replace('enum: [queued, completed]', 'enum: [queued]')
    .replace('x-source: {page: status, section: Errors}', 'x-source: {page: status, section: Error}');
  expect(
    listComplaints(text)
      .split('\n')
      .map((line) => line.split(' ', 1)[0]),
  ).toEqual(['mine.yaml:11:', 'mine.yaml:22:', 'mine.yaml:30:', 'mine.yaml:65:', 'mine.yaml:68:']);
});

const keys =
  'x-basis, x-source, x-reason, x-template, x-pages, x-hosts, x-credits, x-columns, x-throttle, x-other-responses, x-tools, x-life-cycle, x-questions';

test('a document of another API may omit our keys, but those that it has must be valid', () => {
  const other = 'openapi: 3.1.0\npaths: {}\n';
  expect(readApiDocument(other, 'other.yaml', extensions).value).toEqual({ openapi: '3.1.0', paths: {} });
  expect(catchMessage(() => readApiDocument(`${other}x-page: 1\n`, 'other.yaml', extensions))).toBe(
    `other.yaml:3: unknown key "x-page"; allowed: ${keys}; did you mean "x-pages"?`,
  );
});

test('x- keys in examples and among names are ignored', () => {
  const text = smallDocumentWith(
    '{value: {detail: No job here.}}',
    '{value: {detail: No job here., x-more: 1}}',
  )
    .replace(
      'properties: {detail: {type: string}}',
      'properties: {detail: {type: string}, x-more: {type: integer}}',
    )
    .replace("          x-template: {detail: 'No {thing} here.'}\n", '');
  expect(listComplaints(text)).toBe('Nothing was refused.');
});
