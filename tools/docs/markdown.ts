/** Parses Markdown as far as the documentation's tests need it: fenced blocks, headings, links and generated parts. */

/** A fenced block of code. */
export interface Fence {
  /** The line of its first fence, counted from 1. */
  readonly line: number;
  /** The text after the three backticks, e.g. `sh no-run: needs a staging host`. */
  readonly info: string;
  readonly content: string;
}

export interface Link {
  readonly line: number;
  readonly target: string;
}

/** Every fenced block, in the order of the page. */
export function findFences(text: string): readonly Fence[] {
  const fences: Fence[] = [];
  let open: { line: number; info: string; indent: string; lines: string[] } | undefined;
  for (const [index, line] of text.split('\n').entries()) {
    const [, indent = '', info = ''] = /^( *)```(.*)$/.exec(line) ?? [undefined, undefined, undefined];
    const isFence = /^ *```/.test(line);
    if (open === undefined) {
      if (isFence) open = { line: index + 1, info: info.trim(), indent, lines: [] };
    } else if (isFence) {
      fences.push({ line: open.line, info: open.info, content: open.lines.join('\n') });
      open = undefined;
    } else open.lines.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
  }
  if (open !== undefined) throw new Error(`The block that starts in line ${open.line} has no end.`);
  return fences;
}

/** The text with every fenced block blanked out, so that line numbers stay the same. */
function withoutFences(text: string): readonly string[] {
  let isInside = false;
  return text.split('\n').map((line) => {
    const isFence = /^ *```/.test(line);
    if (isFence) isInside = !isInside;
    return isInside || isFence ? '' : line;
  });
}

/** The anchors of a page that GitHub derives from its headings, and those written as HTML. */
export function findAnchors(text: string): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const anchors = new Set<string>();
  for (const line of withoutFences(text)) {
    for (const [, id = ''] of line.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id);
    const [, title] = /^#{1,6} +(.*?) *#*$/.exec(line) ?? [];
    if (title === undefined) continue;
    const slug = toSlug(title);
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    anchors.add(count === 0 ? slug : `${slug}-${count}`);
  }
  return anchors;
}

function toSlug(title: string): string {
  return title
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

/** The targets of all links and pictures, in Markdown and in HTML. */
export function findLinks(text: string): readonly Link[] {
  return withoutFences(text).flatMap((line, index) => {
    const prose = line.replaceAll(/`[^`]*`/g, '``');
    const inline = [...prose.matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)];
    const definitions = [...prose.matchAll(/^\[[^\]]+\]: +(\S+)/g)];
    const html = [...prose.matchAll(/ (?:href|src|srcset)="([^"]+)"/g)];
    return [...inline, ...definitions, ...html].map(([, target = '']) => ({ line: index + 1, target }));
  });
}

/** Commands outside the fenced blocks: in the text, and in indented blocks. */
export function findCommandsInText(
  text: string,
): readonly { readonly line: number; readonly code: string }[] {
  const command = String.raw`(?:curl|make|npx|npm|node|export) `;
  return withoutFences(text).flatMap((line, index) => {
    const spans = [...line.matchAll(new RegExp(`\`(${command}[^\`]+)\``, 'g'))];
    const [, indented] = new RegExp(`^ {4}((?:\\$ )?${command}.*)$`).exec(line) ?? [];
    const codes = [...spans.map(([, code = '']) => code), ...(indented === undefined ? [] : [indented])];
    return codes.map((code) => ({ line: index + 1, code }));
  });
}

const generatedPart = /^(<!-- generated: ([a-z-]+) -->\n).*?^(<!-- end generated -->)$/gms;

/** The names of a page's generated parts. */
export function findGenerated(text: string): readonly string[] {
  return [...text.matchAll(generatedPart)].map(([, , name = '']) => name);
}

/**
 * Replaces the generated parts of a page.
 * || @throws Error for an unknown part, and for one without an end
 */
export function fillGenerated(text: string, parts: ReadonlyMap<string, string>): string {
  const begins = text.match(/^<!-- generated: /gm)?.length ?? 0;
  if (begins !== findGenerated(text).length)
    throw new Error('A generated part has no end. Write <!-- end generated --> after it.');
  return text.replaceAll(generatedPart, (_all, begin: string, name: string, end: string) => {
    const part = parts.get(name);
    if (part === undefined)
      throw new Error(`Unknown generated part "${name}"; allowed: ${[...parts.keys()].join(', ')}.`);
    return `${begin}\n${part.trim()}\n\n${end}`;
  });
}
