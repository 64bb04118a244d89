/** A text as its readers would decode it, with the place in the text itself of each character. */

export interface View {
  readonly text: string;
  /** Where the character at an index begins in the text that was written, and where it ends. */
  readonly startAt: (index: number) => number;
  readonly endAt: (index: number) => number;
}

type Put = (text: string, length: number) => void;

interface Escape {
  readonly pattern: RegExp;
  /** Yields each character that an escape represents, with the length of the escape. */
  readonly decode: (found: string, put: Put) => void;
}

/** `%C3%A9`, in which several escapes can form one character. */
const inAddresses: Escape = {
  pattern: /(?:%[0-9a-f]{2})+/gi,
  decode: (found, put) => {
    const bytes = Uint8Array.from(found.slice(1).split('%'), (digits) => Number.parseInt(digits, 16));
    for (let at = 0; at < bytes.length; ) {
      const length = measureCharacter(bytes, at);
      if (length === 1) put(String.fromCharCode(bytes[at] ?? 0), 3);
      else if (length > 1) put(new TextDecoder().decode(bytes.subarray(at, at + length)), length * 3);
      // Bytes that are not a character stay as they are.
      else for (const letter of found.slice(at * 3, at * 3 + 3)) put(letter, 1);
      at += Math.max(1, length);
    }
  },
};

/** In JSON and JavaScript. */
const inStrings: Escape = {
  pattern: /\\(?:u\{[0-9a-f]{1,6}\}|u[0-9a-f]{4}|x[0-9a-f]{2}|["'\\/])/gi,
  decode: (found, put) => {
    const sign = found.slice(1);
    const digits = sign.length === 1 ? '' : sign.replaceAll(/[^0-9a-f]/gi, '');
    put(digits === '' ? sign : decodeCharacter(Number.parseInt(digits, 16), found), found.length);
  },
};

const names: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The names that every program writes, and all numbers. */
const inHtml: Escape = {
  pattern: /&(?:#x0*[0-9a-f]{1,6}|#0*\d{1,7}|amp|lt|gt|quot|apos);?/gi,
  decode: (found, put) => {
    const name = found.slice(1).replace(';', '').toLowerCase();
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    put(name.startsWith('#') ? decodeCharacter(code, found) : (names[name] ?? found), found.length);
  },
};

/** Invisible characters: the zeros of UTF-16, and everything without width. */
const unseen: Escape = {
  pattern: /[\0\p{Default_Ignorable_Code_Point}]+/gu,
  decode: () => undefined,
};

const kinds: readonly Escape[] = [inAddresses, inStrings, inHtml, unseen];
const bySign: Readonly<Record<string, Escape>> = { '%': inAddresses, '\\': inStrings, '&': inHtml };

/** All kinds at once. */
const anyKind: Escape = {
  pattern: new RegExp(kinds.map(({ pattern }) => pattern.source).join('|'), 'giu'),
  decode: (found, put) => (bySign[found.charAt(0)] ?? unseen).decode(found, put),
};

/** Escapes can be nested. */
const maxDepth = 3;

/** A longer text is decoded with all kinds at once. */
const maxLengthByKinds = 100_000;

/**
 * The text, and its versions after decoding escapes once and twice.
 * @param byKinds also decodes one kind after another, for secrets that look like escapes
 */
export function createViews(text: string, byKinds: boolean): readonly View[] {
  const escapes = byKinds && text.length <= maxLengthByKinds ? [anyKind, ...kinds] : [anyKind];
  const views: View[] = [{ text, startAt: (index) => index, endAt: (index) => index + 1 }];
  const known = new Set([text]);
  let latest: readonly View[] = views;
  for (let depth = 0; depth < maxDepth && latest.length > 0; depth += 1) {
    const next: View[] = [];
    for (const view of latest)
      for (const escape of escapes) {
        const decoded = decodeOnce(view, escape);
        if (decoded === undefined || known.has(decoded.text)) continue;
        known.add(decoded.text);
        next.push(decoded);
      }
    views.push(...next);
    latest = next;
  }
  return views;
}

/** @returns undefined if there is nothing to decode */
function decodeOnce(view: View, { pattern, decode }: Escape): View | undefined {
  const { text } = view;
  pattern.lastIndex = 0;
  let found = pattern.exec(text);
  if (found === null) return undefined;
  const parts: string[] = [];
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  let [length, from] = [0, 0];
  const put = (letters: string, width: number): void => {
    parts.push(letters);
    for (let index = 0; index < letters.length; index += 1) {
      starts[length] = view.startAt(from);
      ends[length] = view.endAt(from + width - 1);
      length += 1;
    }
    from += width;
  };
  const copy = (until: number): void => {
    parts.push(text.slice(from, until));
    for (; from < until; from += 1) {
      starts[length] = view.startAt(from);
      ends[length] = view.endAt(from);
      length += 1;
    }
  };
  for (; found !== null; found = pattern.exec(text)) {
    copy(found.index);
    decode(found[0], put);
    from = pattern.lastIndex;
  }
  copy(text.length);
  return { text: parts.join(''), startAt: (index) => starts[index] ?? 0, endAt: (index) => ends[index] ?? 0 };
}

function decodeCharacter(code: number, otherwise: string): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : otherwise;
}

/** How many bytes the character at an index has in UTF-8; 0 when there is none. */
function measureCharacter(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  const length =
    first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  const others = bytes.subarray(at + 1, at + length);
  return others.length === length - 1 && others.every((byte) => byte >> 6 === 2) ? length : 0;
}
