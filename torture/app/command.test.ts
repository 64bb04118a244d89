// The command up to the point where a browser would start.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { launchBrowser } from './browser.ts';
import { checkRehearsal } from './check-rehearsal.ts';
import { tortureCommand } from './command.ts';
import { readTortureOptions } from './options.ts';
import { listAppRules } from './run-torture.ts';
import { createAppLife, createDocument } from './testing/app-lives.ts';

const folder = mkdtempSync(join(tmpdir(), 'torture-command-'));
const adapter = join(folder, 'adapter.cjs');
writeFileSync(adapter, "exports.default = { start: () => undefined, status: '#status' };");
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: readonly string[]) {
  const printed: string[] = [];
  const complained: string[] = [];
  const status = await tortureCommand.run(args, {
    env: {},
    root: '.',
    print: (text) => printed.push(text),
    complain: (text) => complained.push(text),
    progress: () => undefined,
    stopAsked: new Promise(() => undefined),
  });
  return { status, printed: printed.join('\n'), complained: complained.join('\n') };
}

const names = listAppRules(true).map(({ name }) => name);
const read = (...args: readonly string[]) =>
  readTortureOptions(args, names, { createSeed: () => 5, cores: 8 });
const needed = ['--app', 'http://127.0.0.1:1/', '--adapter', adapter];

test('the help says what it does, and how it ends', async () => {
  const { status, printed } = await run('--help');
  expect([status, printed]).toEqual([
    0,
    expect.stringMatching(/^Usage: enrichment-sandbox torture --app URL[^]*Exit status: 0 no rule is broken/),
  ]);
});

test('without anything else, it searches for a minute with a seed by chance', () => {
  expect(read(...needed)).toMatchObject({
    seed: 5,
    timeLimit: 60_000,
    parallel: 4,
    without: [],
    hasConsole: false,
  });
});

test('a number of lives or a path has no limit of time', () => {
  for (const given of [
    ['--runs', '3'],
    ['--seed', '1', '--path', '3:0'],
  ])
    expect(read(...needed, ...given).timeLimit).toBeGreaterThan(3_600_000);
});

test.each([
  [[], '--app is missing.'],
  [['--app', 'here'], '--app is "here"; it must be a URL such as http://127.0.0.1:5173/.'],
  [['--app', 'file:///etc/passwd'], '--app is "file:///etc/passwd"; it must be a URL'],
  [['--app', 'http://127.0.0.1/'], '--adapter is missing.'],
  [[...needed, '--path', '3'], '--path belongs to a seed, so it needs --seed.'],
  [[...needed, '--seed', '1', '--path', '3:x'], '--path is "3:x"; it must be a path as a finding prints it'],
  [[...needed, '--without', 'no-rule'], '--without names the rule "no-rule"; the rules are tabs-agree, '],
  [[...needed, '--time-limit', '0s'], '--time-limit is "0s"'],
  [[...needed, '--runs', '0'], '--runs is "0"; it must be a whole number from 1 to 10000.'],
])('%j is refused with a reason', (args, reason) => {
  expect(() => read(...args)).toThrow(reason);
});

test('an app that cannot be reached ends with status 3, before a browser starts', async () => {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  await new Promise((resolve) => {
    server.close(resolve);
  });
  const app = `http://127.0.0.1:${port}/`;
  const { status, complained } = await run('--app', app, '--adapter', adapter, '--browser', process.execPath);
  expect(status).toBe(3);
  expect(complained).toMatch(
    new RegExp(`^The app ${app} cannot be reached: .*ECONNREFUSED.*Start it, or correct --app\\.$`),
  );
});

test('a machine without a browser, or with another program, says what to do', async () => {
  await expect(
    launchBrowser({
      program: '/no/such/browser',
      isHeaded: false,
      app: 'http://127.0.0.1/',
      allowedHosts: [],
    }),
  ).rejects.toThrow(
    '--browser is "/no/such/browser", and there is no such program. Name a Chromium or Chrome.',
  );
});

describe('the first life, in which nothing goes wrong, shows whether the adapter fits', () => {
  const app = 'http://127.0.0.1:5173/';
  const settings = { app, api: undefined };
  const check = (life: Parameters<typeof createAppLife>[0], statuses?: Record<string, string>) =>
    checkRehearsal(
      { life: createAppLife(life) },
      { start: () => undefined, status: '#state', ...(statuses === undefined ? {} : { statuses }) },
      settings,
    );

  test('it does', () => {
    expect(() => check({})).not.toThrow();
  });

  test.each<readonly [string, Parameters<typeof createAppLife>[0], string]>([
    [
      'the app sends nothing to the API',
      { requests: [] },
      'The app sent no request to the API in a life in which nothing goes wrong. Requests to the API begin with http://127.0.0.1:5173/api/v1 or the same paths elsewhere',
    ],
    [
      'the element never appears',
      { documents: [createDocument({ shown: [] })] },
      'No element "#state" with a text appeared',
    ],
    [
      'no text means a status',
      {
        documents: [
          createDocument({
            shown: [
              { at: 0, text: 'Läuft' },
              { at: 9, text: 'Fertig' },
            ],
          }),
        ],
      },
      `The app showed "Läuft", "Fertig", of which none means a status. Add to the adapter what they mean: statuses: { "Fertig": 'paused' }; allowed: queued, in-progress, completed, failed, paused.`,
    ],
  ])('it does not if %s', (_, life, reason) => {
    expect(() => check(life)).toThrow(reason);
  });
});
