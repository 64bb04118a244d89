// Which logs a process remembers.
import { KnownLogs } from './known-logs.ts';

test('a log is not forgotten while somebody waits for a part of it, but afterwards', async () => {
  const logs = new KnownLogs();
  let finish: (() => void) | undefined;
  const over = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const waiting = logs.use('shop', 0, async (log) => over.then(() => log));
  // The clock of Redis was set ahead, as another world has noticed.
  logs.forget(1000);
  const known = logs.open('shop');
  finish?.();
  expect(await waiting).toBe(known);
  logs.open('other');
  logs.forget(1000);
  expect(logs.open('shop')).not.toBe(known);
});
