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

interface Place {
  readonly isOpen: boolean;
  readonly field: string;
}

const token = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|[{}[\],]/g;
const behindName = /\s*:/y;

/** @param json a text that is JSON */
export function rewriteJson(json: string, changes: JsonChanges): string {
  const open: Place[] = [];
  let place: Place = { isOpen: true, field: '' };
  // No recursion: what a target nests, however deep, is walked all the same.
  return json.replaceAll(token, (part, at: number) => {
    const first = part.charAt(0);
    if (first === '{' || first === '[') {
      open.push(place);
      place = { isOpen: place.isOpen, field: '' };
    } else if (first === '}' || first === ']') place = open.pop() ?? place;
    else if (first === ',') place = { isOpen: open.at(-1)?.isOpen ?? true, field: '' };
    else if (first === '"') {
      const text = JSON.parse(part) as string;
      if (!isName(json, at + part.length))
        return written(part, text, changes.text(text, place.field, place.isOpen));
      const [shown, isOpen] = changes.name(text, open.at(-1)?.isOpen ?? true);
      place = { isOpen, field: text };
      return written(part, text, shown);
    } else return changes.number(part, place.field, place.isOpen);
    return part;
  });
}

/** The texts in JSON that are no names, in lower case. */
export function textsInJson(json: string): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const { 0: part, index } of json.matchAll(token))
    if (part.startsWith('"') && !isName(json, index + part.length))
      texts.add((JSON.parse(part) as string).toLowerCase());
  return texts;
}

function isName(json: string, end: number): boolean {
  behindName.lastIndex = end;
  return behindName.test(json);
}

function written(before: string, text: string, shown: string): string {
  return shown === text ? before : JSON.stringify(shown);
}
