/** Finds repeated keys in a JSON object, which each parser interprets differently (RFC 8259, section 4). */
import { findTextEnd } from './rewrite-json.ts';

/** @returns each repeated key once; none if the text is not JSON */
export function findRepeatedKeys(text: string): readonly string[] {
  const repeated = new Set<string>();
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '{') open.push(new Set());
    else if (sign === '[') open.push(undefined);
    else if (sign === '}' || sign === ']') open.pop();
    else if (sign === '"') {
      const end = findTextEnd(text, at) - 1;
      if (isFollowedByColon(text, end)) {
        const key = text.slice(at + 1, end);
        const keys = open.at(-1);
        if (keys?.has(key) === true) repeated.add(key);
        keys?.add(key);
      }
      at = end;
    }
  }
  return [...repeated];
}

function isFollowedByColon(text: string, end: number): boolean {
  let at = end + 1;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return text[at] === ':';
}
