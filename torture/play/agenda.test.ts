// The order of what is due: by time, at one moment the world first, and a sleeping tab late.
import { createAgenda } from './agenda.ts';

/** Takes everything, and returns what happened when. */
function takeAll(agenda: ReturnType<typeof createAgenda>): readonly (readonly [number, unknown])[] {
  const taken: (readonly [number, unknown])[] = [];
  for (let run = agenda.takeNext(); run !== undefined; run = agenda.takeNext())
    taken.push([agenda.now(), run()]);
  return taken;
}

test('at one moment, the world comes before the page, and the page in the order in which it asked', () => {
  const agenda = createAgenda([]);
  agenda.add(5, 'page', () => 'first timer');
  agenda.add(5, 'page', () => 'second timer');
  agenda.add(5, 'world', () => 'fault');
  agenda.add(3, 'page', () => 'early');
  expect(takeAll(agenda)).toEqual([
    [3, 'early'],
    [5, 'fault'],
    [5, 'first timer'],
    [5, 'second timer'],
  ]);
});

test('what is due while the tab sleeps happens when it wakes, in the order in which it was due', () => {
  const agenda = createAgenda([{ at: 10, length: 90 }]);
  agenda.add(60, 'page', () => 'later timer');
  agenda.add(20, 'page', () => 'earlier timer');
  agenda.add(50, 'world', () => 'the job moves');
  expect(takeAll(agenda)).toEqual([
    [50, 'the job moves'],
    [100, 'earlier timer'],
    [100, 'later timer'],
  ]);
});

test('what is cancelled does not happen, and is not waited for', () => {
  const agenda = createAgenda([]);
  const event = agenda.add(5, 'page', () => 'cancelled');
  agenda.add(7, 'page', () => 'kept');
  event.cancel();
  expect(agenda.nextAt()).toBe(7);
  expect(takeAll(agenda)).toEqual([[7, 'kept']]);
});
