// What the check of a user's own rule may return.
import { toRule } from './custom.ts';
import { createLife } from './testing/lives.ts';

const check = (judge: () => unknown) => toRule({ name: 'mine', check: judge }).check(createLife({}));

test.each([undefined, null, true, ''])('%p: the life keeps the rule', (judged) => {
  expect(check(() => judged)).toBeUndefined();
});

test('a text says what was wrong', () => {
  expect(check(() => 'It polled twice.')).toEqual({ message: 'It polled twice.' });
});

test('a violation says when, and with which requests', () => {
  const violation = { message: 'It polled twice.', requests: [1, 2], at: 3000 };
  expect(check(() => violation)).toEqual(violation);
});

test('false says only that something was', () => {
  expect(check(() => false)).toEqual({ message: 'The check of "mine" returned false.' });
});

test('an assertion may throw', () => {
  expect(
    check(() => {
      throw new Error('Expected: 1, received: 2');
    }),
  ).toEqual({ message: 'The check of "mine" threw: Expected: 1, received: 2' });
});

test.each<[string, unknown]>([
  ['a number', 3],
  ['a promise', Promise.resolve()],
])('%s is no judgement, and the message says what is', (_, judged) => {
  expect(check(() => judged)?.message).toMatch(/^The check of "mine" returned .*return/);
});

test('its title is its name, unless it has one', () => {
  expect(toRule({ name: 'mine', check: () => true })).toMatchObject({
    title: 'mine',
    source: 'your own rule',
  });
  expect(toRule({ name: 'mine', title: 'Polls once.', source: 'us', check: () => true })).toMatchObject({
    title: 'Polls once.',
    source: 'us',
  });
});
