// Descriptions become elements: the Markdown that documents use, and everything else as text.
import { type MarkdownNode, parseMarkdown } from './markdown.ts';

/** The tree as HTML-like text, for the table. */
function show(node: MarkdownNode): string {
  if (typeof node === 'string') return node.replaceAll('<', '&lt;');
  const { tag, href, children } = node;
  return `<${tag}${href === undefined ? '' : ` ${href}`}>${children.map(show).join('')}</${tag}>`;
}

test.each([
  ['One line\nand another.', '<p>One line\nand another.</p>'],
  ['One.\n\nTwo.', '<p>One.</p><p>Two.</p>'],
  [
    'A `x-basis` is **bold** or *not*.',
    '<p>A <code>x-basis</code> is <strong>bold</strong> or <em>not</em>.</p>',
  ],
  ['`**code**`', '<p><code>**code**</code></p>'],
  ['The csv_file_id and page_size.', '<p>The csv_file_id and page_size.</p>'],
  ['An _emphasized_ word.', '<p>An <em>emphasized</em> word.</p>'],
  [String.raw`\*not\* \<b\>`, '<p>*not* &lt;b></p>'],
  ['See [the page](https://example.org/a?b=c).', '<p>See <a https://example.org/a?b=c>the page</a>.</p>'],
  ['- one\n- two\n  lines\n\nAfter.', '<ul><li>one</li><li>two\nlines</li></ul><p>After.</p>'],
  ['Before:\n1. one\n2. two', '<p>Before:</p><ol><li>one</li><li>two</li></ol>'],
  ['> quoted\n> twice', '<blockquote><p>quoted\ntwice</p></blockquote>'],
  ['## Heading\nText.', '<h4>Heading</h4><p>Text.</p>'],
  ['```sh\na  b\n\nc\n```\nAfter.', '<pre><code>a  b\n\nc</code></pre><p>After.</p>'],
  ['Run:\n\n    make mock\n\n    again\n', '<p>Run:</p><pre><code>make mock\n\nagain</code></pre>'],
  [
    '| a | `b` |\n|---|---|\n| 1 | x \\| y |\n\nAfter.',
    '<table><thead><tr><th>a</th><th><code>b</code></th></tr></thead><tbody><tr><td>1</td><td>x | y</td></tr></tbody></table><p>After.</p>',
  ],
])('%j', (text, tree) => {
  expect(parseMarkdown(text).map(show).join('')).toBe(tree);
});

test.each([
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '[click](javascript:alert(1))',
  '[click](data:text/html,<b>)',
  '<https://example.org/>',
])('%s stays text', (text) => {
  expect(parseMarkdown(text)).toEqual([{ tag: 'p', children: [text] }]);
});

test.each([
  ['quotes inside quotes', '>'.repeat(20_000)],
  ['stars', '*'.repeat(40_000)],
  ['brackets', '['.repeat(40_000)],
  ['pipes', `${'|'.repeat(20_000)}\n${'|-'.repeat(10_000)}`],
  ['more than a description has', 'word '.repeat(100_000)],
])('a description of many %s is read', (_, text) => {
  expect(parseMarkdown(text).length).toBeGreaterThan(0);
});
