import { writeHistory } from './testing/written-history.ts';
import { formatSequence, listCalls, parseSequence, type Sequence } from './sequence.ts';
import { type Failure, shrink } from './shrink.ts';

const statuses = ['in-progress', 'completed'];

function parse(text: string): Sequence {
  const sequence = parseSequence(text, statuses);
  if (typeof sequence === 'string') throw new Error(sequence);
  return sequence;
}

/** A failure in which nobody knows which calls matter. */
function toFailure(sequence: Sequence): Failure {
  return { sequence, finding: { kind: 'no-order', message: '', calls: [] }, calls: writeHistory('').calls };
}

async function shrinkWhile(text: string, fails: (text: string) => boolean) {
  let plays = 0;
  const { sequence } = await shrink(toFailure(parse(text)), async (smaller) => {
    plays += 1;
    return fails(formatSequence(smaller)) ? toFailure(smaller) : undefined;
  });
  return { text: formatSequence(sequence), plays };
}

const long =
  'submit A 3 & other: submit B 2; wait A in-progress; list & other: list; pause A & pause A & read A; results A; resume A; ' +
  'other: read B & list; wait A completed; read A & other: read B';

test.each<[string, (text: string) => boolean, string]>([
  ['two pauses at once', (text) => text.includes('pause A & pause A'), 'submit A; pause A & pause A'],
  ['a read after a resume', (text) => /resume A.*read A/.test(text), 'submit A; resume A; read A'],
  ['a list', (text) => text.includes('list'), 'submit A; list'],
  [
    'a wait for the end',
    (text) => /wait A completed; read A/.test(text),
    'submit A; wait A completed; read A',
  ],
  ['three records', (text) => text.includes('submit A 3'), 'submit A 3'],
])('of a long sequence that fails with %s, only that is left', async (_, fails, expected) => {
  const { text, plays } = await shrinkWhile(long, fails);
  expect(text).toBe(expected);
  expect(plays).toBeLessThan(100);
});

test('a job that is left gets the first letter', async () => {
  const { text } = await shrinkWhile(long, (one) => /other: submit . 2.*other: read/.test(one));
  expect(text).toBe('other: submit A 2; other: read A');
});

test('no smaller sequence is played when nothing more may be sent', async () => {
  const failure = toFailure(parse(long));
  expect(await shrink(failure, async () => 'spent')).toBe(failure);
});

test('calls that the finding needs are not dropped once there are few', async () => {
  const sequence = parse('submit A; pause A & pause A; list');
  const calls = writeHistory(`
[-]         submit A  201
    [-]     pause A   200
     [-]    pause A   200`).calls.map((call, index) => ({
    ...call,
    step: index > 0 ? 1 : 0,
    lane: index === 2 ? 1 : 0,
  }));
  const finding = { kind: 'no-order', message: '', calls: ['c1', 'c2', 'c3'] } as const;
  const tried: string[] = [];
  await shrink({ sequence, finding, calls }, async (smaller) => {
    tried.push(formatSequence(smaller));
    return undefined;
  });
  expect(tried).toEqual(['submit A; pause A & pause A', 'submit A; pause A; pause A; list']);
  expect(listCalls(sequence)).toHaveLength(4);
});
