// What the form for a fault sends.
import { readFault } from './read-fault-form.ts';

const read = (values: Readonly<Record<string, string>>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return readFault(form);
};

test('what is empty is left out', () => {
  expect(
    read({ effect: 'reset', user: '', operation: '', job: ' ', when: '', count: '3', settings: '' }),
  ).toEqual({
    effect: 'reset',
  });
});

test('the time of the fault, and the settings of its effect', () => {
  expect(
    read({
      effect: 'error',
      user: 'alice',
      when: 'every',
      count: '3',
      expires_in: '5m',
      settings: 'problem=tooManyRequests, retry_after=7, done=true',
    }),
  ).toEqual({
    effect: 'error',
    user: 'alice',
    every: 3,
    expires_in: '5m',
    problem: 'tooManyRequests',
    retry_after: 7,
    done: true,
  });
  expect(read({ effect: 'cut', when: 'next', count: '' })).toEqual({ effect: 'cut', next: 1 });
});

test('a number that is none goes on as it is, so that the control API can say so', () => {
  expect(read({ effect: 'reset', when: 'probability', count: 'often' })).toEqual({
    effect: 'reset',
    probability: 'often',
  });
});
