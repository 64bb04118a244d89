// The checker of histories: known ones, and random ones against all possible orders.
import fc from 'fast-check';

import { checkLinearizable, type Operation, type SequentialModel } from './linearizable.ts';

/** Random in each run; `SEED=n make unit ARGS=proof/linearizable` repeats a run. */
const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));

/** A register that one can write, read, and write if it has a value; an output is what was read, or whether it was written. */
type Input = readonly ['write', number] | readonly ['read'] | readonly ['swap', number, number];
type Output = number | boolean;

const register: SequentialModel<number, Input, Output> = {
  initial: 0,
  format: String,
  step: (state, input, output) => {
    const [next, answer] = act(state, input);
    return output === undefined || output === answer ? next : undefined;
  },
};

function act(state: number, input: Input): readonly [number, Output] {
  if (input[0] === 'write') return [input[1], true];
  if (input[0] === 'read') return [state, state];
  return state === input[1] ? [input[2], true] : [state, false];
}

/** A row per client: `w1` writes 1, `r1` reads 1, `s12` and `s12!` swap 1 for 2 or fail; its letters span its time, `?` never ends. */
function draw(...rows: readonly string[]): readonly Operation<Input, Output>[] {
  return rows.flatMap((row) =>
    [...row.matchAll(/(?<text>[wrs]\d+!?)(?<rest>[-]*)(?<open>\??)/gu)].map(({ index, groups = {} }) => {
      const { text = '', rest = '', open = '' } = groups;
      const [kind, ...letters] = text;
      const [first = 0, second = 0] = letters.map(Number);
      const input: Input =
        kind === 'w' ? ['write', first] : kind === 'r' ? ['read'] : ['swap', first, second];
      if (open === '?') return { start: index, input };
      const output = kind === 'r' ? first : !text.endsWith('!');
      return { start: index, end: index + text.length + rest.length - 1, input, output };
    }),
  );
}

const linearizable = [
  ['nothing at all', ['']],
  ['one write', ['w1']],
  ['a read of the first value', ['r0']],
  ['one after another', ['w1 r1 w2 r2']],
  ['a read during a write that sees it', ['w1-----', '   r1']],
  ['a read during a write that does not see it', ['w1-----', '   r0']],
  ['two reads during a write, the later one sees it', ['w1----------', '  r0 r1']],
  ['two writes at once, in either order', ['w1----', 'w2----', '       r1']],
  ['two writes at once, in the other order', ['w1----', 'w2----', '       r2']],
  ['a write without an end that takes effect late', ['w1?', '   r0 r0 r1']],
  ['a write without an end that never takes effect', ['w1?', '   r0 r0 r0']],
  ['of two swaps at once one fails', ['s01----', 's02!---', '        r1']],
  ['a failed swap before the write that would help it', ['s12!------', '   w1', '        r1']],
  ['a chain of swaps', ['s01-------', 's12-------', 's23-------', '           r3']],
  ['a swap without an end explains a value', ['s01?', '     r0 r1 s12 r2']],
  ['a long read between many writes', ['r3--------------------', ' w1 w2 w3 w4 w5']],
  ['a write that ends when a read starts counts as concurrent', ['w1', ' r0']],
] as const;

const wrong = [
  ['a read of a value that nobody wrote', ['r1']],
  ['a read of an old value', ['w1 r0']],
  ['a value that comes back', ['w1 w2 r1']],
  ['two reads during a write, only the earlier one sees it', ['w1------------', '   r1 r0']],
  [
    'two clients that see two writes in different orders',
    ['w1----', 'w2----', '       r1 r2', '       r1 r2'],
  ],
  ['a write that is seen before its start', ['r1', '   w1']],
  ['two swaps of one value that both succeed', ['s01----', 's02----']],
  ['a swap that fails although nobody changed the value', ['s01!']],
  ['a value that was seen, gone without a cause', ['w1?', '   r1 r0']],
  ['a write without an end that takes effect twice', ['w1?', '   r1 w2 r1']],
  ['a lost write', ['w1 w2', '      r1']],
  ['a swap without an end before its start', ['   s01?', 'r1']],
  ['a chain of swaps with a gap', ['s01-------', 's23-------', '           r3']],
  ['a fork: each of two clients sees only its own write', ['w1 r1 r1', 'w2 r2 r2 r1']],
] as const;

