import { formatSequence, parseSequence } from './sequence.ts';

const statuses = ['queued', 'in-progress', 'completed'];

test.each([
  'submit A; wait A in-progress; pause A & pause A; read A',
  'submit A & other: submit B 25; other: read A; list & other: list',
  'submit A 3; resume A & results A & read A',
])('"%s" is the same sequence after it was read', (text) => {
  const sequence = parseSequence(text, statuses);
  expect(typeof sequence === 'string' ? sequence : formatSequence(sequence)).toBe(text);
});

test('spaces do not matter, and one record is not mentioned', () => {
  const sequence = parseSequence(' submit A 1 ;other:read A&list; ', statuses);
  expect(typeof sequence === 'string' ? sequence : formatSequence(sequence)).toBe(
    'submit A; other: read A & list',
  );
});

test.each([
  ['', 'the sequence submits no job; begin with "submit A"'],
  ['pause A', 'job A is used before a step that submits it'],
  ['submit A & read A', 'job A is used before a step that submits it'],
  ['submit A; submit A', 'job A is submitted twice; give the second one another letter'],
  ['submit A; wait A done', '"wait A done" names the status "done"; allowed: queued, in-progress, completed'],
  ['submit A; wait A', '"wait A" must be "wait JOB STATUS", such as "wait A in-progress"'],
  ['submit A; read', '"read" needs a job, such as A'],
  ['submit A; list A', '"list A": list takes no job'],
  ['submit A 0', '"submit A 0": only submit takes a number of records, from 1 to 1000'],
  ['submit A; read A 2', '"read A 2": only submit takes a number of records, from 1 to 1000'],
  [
    'submit A; read A & read A & read A & read A',
    '"read A & read A & read A & read A" sends 4 calls at once; at most 3 are allowed',
  ],
  [
    'submit A; puase A',
    '"puase A" is not a call; allowed: submit, read, list, results, pause, resume and wait; did you mean "pause"?',
  ],
])('"%s" is refused', (text, mistake) => {
  expect(parseSequence(text, statuses)).toBe(mistake);
});
