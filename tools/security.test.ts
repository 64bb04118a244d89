// SECURITY.md: each threat is held back by a test.
import { existsSync, readFileSync } from 'node:fs';

const read = (path: string) => readFileSync(path, 'utf8');
const rows = read('SECURITY.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| Threat'));
const cells = rows.map((row) => row.split(' | ').at(-1) ?? '');

test('each threat names a test that enforces it', () => {
  expect(rows.length).toBeGreaterThan(25);
  for (const cell of cells) expect(cell).toMatch(/^`\S+\.test\.ts`: "[^"]{10,}"/);
});

test('each of these tests exists', () => {
  const missing = cells.flatMap((cell) =>
    cell.split('; `').flatMap((part) => {
      const file = /([\w./-]+\.test\.ts)/.exec(part)?.[1] ?? '';
      if (!existsSync(file)) return [`${file} does not exist`];
      const names = Array.from(part.matchAll(/"([^"]+)"/g), ([, name = '']) => name);
      return names
        .filter((name) => !read(file).includes(name))
        .map((name) => `${file} has no test "${name}"`);
    }),
  );
  expect(missing).toEqual([]);
});
