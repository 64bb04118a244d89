// Every command block of the documentation, pasted into bash and zsh: it prints what the page shows, the same in both.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

import { sourceFiles } from '../source-files.mjs';
import { type Block, findBlocks } from './blocks.ts';
import { findCommandsInText } from './markdown.ts';
import { defaultFlags, openPageMock } from './page-mock.ts';
import { hasShell, openShell, parseWith, type ShellName } from './shell.ts';
import { findTraps } from './traps.ts';

const pages = sourceFiles().filter((file) => file.endsWith('.md'));
const blocks = pages.flatMap((page) => findBlocks(page, readFileSync(page, 'utf8')));
const run = blocks.filter(({ reason }) => reason === undefined);
const shells: readonly ShellName[] = hasShell('zsh') ? ['bash', 'zsh'] : ['bash'];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'blocks-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const inZsh = shells.includes('zsh') || process.env['CI'] !== undefined ? describe : describe.skip;

inZsh('zsh is installed (package zsh); without it, the blocks are run in bash alone:', () => {
  test('they are run in both', () => {
    expect(shells).toEqual(['bash', 'zsh']);
  });
});

test.each([...new Set(run.map(({ page }) => page))])(
  'every block of %s prints what the page shows',
  async (page) => {
    const own = run.filter((block) => block.page === page);
    const printed = await Promise.all(shells.map((shell) => runPage(shell, own)));
    for (const results of printed)
      expect(results).toEqual(own.map((block, index) => toExpected(block, results[index])));
    // Where the page leaves something open, it may differ from run to run.
    const [first, last] = [printed[0], printed.at(-1)].map((results) =>
      results?.filter((_, index) => own[index]?.output?.includes('...') !== true),
    );
    expect(last).toEqual(first);
  },
);

test('every block can be parsed by both shells and falls into no trap', () => {
  const mistakes = blocks.flatMap(({ page, line, code }) =>
    findTraps(code).map((mistake) => `${page}:${line}: ${mistake}`),
  );
  expect(mistakes).toEqual([]);
  const text = blocks.map(({ code }) => code).join('\n');
  for (const shell of shells) expect(parseWith(shell, text)).toBe('');
});

test('no command in the text falls into a trap either', () => {
  const commands = pages.flatMap((page) =>
    findCommandsInText(readFileSync(page, 'utf8')).map((command) => ({ page, ...command })),
  );
  const mistakes = commands.flatMap(({ page, line, code }) =>
    findTraps(code).map((mistake) => `${page}:${line}: ${mistake}`),
  );
  expect(mistakes).toEqual([]);
  expect(commands.length).toBeGreaterThan(20);
});

test('most blocks are run, and each of the others says why not', () => {
  const others = blocks.filter(({ reason }) => reason !== undefined);
  expect(run.length).toBeGreaterThan(others.length);
  expect(others.length).toBeLessThanOrEqual(60);
});

interface Result {
  readonly place: string;
  readonly output: string;
  readonly status: number;
}

/** What the block must have printed: what it did print, wherever the page leaves it open. */
function toExpected({ page, line, output }: Block, actual: Result | undefined): Result {
  const place = `${page}:${line}`;
  const given = actual ?? { place, output: '', status: 0 };
  if (output === undefined) return { place, output: given.output, status: isExample(page, given) ? 22 : 0 };
  const wanted = trimLines(output);
  return { place, output: isLike(given.output, wanted) ? given.output : wanted, status: given.status };
}

/** The reference shows each operation once, in no order that a job could follow: it may be in the way of the next one. */
function isExample(page: string, { output, status }: Result): boolean {
  return page === 'docs/control-api.md' && status === 22 && output.includes('"title": "Conflict"');
}

/** Whether a text is as another says, in which three dots stand for anything. */
function isLike(text: string, wanted: string): boolean {
  const parts = wanted.split('...').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}

/** Pastes the blocks one after the other into one shell, in a folder of its own. */
async function runPage(name: ShellName, own: readonly Block[]): Promise<readonly Result[]> {
  const home = join(folder, name);
  const call = join(home, '.call');
  mkdirSync(home);
  writeTools(join(home, '.bin'));
  const path = [join(home, '.bin'), dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter);
  const shell = openShell(name, home, { PATH: path, CALL: call, CLI: resolve('dist/cli.js') });
  const mock = await openPageMock(home);
  const results: Result[] = [];
  await mock.start(defaultFlags);
  try {
    for (const [index, { page, line, code }] of own.entries()) {
      const { stdout, status } = await shell.run(
        code.replaceAll(/(127\.0\.0\.1|localhost):401\d/g, mock.host),
      );
      let output = stdout;
      if (existsSync(call)) {
        const given = readFileSync(call, 'utf8').split('\n').slice(0, -1);
        // A page goes on with its first mock and with one whose clock stands still; any other is an aside.
        const goesOn = index === 0 || given.includes('--freeze');
        output += await (goesOn ? mock.start(given) : mock.tryOut(given));
        rmSync(call);
      }
      const shown = output.replaceAll(mock.host, '127.0.0.1:4010').replaceAll(`${home}/`, '');
      results.push({ place: `${page}:${line}`, output: trimLines(shown), status });
    }
  } finally {
    await shell.close();
    await mock.stop();
  }
  return results;
}

/** Without what nobody sees: carriage returns, blanks at the end of a line, blank lines around the text. */
function trimLines(text: string): string {
  return text.replaceAll(/[ \r]+$/gm, '').replaceAll(/^\n+|\n+$/g, '');
}

/** What stands for the programs that would serve until they are stopped, or change the machine. */
function writeTools(bin: string): void {
  mkdirSync(bin);
  const write = (name: string, lines: readonly string[]) => {
    writeFileSync(join(bin, name), ['#!/bin/sh', ...lines, ''].join('\n'));
    chmodSync(join(bin, name), 0o755);
  };
  const lists = ['help', 'readings', 'scenarios', 'mutants', 'advice']
    .map((name) => `*" --${name} "*`)
    .join(' | ');
  const noteFlags = `[ $# = 0 ] || printf '%s\\n' "$@" >"$CALL"; [ $# != 0 ] || : >"$CALL"`;
  write('make', [
    '[ "$1" = mock ] || { echo "only make mock is run here" >&2; exit 2; }',
    `case "$2" in ARGS=*) eval "set -- \${2#ARGS=}";; *) set --;; esac`,
    `case " $* " in ${lists}) exec node "$CLI" mock "$@";; esac`,
    noteFlags,
  ]);
  write('npx', [
    '[ "$1" = enrichment-sandbox ] || { echo "only our own program is run here" >&2; exit 2; }',
    'shift',
    '[ "$1" = mock ] || exec node "$CLI" "$@"',
    'shift',
    `case " $* " in ${lists}) exec node "$CLI" mock "$@";; esac`,
    noteFlags,
  ]);
  write('npm', ['echo "npm is not run here" >&2; exit 2']);
  write('curl', [
    'case " $* " in *" -f "* | *" --fail"*) exec /usr/bin/curl -sS "$@";; esac',
    'exec /usr/bin/curl -sS --fail-with-body "$@"',
  ]);
}
