/**
 * Reads the Markdown of descriptions into a tree. Swagger UI's own reader writes HTML, which the policy of the page forbids. What
 * this one does not know, such as HTML, stays text.
 */

export type MarkdownNode = string | MarkdownElement;

export interface MarkdownElement {
  readonly tag: Tag;
  /** Of a link. */
  readonly href?: string;
  readonly children: readonly MarkdownNode[];
}

type Tag =
  | 'a'
  | 'blockquote'
  | 'code'
  | 'em'
  | 'h4'
  | 'li'
  | 'ol'
  | 'p'
  | 'pre'
  | 'strong'
  | 'table'
  | 'tbody'
  | 'td'
  | 'th'
  | 'thead'
  | 'tr'
  | 'ul';

/** A longer description is shown as it is written. */
const maxLength = 50_000;
/** Of quotes inside quotes. */
const maxDepth = 5;

export function parseMarkdown(text: string): readonly MarkdownNode[] {
  return text.length > maxLength ? [text] : parseBlocks(text.split(/\r?\n/), 0);
}

/** A kind of block: whether one begins with this line, whether it goes on with a later one, and what it becomes. */
interface BlockKind {
  readonly begins: (line: string, next: string) => boolean;
  readonly continues: (line: string) => boolean;
  readonly toNode: (lines: readonly string[], depth: number) => MarkdownNode;
}

const fence = /^```/;
const bullet = /^ {0,3}[-*] +/;
const number = /^ {0,3}\d{1,9}[.)] +/;
const quote = /^ {0,3}> ?/;
const heading = /^#{1,6} +/;
const indent = /^ {4}/;
const ruler = /^ {0,3}\|?[ :|-]*-[ :|-]*$/;

const isBlank = (line: string): boolean => line.trim() === '';

const kinds: readonly BlockKind[] = [
  {
    begins: (line) => fence.test(line),
    // The end of the text ends a fence too.
    continues: (line) => !fence.test(line),
    toNode: (lines) => element('pre', [element('code', [lines.slice(1).join('\n')])]),
  },
  {
    begins: (line) => indent.test(line),
    continues: (line) => indent.test(line) || isBlank(line),
    toNode: (lines) =>
      element('pre', [
        element('code', [
          lines
            .map((line) => line.replace(indent, ''))
            .join('\n')
            .trimEnd(),
        ]),
      ]),
  },
  {
    begins: (line) => quote.test(line),
    continues: (line) => quote.test(line),
    toNode: (lines, depth) =>
      element(
        'blockquote',
        parseBlocks(
          lines.map((line) => line.replace(quote, '')),
          depth + 1,
        ),
      ),
  },
  {
    begins: (line) => heading.test(line),
    continues: () => false,
    toNode: ([line = '']) => element('h4', parseInline(line.replace(heading, ''))),
  },
  {
    begins: (line, next) => line.includes('|') && next.includes('|') && ruler.test(next),
    continues: (line) => line.includes('|'),
    toNode: toTable,
  },
  {
    begins: (line) => bullet.test(line),
    continues: continuesList,
    toNode: (lines) => toList('ul', bullet, lines),
  },
  {
    begins: (line) => number.test(line),
    continues: continuesList,
    toNode: (lines) => toList('ol', number, lines),
  },
];

function continuesList(line: string): boolean {
  return !isBlank(line) && !startsOtherBlock(line);
}

function startsOtherBlock(line: string): boolean {
  return [fence, quote, heading].some((start) => start.test(line));
}

function parseBlocks(lines: readonly string[], depth: number): readonly MarkdownNode[] {
  if (depth > maxDepth) return [lines.join('\n')];
  const nodes: MarkdownNode[] = [];
  for (let at = 0; at < lines.length; ) {
    const [line = '', next = ''] = lines.slice(at, at + 2);
    if (isBlank(line)) {
      at += 1;
      continue;
    }
    const kind = kinds.find(({ begins }) => begins(line, next)) ?? paragraph;
    let end = at + 1;
    while (end < lines.length && kind.continues(lines[end] ?? '')) end += 1;
    nodes.push(kind.toNode(lines.slice(at, end), depth));
    at = end + (fence.test(line) ? 1 : 0);
  }
  return nodes;
}

const paragraph: BlockKind = {
  begins: () => true,
  continues: (line) => continuesList(line) && !bullet.test(line) && !number.test(line),
  toNode: (lines) => element('p', parseInline(lines.join('\n'))),
};

function toList(tag: 'ol' | 'ul', mark: RegExp, lines: readonly string[]): MarkdownNode {
  const items: string[] = [];
  for (const line of lines) {
    if (mark.test(line)) items.push(line.replace(mark, ''));
    else items.push(`${items.pop() ?? ''}\n${line.trim()}`);
  }
  return element(
    tag,
    items.map((item) => element('li', parseInline(item))),
  );
}

function toTable([head = '', , ...rows]: readonly string[]): MarkdownNode {
  const toRow = (tag: 'td' | 'th', line: string) =>
    element(
      'tr',
      toCells(line).map((cell) => element(tag, parseInline(cell))),
    );
  return element('table', [
    element('thead', [toRow('th', head)]),
    element(
      'tbody',
      rows.map((row) => toRow('td', row)),
    ),
  ]);
}

function toCells(line: string): readonly string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

const inline =
  /\\(?<literal>[!-/:-@[-`{-~])|`(?<code>[^`]+)`|\*\*(?<strong>[^*\n]+)\*\*|\*(?<em>[^*\n]+)\*|(?<!\w)_(?<under>[^_\n]+)_(?!\w)|\[(?<label>[^\]\n]+)\]\((?<href>(?:https?:\/\/|#)[^\s)]*)\)/g;

function parseInline(text: string): readonly MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  let at = 0;
  for (const match of text.matchAll(inline)) {
    nodes.push(text.slice(at, match.index), toInlineNode(match.groups ?? {}));
    at = match.index + match[0].length;
  }
  return [...nodes, text.slice(at)].filter((node) => node !== '');
}

function toInlineNode({
  literal,
  code,
  strong,
  em,
  under,
  label,
  href,
}: Record<string, string>): MarkdownNode {
  if (literal !== undefined) return literal;
  if (code !== undefined) return element('code', [code]);
  if (strong !== undefined) return element('strong', parseInline(strong));
  const emphasized = em ?? under;
  if (emphasized !== undefined) return element('em', parseInline(emphasized));
  return { tag: 'a', href: href ?? '', children: [label ?? ''] };
}

function element(tag: Tag, children: readonly MarkdownNode[]): MarkdownElement {
  return { tag, children };
}
