/** Finds keys that stand in one JSON object twice, which every parser reads as it likes (RFC 8259, section 4). */

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** @returns each key that is repeated, once; none for what is not JSON */
export function repeatedKeys(text: string): readonly string[] {
  const repeated = new Set<string>();
  const open: (Set<string> | undefined)[] = [];
  const tokens = text.match(token) ?? [];
  tokens.forEach((part, index) => {
    if (part === '{') open.push(new Set());
    else if (part === '[') open.push(undefined);
    else if (part === '}' || part === ']') open.pop();
    else if (part.startsWith('"') && tokens[index + 1] === ':') {
      const keys = open.at(-1);
      if (keys?.has(part) === true) repeated.add(part.slice(1, -1));
      keys?.add(part);
    }
  });
  return [...repeated];
}
