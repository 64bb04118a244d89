import { smallDocument, smallDocumentWith, listComplaints } from '../testing/small-document.ts';

test.each([
  [
    'a $ref to nowhere',
    "'404': {$ref: '#/components/responses/NotFound'}",
    "'404': {$ref: '#/components/responses/Gone'}",
    'mine.yaml:47: "#/components/responses/Gone" does not exist in the document',
  ],
  [
    'a $ref to another file',
    "'404': {$ref: '#/components/responses/NotFound'}",
    "'404': {$ref: 'other.yaml'}",
    'mine.yaml:47: "other.yaml" points outside the document; keep everything in one file',
  ],
  [
    'an operation without an id',
    '      operationId: listJobs\n',
    '',
    'mine.yaml:42: "paths./jobs/.get" has no operationId; the mock needs it to find the handler',
  ],
])('%s is rejected with its line and the allowed values', (_, part, other, message) => {
  expect(listComplaints(smallDocumentWith(part, other))).toBe(message);
});

test('a duplicate operation id is rejected at its second occurrence', () => {
  const path = smallDocument.slice(smallDocument.indexOf('  /jobs/:'), smallDocument.indexOf('components:'));
  expect(
    listComplaints(smallDocumentWith('components:', `${path.replace('/jobs/', '/more/')}components:`)),
  ).toBe('mine.yaml:49: the operationId "listJobs" is used twice; give each operation a different one');
});

test('a circular $ref is rejected at each of its parts', () => {
  const round = "'404': {$ref: '#/components/responses/NotFound'}";
  const text = smallDocumentWith(round, "'404': {$ref: '#/components/responses/One'}").replace(
    'components:\n  responses:\n',
    "components:\n  responses:\n    One: {$ref: '#/components/responses/Two'}\n    Two: {$ref: '#/components/responses/One'}\n",
  );
  expect(listComplaints(text)).toBe(
    [
      'mine.yaml:47: "#/components/responses/One" is circular; it must lead to a value',
      'mine.yaml:50: "#/components/responses/Two" is circular; it must lead to a value',
      'mine.yaml:51: "#/components/responses/One" is circular; it must lead to a value',
    ].join('\n'),
  );
});
