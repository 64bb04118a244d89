import { formatTime } from './format-time.ts';

test('short, and never less exact than a picture can show', () => {
  const times = [0, 50, 1500, 3051, 9999, 33_333, 59_960, 90_000, 3_600_000, 7_260_000, -50];
  expect(times.map(formatTime)).toEqual([
    '0s',
    '50ms',
    '1.5s',
    '3.05s',
    '10s',
    '33.3s',
    '60s',
    '1m30s',
    '1h',
    '2h1m',
    '-50ms',
  ]);
});
