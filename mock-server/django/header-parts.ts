/** The parts that all parsers of parameterized headers share: their results, and their limits. */
import type { WireData } from '../../openapi/document.ts';

/** How a version of the framework parses it; "plain" is Python's own parser, which ignores encoded parameters. */
export type HeaderText = WireData['header-text'] | 'plain';

/** Where Django stumbles: over letters beyond ASCII and encoded values that are none, over their charset, or outright. */
export type Unreadable = 'malformed' | 'unknown-charset' | 'crash';

export interface ParsedHeader {
  /** In lower case. */
  readonly main: string;
  /** By name in lower case; quotes taken off. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Cuts at each semicolon that has an even number of quotes before it; in text, of those that are not escaped. */
export function splitParts(text: string, kind: HeaderText): readonly string[] {
  const parts: string[] = [];
  let begin = 0;
  let quotes = 0;
  for (let at = 0; at <= text.length; at += 1) {
    if (text[at] === '"' && (kind === 'bytes' || at === begin || text[at - 1] !== '\\')) quotes += 1;
    if (at === text.length || (text[at] === ';' && quotes % 2 === 0)) {
      parts.push(text.slice(begin, at));
      begin = at + 1;
      quotes = 0;
    }
  }
  return parts;
}
