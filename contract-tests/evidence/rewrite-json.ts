/** Changes texts, numbers and names in JSON where they stand: spaces, order and repeated names stay as they were written. */

/** What becomes of each part. `isOpen` is what the names on the way to it came to; it is true at the top. */
export interface JsonChanges {
  /** A name of an object, and whether what stands under it is open. */
  readonly name: (name: string, isOpen: boolean) => readonly [shown: string, isOpen: boolean];
  /** @param field the name that it stands under; empty in a list */
  readonly text: (text: string, field: string, isOpen: boolean) => string;
  /** @param text as it is written */
  readonly number: (text: string, field: string, isOpen: boolean) => string;
}

interface JsonPlace {
  readonly isOpen: boolean;
  readonly field: string;
}

/** Where a text, a number, a bracket or a comma begins. */
const tokenStart = /["{}[\],]|-?\d[\d.eE+-]*/g;
const colonAfterName = /\s*:/y;

/** One part of JSON as it is written, and where it stands. */
type Token = readonly [part: string, at: number];

/** No pattern looks for the end of a text: over millions of letters or escapes it would run out of stack. */
function* lexJson(json: string): Generator<Token, void> {
  for (let at = 0; ; ) {
    tokenStart.lastIndex = at;
    const found = tokenStart.exec(json);
    if (found === null) return;
    at = found[0] === '"' ? findTextEnd(json, found.index) : found.index + found[0].length;
    yield [json.slice(found.index, at), found.index];
  }
}

/** @param from where the quote is that begins the text. @returns the place behind the quote that ends it */
export function findTextEnd(json: string, from: number): number {
  for (let end = json.indexOf('"', from + 1); end >= 0; end = json.indexOf('"', end + 1)) {
    let before = end;
    while (json.charAt(before - 1) === '\\') before -= 1;
    if ((end - before) % 2 === 0) return end + 1;
  }
  return json.length;
}

/** @param json a text that is JSON */
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
  // No recursion: what a target nests, however deep, is walked all the same.
  for (const [part, at] of lexJson(json)) {
    pieces.push(json.slice(done, at), rewrite(part, at));
    done = at + part.length;
  }
  return pieces.join('') + json.slice(done);
}

/** The texts in JSON that are no names, in lower case. */
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
