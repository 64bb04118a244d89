/**
 * Finds the place where a text stops being JSON (RFC 8259). It does not recurse, since the text can be nested
 * to any depth.
 */

/** Maximum nesting of objects and lists; our own files stay far below it. */
const maxDepth = 500;

/** Half a sentence with the place and what to do; undefined when the text is JSON that can be used. */
export function findJsonError(text: string): string | undefined {
  if (text.trim() === '') return 'it is empty, but must contain JSON. Create it again.';
  const { at, reason } = scan(text) ?? {};
  if (at === undefined || reason === undefined) return undefined;
  if (reason === 'depth')
    return `it is nested more than ${maxDepth} levels deep at ${formatPlace(text, at)}. Is it the right file?`;
  if (at >= text.trimEnd().length)
    return `its JSON ends too early, at ${formatPlace(text, at)}. The file may be truncated; create it again.`;
  return `it is not valid JSON from ${formatPlace(text, at)} on. Correct it or create it again.`;
}

function formatPlace(text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return `line ${line}, column ${at - before.lastIndexOf('\n')}`;
}

interface Trouble {
  readonly at: number;
  readonly reason: 'syntax' | 'depth';
}

/** What can come next. */
type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'after';

const space = /[ \t\n\r]*/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const closings: Readonly<Record<string, string>> = { '{': '}', '[': ']' };

function scan(text: string): Trouble | undefined {
  /** The closing bracket of each open object and list. */
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = findEnd(space, text, 0);
  while (at < text.length) {
    const sign = text[at] ?? '';
    const wantsValue: boolean = expected === 'value' || expected === 'value-or-end';
    if (sign === open.at(-1) && (expected === 'after' || expected.endsWith('-or-end'))) {
      open.pop();
      expected = 'after';
      at += 1;
    } else if (expected === 'colon' && sign === ':') {
      expected = 'value';
      at += 1;
    } else if (expected === 'after' && sign === ',' && open.length > 0) {
      expected = open.at(-1) === '}' ? 'key' : 'value';
      at += 1;
    } else if (sign === '"' && (wantsValue || expected.startsWith('key'))) {
      const end = findEndOfString(text, at);
      if (end < 0) return { at: text.length, reason: 'syntax' };
      expected = wantsValue ? 'after' : 'colon';
      at = end;
    } else if (wantsValue && sign in closings) {
      open.push(closings[sign] ?? '');
      if (open.length > maxDepth) return { at, reason: 'depth' };
      expected = sign === '{' ? 'key-or-end' : 'value-or-end';
      at += 1;
    } else {
      const end = wantsValue ? findEnd(scalar, text, at) : at;
      if (end === at) return { at, reason: 'syntax' };
      expected = 'after';
      at = end;
    }
    at = findEnd(space, text, at);
  }
  return open.length > 0 || expected !== 'after' ? { at: text.length, reason: 'syntax' } : undefined;
}

function findEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/**
 * The index after the closing quote of the text that begins here; -1 if there is none. The parser finds
 * invalid escapes.
 */
function findEndOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at < text.length ? at + 1 : -1;
}
