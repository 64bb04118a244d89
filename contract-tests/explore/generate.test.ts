import { generateSequence } from './generate.ts';
import { formatSequence, listCalls, maxAtOnce, parseSequence } from './sequence.ts';
import { document } from './testing/written-history.ts';

const lifeCycle = document['x-life-cycle'];
const options = { seed: 'test', lifeCycle, hasOther: true, maxRows: 25 };
const many = Array.from({ length: 300 }, (_, index) => generateSequence({ ...options, index }));

test('the same seed and index give the same sequence, others give others', () => {
  expect(generateSequence({ ...options, index: 5 })).toEqual(many[5]);
  expect(generateSequence({ ...options, seed: 'other', index: 5 })).not.toEqual(many[5]);
  expect(new Set(many.map(formatSequence)).size).toBeGreaterThan(290);
});

test('each sequence can be printed and read again', () => {
  for (const sequence of many)
    expect(parseSequence(formatSequence(sequence), Object.keys(lifeCycle['api-statuses']))).toEqual(sequence);
});

test('all operations, both users and calls at once occur', () => {
  const texts = many.map(formatSequence).join('; ');
  const steps = many.flatMap((sequence) =>
    sequence.flatMap((step) => (step.kind === 'calls' ? step.calls.length : [])),
  );
  expect(new Set(steps)).toEqual(new Set(Array.from({ length: maxAtOnce }, (_, index) => index + 1)));
  for (const part of [
    'pause A & pause A',
    'pause A & resume A',
    'resume A & pause A',
    'resume A & resume A',
    'other: submit B',
    'other: read A',
    'list & other: list',
    'submit A 25 & submit B 25',
    'wait A completed; results A & pause A',
  ])
    expect(
      part.startsWith('submit A 25')
        ? texts.replaceAll(/[A-Z] 25/g, 'A 25').includes('submit A 25 & submit A 25')
        : texts.includes(part),
    ).toBe(true);
});

test('without another user, nobody else calls', () => {
  const alone = Array.from({ length: 50 }, (_, index) =>
    generateSequence({ ...options, index, hasOther: false }),
  );
  expect(new Set(alone.flatMap((sequence) => listCalls(sequence).map(({ user }) => user)))).toEqual(
    new Set(['you']),
  );
});

test('a document without pauses gives no pauses', () => {
  const transitions = lifeCycle.transitions.filter(({ cause }) => cause !== 'pause' && cause !== 'resume');
  const index = { length: 50 };
  const texts = Array.from(index, (_, at) =>
    formatSequence(generateSequence({ ...options, index: at, lifeCycle: { ...lifeCycle, transitions } })),
  );
  expect(texts.filter((text) => /pause|resume/.test(text))).toEqual([]);
});