const ends = (rows: readonly string[]) => checkLinearizable(draw(...rows), register).kind;

test.each(linearizable)('is linearizable: %s', (_, rows) => {
  expect(ends(rows)).toBe('linearizable');
});

test.each(wrong)('is not linearizable: %s', (_, rows) => {
  expect(ends(rows)).toBe('wrong');
});

test('the order is one that explains all outputs, without writes that never took effect', () => {
  expect(checkLinearizable(draw('w1------', '  r0  r1', 'w5?'), register)).toEqual({
    kind: 'linearizable',
    order: [1, 0, 2],
  });
});

test('says how far it came, and what could not follow', () => {
  expect(checkLinearizable(draw('w1 r1 r0'), register)).toEqual({ kind: 'wrong', order: [0, 1], stuck: [2] });
});

test('gives up rather than search for too long', () => {
  const writes = Array.from(
    { length: 30 },
    (_, index): Operation<Input, Output> => ({
      start: index,
      end: 100,
      input: ['write', index + 1],
      output: true,
    }),
  );
  const impossible: Operation<Input, Output> = { start: 101, end: 102, input: ['read'], output: 0 };
  expect(checkLinearizable([...writes, impossible], register, 20_000)).toEqual({
    kind: 'unknown',
    steps: 20_000,
  });
});

test('a long history of few clients takes few steps', () => {
  const clients = Array.from({ length: 4 }, (_, client) =>
    Array.from(
      { length: 500 },
      (_one, turn): Operation<Input, Output> => ({
        start: turn * 8 + client,
        end: turn * 8 + 4 + client,
        input: ['write', client],
        output: true,
      }),
    ),
  ).flat();
  expect(checkLinearizable(clients, register, 100_000).kind).toBe('linearizable');
});

/** Whether any order of all operations that ended, and some of the others, explains the outputs. */
function isExplained(operations: readonly Operation<Input, Output>[], state = 0): boolean {
  if (operations.every(({ end }) => end === undefined)) return true;
  const limit = Math.min(...operations.map(({ end = Number.POSITIVE_INFINITY }) => end));
  return operations.some((one) => {
    if (one.start > limit) return false;
    const next = register.step(state, one.input, one.output);
    return (
      next !== undefined &&
      isExplained(
        operations.filter((other) => other !== one),
        next,
      )
    );
  });
}

const value = fc.integer({ min: 0, max: 2 });
const anyInput: fc.Arbitrary<Input> = fc.oneof(
  fc.tuple(fc.constant('write' as const), value),
  fc.constant(['read'] as const),
  fc.tuple(fc.constant('swap' as const), value, value),
);
const anyOperation = fc
  .record({
    start: fc.nat(20),
    length: fc.integer({ min: 1, max: 12 }),
    input: anyInput,
    output: value,
    isOpen: fc.boolean(),
  })
  .map(({ start, length, input, output, isOpen }): Operation<Input, Output> => {
    if (isOpen && length % 3 === 0) return { start, input };
    return {
      start,
      end: start + length,
      input,
      output: input[0] === 'read' ? output : input[0] === 'write' || output > 0,
    };
  });

test(`agrees with all possible orders of small histories (seed ${seed})`, () => {
  const kinds = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(anyOperation, { maxLength: 6 }), (operations) => {
      const { kind } = checkLinearizable(operations, register);
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      expect(kind).toBe(isExplained(operations) ? 'linearizable' : 'wrong');
    }),
    { seed, numRuns: 1500 },
  );
  expect([kinds.get('linearizable'), kinds.get('wrong')].every((count = 0) => count > 100)).toBe(true);
});
