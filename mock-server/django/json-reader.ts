/** Parses a JSON text in portions, with an explicit stack, and keeps only what a shape requires. */
import type { Work } from '../portions/portions.ts';
import type { JsonShape } from './json-shape.ts';
import { JsonText } from './json-text.ts';

/** Nested so deeply that Python gives up. */
export class TooDeep extends Error {}

/** A list that is far too long; what follows is not read. */
export class TooLong extends Error {
  readonly path: readonly (string | number)[];
  readonly maxItems: number;
  constructor(path: readonly (string | number)[], maxItems: number) {
    super('A list is too long.');
    this.path = path;
    this.maxItems = maxItems;
  }
}

/** The framework hands the parser a stack of which this much is left. */
const maxNesting = 943;
/** After the last allowed item of a list, this many more characters are parsed to find their errors. */
const maxBehind = 1_000_000;
/** A response repeats only the beginning of a value, so no more of one is kept. */
const maxWhole = 10_000;

/** The limit for a key: a longer one is unknown anyway. */
const maxKey = 10_000;

const openMap = 0x7b;
const closeMap = 0x7d;
const openList = 0x5b;
const closeList = 0x5d;
const comma = 0x2c;
const colon = 0x3a;
const quote = 0x22;

/** A list or map that is being read. */
class Frame {
  closing = 0;
  /** The shape of the kept content; undefined for none. */
  shape: JsonShape | undefined;
  /** The destination of a value. */
  value: unknown;
  count = 0;
  key = '';
  isKept = false;

  begin(code: number, due: JsonShape | undefined): void {
    const isMap = code === openMap;
    this.closing = isMap ? closeMap : closeList;
    this.value = isMap ? {} : [];
    this.count = 0;
    this.isKept = due !== undefined;
    const hasPlace = due?.isWhole === true || (isMap ? due?.properties : due?.items) !== undefined;
    this.shape = hasPlace ? due : undefined;
  }

  /** The shape of the next item or value. */
  get due(): JsonShape | undefined {
    const { shape } = this;
    if (shape === undefined || shape.isWhole === true) return shape;
    return this.closing === closeList ? shape.items : shape.properties?.get(this.key);
  }

  put(value: unknown): void {
    if (Array.isArray(this.value)) this.value.push(value);
    else if (this.key !== '__proto__') (this.value as Record<string, unknown>)[this.key] = value;
    else
      Object.defineProperty(this.value, this.key, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
}

export class JsonReader {
  readonly #text: JsonText;
  readonly #frames: Frame[] = [];
  #depth = 0;
  #wholeLeft = maxWhole;
  #stopAt = Number.POSITIVE_INFINITY;
  #tooLong: TooLong | undefined;

  /** @param isUtf8 whether the characters of the text are bytes of UTF-8 */
  constructor(text: string, isUtf8: boolean) {
    this.#text = new JsonText(text, isUtf8);
  }

  *read(shape: JsonShape): Work<unknown> {
    const text = this.#text;
    while (text.skipSpace()) yield;
    let due: JsonShape | undefined = shape;
    for (;;) {
      if (text.spend()) yield;
      if (text.at > this.#stopAt && this.#tooLong !== undefined) throw this.#tooLong;
      const code = text.peek();
      let isKept = due !== undefined;
      let value: unknown;
      if (code === quote)
        value =
          text.shortString() ??
          (yield* text.string(due === undefined ? 0 : (due.maxText ?? Number.POSITIVE_INFINITY)));
      else if (code === openMap || code === openList) {
        const frame = this.#open(code, due);
        while (text.skipSpace()) yield;
        if (text.peek() !== frame.closing) {
          if (frame.closing === closeMap) yield* this.#key(frame);
          due = this.#dueIn(frame);
          continue;
        }
        text.at += 1;
        value = this.#close(frame);
      } else {
        const short = text.shortScalar();
        value = short === undefined ? yield* text.number(isKept) : short;
      }

      // The value is an item of a list, a value of a map, or the whole document.
      for (;;) {
        while (text.skipSpace()) yield;
        const frame: Frame | undefined = this.#depth === 0 ? undefined : this.#frames[this.#depth - 1];
        if (frame === undefined) {
          if (Number.isNaN(text.peek())) return value;
          return text.refuse('Extra data');
        }
        this.#put(frame, value, isKept);
        if (text.peek() === comma) {
          text.at += 1;
          while (text.skipSpace()) yield;
          if (frame.closing === closeMap) yield* this.#key(frame);
          due = this.#dueIn(frame);
          break;
        }
        if (text.peek() !== frame.closing) return text.refuse("Expecting ',' delimiter");
        text.at += 1;
        value = this.#close(frame);
        isKept = frame.isKept;
      }
    }
  }

  #open(code: number, due: JsonShape | undefined): Frame {
    this.#text.at += 1;
    if (this.#depth === maxNesting) throw new TooDeep();
    const frame = (this.#frames[this.#depth] ??= new Frame());
    frame.begin(code, due);
    this.#depth += 1;
    return frame;
  }

  #close({ value }: Frame): unknown {
    this.#depth -= 1;
    return value;
  }

  #dueIn(frame: Frame): JsonShape | undefined {
    const { due } = frame;
    if (due?.isWhole !== true) return due;
    this.#wholeLeft -= 1;
    return this.#wholeLeft < 0 ? undefined : due;
  }

  #put(frame: Frame, value: unknown, isKept: boolean): void {
    frame.count += 1;
    const { maxItems = Number.POSITIVE_INFINITY } = frame.shape ?? {};
    if (frame.closing === closeList && frame.count > maxItems) {
      if (this.#tooLong === undefined) this.#stopAfter(maxItems);
      // One item more than there may be shows that there are too many.
      if (frame.count > maxItems + 1) return;
    }
    if (isKept) frame.put(value);
  }

  #stopAfter(maxItems: number): void {
    const frames = this.#frames.slice(0, this.#depth - 1);
    const path = frames.map((frame) => (frame.closing === closeMap ? frame.key : frame.count));
    this.#tooLong = new TooLong(path, maxItems);
    this.#stopAt = this.#text.at + maxBehind;
  }

  *#key(frame: Frame): Work<void> {
    const text = this.#text;
    if (text.peek() !== quote) return text.refuse('Expecting property name enclosed in double quotes');
    frame.key = text.shortString() ?? (yield* text.string(frame.shape === undefined ? 0 : maxKey));
    while (text.skipSpace()) yield;
    if (text.peek() !== colon) return text.refuse("Expecting ':' delimiter");
    text.at += 1;
    while (text.skipSpace()) yield;
    return undefined;
  }
}
