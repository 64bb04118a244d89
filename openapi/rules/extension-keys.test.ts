import { smallDocumentWith, listComplaints } from '../testing/small-document.ts';

const keys =
  'x-basis, x-source, x-reason, x-template, x-pages, x-hosts, x-credits, x-columns, x-throttle, x-other-responses, x-tools, x-life-cycle, x-questions';
const bases = '"documented", "sibling", "framework" or "assumed"';

test.each([
  [
    'an unknown key',
    '      x-basis: assumed\n',
    '      x-basi: assumed\n',
    `mine.yaml:52: unknown key "components.responses.NotFound.x-basi"; allowed: ${keys}; did you mean "x-basis"?`,
  ],
  [
    'a key of another tool',
    "version: '1'}",
    "version: '1', x-logo: a}",
    `mine.yaml:2: unknown key "info.x-logo"; allowed: ${keys}`,
  ],
  [
    'an unknown basis',
    '      x-basis: assumed\n',
    '      x-basis: asumed\n',
    `mine.yaml:52: "components.responses.NotFound.x-basis" is "asumed"; it must be ${bases}; did you mean "assumed"?`,
  ],
  [
    'an invalid reason',
    'x-reason: Nobody says what stands here.',
    'x-reason: No.',
    'mine.yaml:53: "components.responses.NotFound.x-reason" is "No."; it must be a string of at least 10 characters',
  ],
  [
    'a source without a section',
    'x-source: {page: status, section: Errors}',
    'x-source: {page: status}',
    'mine.yaml:65: "components.schemas.Detail.x-source" lacks the key "section"',
  ],
  [
    'an unknown key in a source',
    'x-source: {page: status, section: Errors}',
    'x-source: {page: status, section: Errors, line: 5}',
    'mine.yaml:65: "components.schemas.Detail.x-source" cannot have the key "line"; allowed: page, section',
  ],
  [
    'an invalid authority',
    'authority: normative',
    'authority: high',
    'mine.yaml:5: "x-pages.status.authority" is "high"; it must be "normative", "secondary", "evidence" or "framework"',
  ],
  [
    'an unknown key in the life cycle',
    'initial: true',
    'intial: true',
    'mine.yaml:10: "x-life-cycle.internal-statuses.Waiting" cannot have the key "intial"; allowed: api-status, initial, works, final; did you mean "initial"?',
  ],
  [
    'an unknown cause',
    'cause: time',
    'cause: luck',
    'mine.yaml:23: "x-life-cycle.transitions.0.cause" is "luck"; it must be "time", "failure", "pause" or "resume"',
  ],
  [
    'an invalid boolean',
    'ends-polling: false',
    'ends-polling: no',
    'mine.yaml:13: "x-life-cycle.api-statuses.queued.ends-polling" is "no"; it must be true or false',
  ],
  [
    'a transition without a reason',
    '      reason: Derived from the names of the two.\n',
    '',
    'mine.yaml:21: "x-life-cycle.transitions.0" lacks the key "reason"',
  ],
  [
    'a reading without a source',
    '        source: {page: status, section: Errors}\n',
    '',
    'mine.yaml:33: "x-questions.words.readings.plain" lacks the key "source"',
  ],
  [
    'a question without a question mark',
    'have?',
    'have.',
    'mine.yaml:29: "x-questions.words.question" is "Which words does a 404 have."; it must be a sentence that ends with a question mark',
  ],
  [
    'an example without a media type',
    '        media-type: application/json\n',
    '',
    'mine.yaml:35: "x-questions.words.readings.plain.example" also needs the key "media-type"',
  ],
])('%s is rejected with its line and the allowed values', (_, part, other, message) => {
  expect(listComplaints(smallDocumentWith(part, other))).toBe(message);
});
