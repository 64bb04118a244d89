import { smallDocumentWith, listComplaints } from '../testing/small-document.ts';

test.each([
  [
    'an API status that is not listed',
    'Done: {api-status: completed',
    'Done: {api-status: complete',
    'mine.yaml:11: "Done" maps to an unknown API status "complete"; api-statuses has "queued" or "completed"\nmine.yaml:14: no internal status maps to "completed"; map one to it or remove it',
  ],
  [
    'a transition to nowhere',
    'to: Done',
    'to: Gone',
    'mine.yaml:11: no job can reach "Done"; add a transition to it\nmine.yaml:22: unknown internal status "Gone"; allowed: "Waiting" or "Done"',
  ],
  [
    'a final status with a transition',
    'api-status: queued, initial: true',
    'api-status: queued, initial: true, final: true',
    'mine.yaml:10: "Waiting" is final but has an outgoing transition; remove one of the two',
  ],
  [
    'a status without an end',
    ', final: true',
    '',
    'mine.yaml:11: "Done" has no outgoing transition; set final: true or add one',
  ],
  [
    'a life cycle without an initial status',
    ', initial: true',
    '',
    'mine.yaml:9: no internal status is initial; a job needs one to begin in',
  ],
  [
    'a different enum',
    'enum: [queued, completed]',
    'enum: [queued, done]',
    'mine.yaml:68: the enum of ApiStatus and x-life-cycle.api-statuses differ; both must be "queued" or "completed"',
  ],
  [
    'a missing enum',
    '    ApiStatus:',
    '    Status:',
    'mine.yaml:60: the enum of ApiStatus and x-life-cycle.api-statuses differ; both must be "queued" or "completed"',
  ],
])('%s is rejected with its line and the allowed values', (_, part, other, message) => {
  expect(listComplaints(smallDocumentWith(part, other))).toBe(message);
});
