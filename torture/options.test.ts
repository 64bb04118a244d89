// The options of a torture: what they mean, and that all mistakes are named at once.
import { readTortureOptions, type TortureOptions } from './options.ts';
import { createPlanRule } from './testing/fake-player.ts';

const builtIn = [createPlanRule('ends', () => false), createPlanRule('no-overlap', () => false)];
const lines: string[] = [];
const ports = { drawSeed: () => 7, print: (line: string) => lines.push(line) };
const read = (given: unknown) => readTortureOptions(given as TortureOptions, builtIn, ports);
const catchMessage = (given: unknown) => {
  try {
    read(given);
  } catch (error) {
    return error instanceof TypeError ? error.message : '';
  }
  return '';
};

test('without options, 500 lives are played in at most three seconds, of another seed each time', () => {
  expect(read({})).toMatchObject({ numRuns: 500, timeLimit: 3000, seed: 7, rules: builtIn });
});

test.each<readonly [TortureOptions, object]>([
  [{ numRuns: 20 }, { numRuns: 20, timeLimit: Number.POSITIVE_INFINITY }],
  [{ timeLimit: '10s' }, { numRuns: 1_000_000_000, timeLimit: 10_000 }],
  [{ timeLimit: 250 }, { timeLimit: 250 }],
  [{ seed: -3 }, { seed: -3 }],
  [{ path: '12:0:3' }, { path: '12:0:3', timeLimit: Number.POSITIVE_INFINITY }],
  [{ plan: { skew: 5000 } }, { numRuns: 1, plan: expect.objectContaining({ skew: 5000, faults: [] }) }],
  [{ without: ['ends'] }, { rules: builtIn.slice(1) }],
  [{ scenarios: ['pauses', 'small'] }, { scenarios: ['small', 'pauses'] }],
  [
    { rules: [{ name: 'mine', check: () => undefined }] },
    { rules: [expect.objectContaining({ name: 'mine', title: 'mine' }), ...builtIn] },
  ],
])('%j means %j', (given, meant) => {
  expect(read(given)).toMatchObject(meant);
});

test.each([
  [{ numRuns: 0 }, '"numRuns" is 0; it must be a whole number from 1 to'],
  [{ seed: 1.5 }, '"seed" is 1.5; it must be a whole number'],
  [{ path: '12:x' }, '"path" is "12:x"; it must be a path as a finding has it, such as "12:0:3".'],
  [{ timeLimit: 0 }, '"timeLimit" is 0; it must be a duration'],
  [{ timeLimit: 'soon' }, '"timeLimit" is "soon"; it must be a duration'],
  [{ numRun: 5 }, 'Unknown option "numRun"; did you mean "numRuns"?'],
  [{ without: ['end'] }, '"without" names "end"; allowed: "ends" or "no-overlap"; did you mean "ends"?'],
  [{ scenarios: ['pause'] }, 'did you mean "pauses"?'],
  [{ scenarios: [] }, '"scenarios" is empty'],
  [{ rules: [{ name: 'mine' }] }, '"rules[0]" must have a name and a function "check"'],
  [{ rules: [{ name: 'ends', check: () => undefined }] }, 'has the name "ends", which another rule has.'],
  [{ plan: { skews: 1 } }, 'did you mean "skew"?'],
  [{ plan: {}, path: '1' }, '"plan" is one life and "path" leads to another'],
  [{ log: 'yes' }, '"log" is "yes"; it must be true, false or a function that gets the line.'],
])('%j is refused', (given, message) => {
  expect(catchMessage(given)).toContain(message);
});

test('all mistakes are named at once', () => {
  expect(
    catchMessage({ numRuns: 0, sed: 1, without: ['x'], plan: { skew: 'x' } }).split('\n').length,
  ).toBeGreaterThan(3);
});

test('the line at the end is printed, given to a function, or left out', () => {
  const own: string[] = [];
  for (const log of [true, false, (line: string) => own.push(line)]) read({ log }).log('done');
  expect([lines, own]).toEqual([['done'], ['done']]);
});
