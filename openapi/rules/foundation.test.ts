import { smallDocumentWith, listComplaints } from '../testing/small-document.ts';

test.each([
  [
    'an operation without a basis',
    '      x-basis: documented\n      x-source: {page: status, section: Overview}\n      responses',
    '      responses',
    'mine.yaml:42: "paths./jobs/.get" has no basis: add x-basis (documented, sibling, framework or assumed)',
  ],
  [
    'an assumption without a reason',
    '      x-reason: Nobody says what stands here.\n',
    '',
    'mine.yaml:50: "components.responses.NotFound" is assumed without a reason: add x-reason',
  ],
  [
    'a basis without a source',
    '      x-source: {page: status, section: Errors}\n',
    '',
    'mine.yaml:61: "components.schemas.Detail" has the basis "documented" but no x-source: name a page and a section',
  ],
  [
    'a page that is not listed',
    'x-source: {page: status, section: Errors}',
    'x-source: {page: state, section: Errors}',
    'mine.yaml:65: "components.schemas.Detail.x-source" names an unknown page "state"; x-pages has "status"',
  ],
  [
    'a section that is not listed',
    'x-source: {page: status, section: Errors}',
    'x-source: {page: status, section: Error}',
    'mine.yaml:65: "components.schemas.Detail.x-source" names an unknown section "Error"; that page has "Overview" or "Errors"; did you mean "Errors"?',
  ],
  [
    'a section that is not listed, in a question',
    '        source: {page: status, section: Errors}',
    '        source: {page: status, section: Faults}',
    'mine.yaml:39: "x-questions.words.readings.plain.source" names an unknown section "Faults"; that page has "Overview" or "Errors"',
  ],
  [
    'a section that is not listed, in a nested key',
    '      x-source: {page: status, section: Overview}\n      responses',
    '      x-source: {page: status, section: Overview}\n      x-throttle: {quota: test-token, window-seconds: 9, basis: documented, source: {page: status, section: Faults}}\n      responses',
    'mine.yaml:46: "paths./jobs/.get.x-throttle.source" names an unknown section "Faults"; that page has "Overview" or "Errors"',
  ],
])('%s is rejected with its line and the allowed values', (_, part, other, message) => {
  expect(listComplaints(smallDocumentWith(part, other))).toBe(message);
});
