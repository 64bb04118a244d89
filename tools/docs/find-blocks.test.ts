// Tests which fenced blocks are commands, what they print, and which of them do not run.
import { findBlocks } from './blocks.ts';

const fence = '```';
const page = (...lines: readonly string[]) => lines.join('\n');

test('a block of commands has its output', () => {
  const text = page(`${fence}sh`, 'echo one', fence, '', `${fence}text output`, 'one', fence);
  expect(findBlocks('a.md', text)).toEqual([{ page: 'a.md', line: 1, code: 'echo one', output: 'one' }]);
});

test('a block that does not run has a reason', () => {
  const text = page(`${fence}sh no-run: needs a staging host`, 'curl https://test.example', fence);
  expect(findBlocks('a.md', text)).toEqual([
    { page: 'a.md', line: 1, code: 'curl https://test.example', reason: 'needs a staging host' },
  ]);
});

test('a block inside a list is found', () => {
  const text = page('- first', '', `  ${fence}sh`, '  echo one', `  ${fence}`);
  expect(findBlocks('a.md', text)).toEqual([{ page: 'a.md', line: 3, code: 'echo one' }]);
});

test('code of another language is not a command', () => {
  expect(findBlocks('a.md', page(`${fence}ts`, 'const one = 1;', fence))).toEqual([]);
});

test.each([
  ['a missing reason', `${fence}sh no-run`, 'a.md:1: write ```sh, or ```sh no-run: with the reason.'],
  ['a short reason', `${fence}sh no-run: slow`, 'a.md:1: write ```sh, or ```sh no-run: with the reason.'],
  ['another language name', `${fence}bash`, 'a.md:1: write ```sh, or ```sh no-run: with the reason.'],
  [
    'an output without a block',
    `${fence}text output`,
    'a.md:1: this output does not follow a block that runs.',
  ],
])('a page is rejected for %s', (_name, first, message) => {
  expect(() => findBlocks('a.md', page(first, 'echo one', fence))).toThrow(message);
});

test('a block without an end is rejected', () => {
  expect(() => findBlocks('a.md', page(`${fence}sh`, 'echo one'))).toThrow(
    'The block that starts in line 1 has no end.',
  );
});
