/** Replaces strings, numbers and keys inside JSON; spaces, order and repeated keys stay unchanged. */

/** The replacements of each part. `isOpen` is the result for the keys on the path to the part; it is true at the top. */
export interface JsonChanges {
  /** Replaces a key, and decides whether its value is open. */
  readonly name: (name: string, isOpen: boolean) => readonly [shown: string, isOpen: boolean];
  /** @param field the key of the value; empty in a list */
  readonly text: (text: string, field: string, isOpen: boolean) => string;
  /** @param text the number as written */
  readonly number: (text: string, field: string, isOpen: boolean) => string;
}

interface JsonPlace {
  readonly isOpen: boolean;
  readonly field: string;
}

/** The start of a string, a number, a bracket or a comma. */
const tokenStart = /["{}[\],]|-?\d[\d.eE+-]*/g;
const colonAfterName = /\s*:/y;

/** One part of JSON as written, with its position. */
type Token = readonly [part: string, at: number];

/** A loop finds the end of a string: a regular expression would run out of stack on millions of letters or escapes. */
function* lexJson(json: string): Generator<Token, void> {
  for (let at = 0; ; ) {
    tokenStart.lastIndex = at;
    const found = tokenStart.exec(json);
    if (found === null) return;
    at = found[0] === '"' ? findTextEnd(json, found.index) : found.index + found[0].length;
    yield [json.slice(found.index, at), found.index];
  }
}

/** @param from the position of the opening quote. @returns the position after the closing quote */
export function findTextEnd(json: string, from: number): number {
  for (let end = json.indexOf('"', from + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let before = end;
    while (json.charAt(before - 1) === '\\') before -= 1;
    if ((end - before) % 2 === 0) return end + 1;
  }
  return json.length;
}

/** @param json a valid JSON text */
export function rewriteJson(json: string, changes: JsonChanges): string {
  const open: JsonPlace[] = [];
  let place: JsonPlace = { isOpen: true, field: '' };
  const rewrite = (part: string, at: number): string => {
    const first = part.charAt(0);
    if (first === '{' || first === '[') {
      open.push(place);
      place = { isOpen: place.isOpen, field: '' };
    } else if (first === '}' || first === ']') place = open.pop() ?? place;
    else if (first === ',') place = { isOpen: open.at(-1)?.isOpen ?? true, field: '' };
    else if (first === '"') {
      const text = JSON.parse(part) as string;
      if (!isName(json, at + part.length))
        return formatChanged(part, text, changes.text(text, place.field, place.isOpen));
      const [shown, isOpen] = changes.name(text, open.at(-1)?.isOpen ?? true);
      place = { isOpen, field: text };
      return formatChanged(part, text, shown);
    } else return changes.number(part, place.field, place.isOpen);
    return part;
  };
  const pieces: string[] = [];
  let done = 0;
  // Without recursion, so that data of any depth can be walked.
  for (const [part, at] of lexJson(json)) {
    pieces.push(json.slice(done, at), rewrite(part, at));
    done = at + part.length;
  }
  return pieces.join('') + json.slice(done);
}

/** The string values in JSON, without keys, in lower case. */
export function collectTexts(json: string): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const [part, at] of lexJson(json))
    if (part.startsWith('"') && !isName(json, at + part.length))
      texts.add((JSON.parse(part) as string).toLowerCase());
  return texts;
}

function isName(json: string, end: number): boolean {
  colonAfterName.lastIndex = end;
  return colonAfterName.test(json);
}

function formatChanged(before: string, text: string, shown: string): string {
  return shown === text ? before : JSON.stringify(shown);
}
