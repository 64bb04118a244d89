// Near misses in the log.
import { entry } from '../testing/journal.ts';
import { createReporter } from './telling.ts';

test('a sentence is printed once per world, whatever the path', () => {
  const telling = createReporter();
  const one = entry({ status: 404, path: '/a/', nearMisses: ['First.', 'Second.'] });
  expect(telling('default', one)).toEqual(['GET /a/: 404. First.', 'GET /a/: 404. Second.']);
  expect(telling('default', { ...one, path: '/b/' })).toEqual([]);
  expect(telling('one', one)).toEqual([
    'GET /a/ in world "one": 404. First.',
    'GET /a/ in world "one": 404. Second.',
  ]);
});

test('the memory is bounded: the oldest sentence may be printed again', () => {
  const telling = createReporter();
  const tell = (number: number) => telling('default', entry({ nearMisses: [`Number ${number}.`] })).length;
  for (let number = 0; number <= 2000; number += 1) tell(number);
  expect([tell(0), tell(2000)]).toEqual([1, 0]);
});
