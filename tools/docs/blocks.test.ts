// Every command block of the documentation, pasted into bash and zsh: it prints what the page shows, the same in both.
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

import { sourceFiles } from '../source-files.mjs';
import { type Block, findBlocks } from './blocks.ts';
import { defaultFlags, type PageMock, startPageMock } from './page-mock.ts';
import { hasShell, openShell, parseWith, type ShellName } from './shell.ts';
import { findTraps, traps } from './traps.ts';

const pages = sourceFiles().filter((file) => file.endsWith('.md'));
const blocks = pages.flatMap((page) => findBlocks(page, readFileSync(page, 'utf8')));
const run = blocks.filter(({ reason }) => reason === undefined);
const shells: readonly ShellName[] = hasShell('zsh') ? ['bash', 'zsh'] : ['bash'];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'blocks-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const mustHaveZsh = shells.includes('zsh') || process.env['CI'] !== undefined;

(mustHaveZsh ? test : test.skip)(
  'zsh is here; without it, bash alone is tried: install the package zsh',
  () => {
    expect(shells).toContain('zsh');
  },
);

test.each([...new Set(run.map(({ page }) => page))])(
  'every block of %s prints what the page shows',
  async (page) => {
    const own = run.filter((block) => block.page === page);
    const printed = await Promise.all(shells.map((shell) => runPage(shell, own)));
    for (const results of printed)
      expect(results).toEqual(own.map((block, index) => toExpected(block, results[index])));
    expect(printed.at(-1)).toEqual(printed[0]);
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

test('most blocks are run, and each of the others says why not', () => {
  const others = blocks.filter(({ reason }) => reason !== undefined);
  expect(run.length).toBeGreaterThan(others.length);
  expect(others.length).toBeLessThanOrEqual(60);
});

describe('a trap', () => {
  test.each(traps)('is found: $name', ({ name, example }) => {
    expect(findTraps(example).join()).toContain(name);
  });

  test.each([
    'curl "$W/jobs?user=carol"',
    `curl -d 'a={"b": [1]}' $W`,
    'echo $?',
    'curl -H "Bearer $T~x" $A/b/',
  ])('is not found in %s', (code) => {
    expect(findTraps(code)).toEqual([]);
  });
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
  if (output === undefined) return { place, output: given.output, status: 0 };
  const wanted = trimLines(output);
  return { place, output: isLike(given.output, wanted) ? given.output : wanted, status: given.status };
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
  let mock: PageMock | undefined;
  const results: Result[] = [];
  try {
    for (const { page, line, code } of own) {
      mock ??= await startPageMock(defaultFlags);
      const { stdout, status } = await shell.run(
        code.replaceAll(/(127\.0\.0\.1|localhost):401\d/g, mock.host),
      );
      let output = stdout;
      if (existsSync(call)) {
        await mock.stop();
        mock = await startPageMock(readFileSync(call, 'utf8').split('\n').slice(0, -1));
        rmSync(call);
        output += mock.printed;
      }
      const shown = output.replaceAll(mock.host, '127.0.0.1:4010');
      results.push({ place: `${page}:${line}`, output: trimLines(shown), status });
    }
  } finally {
    await shell.close();
    await mock?.stop();
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
  const noteFlags = `[ $# = 0 ] || printf '%s\\n' "$@" >"$CALL"; [ $# != 0 ] || : >"$CALL"`;
  write('make', [
    '[ "$1" = mock ] || { echo "only make mock is run here" >&2; exit 2; }',
    `case "$2" in ARGS=*) eval "set -- \${2#ARGS=}";; *) set --;; esac`,
    noteFlags,
  ]);
  write('npx', [
    '[ "$1" = enrichment-sandbox ] || { echo "only our own program is run here" >&2; exit 2; }',
    'shift',
    `if [ "$1" = mock ] && [ "$2" != --help ]; then shift; ${noteFlags}; else exec node "$CLI" "$@"; fi`,
  ]);
  write('npm', ['echo "npm is not run here" >&2; exit 2']);
  write('curl', [
    'case " $* " in *" -f "* | *" --fail"*) exec /usr/bin/curl -sS "$@";; esac',
    'exec /usr/bin/curl -sS --fail-with-body "$@"',
  ]);
}
