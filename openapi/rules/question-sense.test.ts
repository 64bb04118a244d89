import { smallDocumentWith, listComplaints } from '../testing/small-document.ts';

test.each([
  [
    'a default that is not a reading',
    'default: plain',
    'default: plane',
    'mine.yaml:30: "plane" is not a reading of "words"; allowed: "plain"',
  ],
  [
    'an implied reading of an unknown question',
    '        example: plain',
    '        example: plain\n        implies: {word: plain}',
    'mine.yaml:37: unknown question "word"; allowed: "words"',
  ],
  [
    'an implied reading that does not exist',
    '        example: plain',
    '        example: plain\n        implies: {words: many}',
    'mine.yaml:37: "many" is not a reading of "words"; allowed: "plain"',
  ],
  [
    'an example that does not exist',
    '        example: plain',
    '        example: named',
    'mine.yaml:36: #/components/responses/NotFound has no application/json example "named"; it has "plain"',
  ],
  [
    'a schema that does not exist',
    "        schema: {$ref: '#/components/schemas/Detail'}",
    "        schema: {$ref: '#/components/schemas/Text'}",
    'mine.yaml:37: "#/components/schemas/Text" does not exist in the document',
  ],
  [
    'an example without a response',
    "    response: '#/components/responses/NotFound'\n",
    '',
    'mine.yaml:35: an example requires the key "response" in the question',
  ],
  [
    'an example that does not match its template',
    'detail: No job here.',
    'detail: Nothing here.',
    'mine.yaml:59: "detail" in the example does not fit its x-template',
  ],
])('%s is rejected with its line and the allowed values', (_, part, other, message) => {
  expect(listComplaints(smallDocumentWith(part, other))).toBe(message);
});
