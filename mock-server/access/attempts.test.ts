// Wrong tokens are answered late, and soon not at all; a right one is never counted.
import { type Instant, instant } from '../../time/time.ts';
import { createAttempts } from './attempts.ts';

const at = (seconds: number): Instant => instant(1_800_000_000_000 + seconds * 1000);

/** The paces of so many wrong tokens. */
const fail = (
  attempts: ReturnType<typeof createAttempts>,
  count: number,
  client = '192.0.2.1',
  now = at(0),
) => Array.from({ length: count }, () => attempts.fail(client, now));

test('ten wrong tokens a minute are typing errors, and the next ones are answered late', () => {
  const attempts = createAttempts();
  expect(fail(attempts, 12)).toEqual([...Array<string>(10).fill('now'), 'late', 'late']);
  expect(fail(attempts, 1, '192.0.2.1', at(60))).toEqual(['now']);
});

test('each client has its own count', () => {
  const attempts = createAttempts();
  fail(attempts, 20);
  expect(fail(attempts, 1, '192.0.2.2')).toEqual(['now']);
});

test('the addresses of one IPv6 network are one client', () => {
  const attempts = createAttempts();
  for (let host = 1; host <= 10; host += 1) fail(attempts, 1, `2001:db8:0:7::${host.toString(16)}`);
  expect(fail(attempts, 1, '2001:db8::7:1:2:3:4')).toEqual(['late']);
  expect(fail(attempts, 1, '2001:db8:0:8::1')).toEqual(['now']);
});

test('at most a hundred late answers wait', () => {
  const attempts = createAttempts();
  expect(fail(attempts, 111).at(-1)).toBe('refuse');
  attempts.finish();
  expect(fail(attempts, 2)).toEqual(['late', 'refuse']);
});

test('any number of clients takes limited memory, and the most recent ones are known', () => {
  const attempts = createAttempts();
  fail(attempts, 10, 'first');
  for (let client = 0; client < 2000; client += 1) fail(attempts, 1, `10.0.${client >> 8}.${client & 255}`);
  expect(fail(attempts, 1, 'first')).toEqual(['now']);
});

test('a clock that was set back starts a new count', () => {
  const attempts = createAttempts();
  fail(attempts, 10);
  expect(fail(attempts, 1, '192.0.2.1', at(-3600))).toEqual(['now']);
});
