import { formatRfc3339 } from '../time/time.ts';
import { readDemoOptions } from './options.ts';

test('without flags, the demo starts at the usual port, at normal speed, always at the same time', () => {
  const { start, ...options } = readDemoOptions([]);
  expect(formatRfc3339(start)).toBe('2026-05-06T09:00:00Z');
  expect(options).toEqual({
    loop: false,
    seed: 'demo',
    speed: 1,
    frozen: false,
    port: 4010,
    noOpen: false,
    script: false,
    help: false,
  });
});

test('all mistakes are reported at once', () => {
  expect(() => readDemoOptions(['--lop', '--speed=fast', '--port', '70000', '--seed='])).toThrow(
    [
      'Unknown flag --lop; did you mean --loop?',
      '--seed is ""; it must be a non-empty string.',
      '--speed is "fast"; it must be a number from 0.1 to 100000.',
      '--port is "70000"; it must be a whole number from 0 to 65535.',
    ].join('\n'),
  );
});
