// Tests that every link in every Markdown file has a target.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

import { sourceFiles } from '../source-files.mjs';
import { findAnchors, findLinks } from './markdown.ts';

const pages = sourceFiles().filter((file) => /\.md$|(^|\/)llms\.txt$/.test(file));

/** The mistake in a link of a page, or undefined. */
function findMistake(page: string, target: string): string | undefined {
  if (/^[a-z][a-z+.-]*:/.test(target)) return undefined;
  const [path = '', anchor] = target.split('#', 2);
  const file = path === '' ? page : normalize(join(dirname(page), decodeURIComponent(path)));
  if (!existsSync(file)) return `there is no ${file}`;
  if (anchor === undefined) return undefined;
  if (statSync(file).isDirectory() || !file.endsWith('.md')) return `${file} is no page with headings`;
  return findAnchors(readFileSync(file, 'utf8')).has(anchor)
    ? undefined
    : `${file} has no heading #${anchor}`;
}

test('every relative link and anchor exists', () => {
  const links = pages.flatMap((page) =>
    findLinks(readFileSync(page, 'utf8')).map(({ line, target }) => ({ page, line, target })),
  );
  const mistakes = links.flatMap(({ page, line, target }) => {
    const mistake = findMistake(page, target);
    return mistake === undefined ? [] : [`${page}:${line}: ${target}: ${mistake}`];
  });
  expect(mistakes).toEqual([]);
  expect(links.length).toBeGreaterThan(50);
});

test.each([
  ['a missing file', 'no-such-page.md', 'there is no no-such-page.md'],
  ['a missing heading', 'CONTRIBUTING.md#no-such-heading', 'CONTRIBUTING.md has no heading #no-such-heading'],
])('%s is reported', (_name, target, mistake) => {
  expect(findMistake('README.md', target)).toBe(mistake);
});

test('anchors are derived from headings as on GitHub', () => {
  const page = '# Two `--flags`, [linked](x.md)\n\n```sh\n# no heading\n```\n\n## More\n\n## More\n';
  expect([...findAnchors(page)]).toEqual(['two---flags-linked', 'more', 'more-1']);
});
