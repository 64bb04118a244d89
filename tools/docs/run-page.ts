/** Pastes the blocks of a page into one shell, against one mock, and reports differences from the page. */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';

import type { Block } from './blocks.ts';
import { defaultFlags, openPageMock } from './page-mock.ts';
import { openShell, type ShellName } from './shell.ts';

export interface Result {
  readonly place: string;
  readonly output: string;
  readonly status: number;
}

/** The difference between the output of a block and its page; undefined if there is none. */
export function findMistake({ page, code, output }: Block, result: Result) {
  const { place, output: printed, status } = result;
  if (output === undefined)
    return status === 0 || isExample(page, result)
      ? []
      : [{ place, code, printed, status, wanted: 'status 0' }];
  const wanted = trimLines(output);
  return isLike(printed, wanted) ? [] : [{ place, code, printed, status, wanted }];
}

/** The reference shows each operation once, in no order that a job could follow: one may prevent the next. */
function isExample(page: string, { output, status }: Result): boolean {
  return page === 'docs/control-api.md' && status === 22 && output.includes('"title": "Conflict"');
}

/** Whether a text matches a pattern in which three dots match anything. */
function isLike(text: string, wanted: string): boolean {
  const parts = wanted.split('...').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(text);
}

/** Pastes the blocks one after the other into one shell, in a separate folder. */
export async function runPage(
  name: ShellName,
  own: readonly Block[],
  folder: string,
): Promise<readonly Result[]> {
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
        // A page continues with its first mock, or with one whose clock is stopped; any other is temporary.
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

/** Removes invisible characters: carriage returns, spaces at the end of a line, blank lines around the text. */
function trimLines(text: string): string {
  return text.replaceAll(/[ \r]+$/gm, '').replaceAll(/^\n+|\n+$/g, '');
}

/** Replaces programs that would serve until they are stopped, or would change the machine. */
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
