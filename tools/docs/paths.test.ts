// Tests that files and folders in the code of the developers' documentation exist.
import { readFileSync } from 'node:fs';

import { sourceFiles } from '../source-files.mjs';

const files = sourceFiles();
const pages = files.filter((file) =>
  /^(ARCHITECTURE|CONTRIBUTING|AGENTS|decisions\/.*|docs\/.*)\.md$/.test(file),
);
const roots = new Set(files.map((file) => file.replace(/\/.*/, '')));

/** Media types that look like a path in the project. */
const mediaTypes: ReadonlySet<string> = new Set(['text/event-stream', 'text/plain']);

/** The paths in inline code that start with a folder or file of the project; `<name>` and `*` match any text. */
function findPaths(text: string): readonly string[] {
  const prose = text.replaceAll(/^```.*?^```$/gms, '');
  return [...prose.matchAll(/`([^`\s]+)`/g)]
    .map(([, code = '']) => code)
    .filter((code) => code.includes('/') && !mediaTypes.has(code) && roots.has(code.replace(/\/.*/, '')));
}

/** Whether a file or folder of the project matches; folders end with a slash. */
function exists(path: string): boolean {
  const pattern = path.replace(/\/$/, '').replaceAll(/<[^>]+>/g, '*');
  const [, head = pattern, choices, tail = ''] = /^(.*)\{(.*)\}(.*)$/.exec(pattern) ?? [];
  const each = choices === undefined ? [pattern] : choices.split(',').map((one) => head + one + tail);
  return each.every((one) => {
    const wanted = new RegExp(`^${one.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}(/|$)`);
    return files.some((file) => wanted.test(file));
  });
}

test('every path in inline code exists', () => {
  const named = pages.flatMap((page) =>
    findPaths(readFileSync(page, 'utf8')).map((path) => ({ page, path })),
  );
  expect(named.filter(({ path }) => !exists(path))).toEqual([]);
  expect(named.length).toBeGreaterThan(50);
});

test.each([
  ['a file', 'fixtures/scenarios/<name>.yaml', true],
  ['a folder', 'mock-server/', true],
  ['alternatives in braces', 'fixtures/worlds/{crowd,default}.yaml', true],
  ['alternatives of which one is missing', 'fixtures/worlds/{crowd,nobody}.yaml', false],
  ['a missing file', 'mock-server/no-such-file.ts', false],
  ['a part of a name', 'mock-serv', false],
])('the path check handles %s: %s', (_what, path, expected) => {
  expect(exists(path)).toBe(expected);
});
