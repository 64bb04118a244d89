import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { UsageError } from '../../command-line/command.ts';
import { checkAdapter, loadAdapter } from './load-adapter.ts';

const folder = mkdtempSync(join(tmpdir(), 'adapter-'));
afterAll(() => rmSync(folder, { recursive: true }));

const good = { start: () => undefined, status: '#status' };

test.each([
  ['the least', good],
  [
    'all',
    { ...good, submits: true, resume: () => undefined, secondTab: () => '', statuses: { Done: 'completed' } },
  ],
  ['a function that reads the status', { ...good, status: async () => 'queued' }],
])('an adapter with %s is taken as it is', (_, adapter) => {
  expect(checkAdapter(adapter, 'a.mjs')).toBe(adapter);
});

test.each<readonly [string, unknown, string]>([
  ['no default export', undefined, 'The adapter a.mjs has no default export that is an object.'],
  [
    'no start',
    { status: '#status' },
    '- "start" is missing; it must be a function that makes the app follow the job.',
  ],
  [
    'an empty selector',
    { ...good, status: ' ' },
    '- "status" is missing; it must be a CSS selector, or a function that reads the status.',
  ],
  ['an unknown key', { ...good, statuse: {} }, '- Unknown key "statuse"; did you mean "status"?'],
  [
    'an unknown status',
    { ...good, statuses: { Done: 'done' } },
    '- "statuses" maps "Done" to "done"; allowed: queued, in-progress, completed, failed, paused.',
  ],
  ['a resume that is none', { ...good, resume: 'x' }, '- "resume" must be a function.'],
  ['submits that is no truth value', { ...good, submits: 1 }, '- "submits" must be true or false.'],
])('an adapter with %s is refused with a reason', (_, adapter, reason) => {
  const check = () => checkAdapter(adapter, 'a.mjs');
  expect(check).toThrow(UsageError);
  expect(check).toThrow(reason);
});

test('all mistakes are reported at once', () => {
  expect(() => checkAdapter({ submits: 1 }, 'a.mjs')).toThrow(/"start"[^]*"status"[^]*"submits"/);
});

test('a file that is not there, or that fails, is named', async () => {
  await expect(loadAdapter(join(folder, 'none.mjs'))).rejects.toThrow(
    /none\.mjs", and there is no such file\.$/,
  );
  const broken = join(folder, 'broken.mjs');
  writeFileSync(broken, 'not JavaScript');
  await expect(loadAdapter(broken)).rejects.toThrow(/^The adapter .*broken\.mjs cannot be loaded: /);
});
