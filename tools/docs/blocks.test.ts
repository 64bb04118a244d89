// Pastes every command block of the documentation into bash and zsh, and compares the output with the page.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sourceFiles } from '../source-files.mjs';
import { findBlocks } from './blocks.ts';
import { findCommandsInText } from './markdown.ts';
import { openPageMock } from './page-mock.ts';
import { findMistake, runPage } from './run-page.ts';
import { hasShell, parseWith, type ShellName } from './shell.ts';
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
  test('the blocks run in both', () => {
    expect(shells).toEqual(['bash', 'zsh']);
  });
});

test.each([...new Set(run.map(({ page }) => page))])(
  'every block of %s prints what the page shows',
  async (page) => {
    const own = run.filter((block) => block.page === page);
    const [first = [], second = first] = await Promise.all(
      shells.map((shell) => runPage(shell, own, folder)),
    );
    const mistakes = [first, second].flatMap((results) =>
      own.flatMap((block, index) =>
        results.slice(index, index + 1).flatMap((one) => findMistake(block, one)),
      ),
    );
    expect(mistakes).toEqual([]);
    expect(first.length).toBe(own.length);
    // Parts that the page leaves open may differ from run to run.
    const [one, other] = [first, second].map((results) =>
      results.filter((_, index) => own[index]?.output?.includes('...') !== true),
    );
    expect({ [`${page} in zsh`]: other }).toEqual({ [`${page} in zsh`]: one });
  },
);

test('both shells can parse every block, and no block has a trap', () => {
  const mistakes = blocks.flatMap(({ page, line, code }) =>
    findTraps(code).map((mistake) => `${page}:${line}: ${mistake}`),
  );
  expect(mistakes).toEqual([]);
  const text = blocks.map(({ code }) => code).join('\n');
  for (const shell of shells) expect(parseWith(shell, text)).toBe('');
});

test('no command in the text has a trap', () => {
  const commands = pages.flatMap((page) =>
    findCommandsInText(readFileSync(page, 'utf8')).map((command) => ({ page, ...command })),
  );
  const mistakes = commands.flatMap(({ page, line, code }) =>
    findTraps(code).map((mistake) => `${page}:${line}: ${mistake}`),
  );
  expect(mistakes).toEqual([]);
  expect(commands.length).toBeGreaterThan(20);
});

test('the commands that the mock prints at its start can be pasted too', async () => {
  const mock = await openPageMock(folder);
  const printed = await mock.tryOut([]);
  await mock.stop();
  const commands = printed.split('\n').flatMap((line) => /curl .*$/.exec(line)?.[0] ?? []);
  expect(commands).toHaveLength(2);
  expect(commands.flatMap(findTraps)).toEqual([]);
});

const others = blocks.filter(({ reason }) => reason !== undefined);

test(`${run.length} blocks are run; ${others.length} are not, and say why`, () => {
  expect(run.length).toBeGreaterThan(100);
  expect(others.length).toBeLessThanOrEqual(38);
});
