/** The shared texts of a workbook, which its cells refer to by number; keeps only the required ones. */
import { detach, trimInvisible } from './cell-text.ts';
import { NumberSet } from './number-set.ts';
import type { Work } from '../portions/portions.ts';
import { type Package, readXml } from './workbook-parts.ts';
import type { XmlHandler } from './xml.ts';
import type { ArchivePart } from './zip.ts';

/** Text that may be in several pieces, runs and elements, as a cell has it: without the reading aids of East Asia. */
export class RichText {
  readonly #maxLength: number;
  #pieces = '';
  #phonetic = 0;
  #isOpen = false;

  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  open(name: string): void {
    if (name === 'rPh') this.#phonetic += 1;
    else if (name === 't') this.#isOpen = this.#phonetic === 0;
  }

  close(name: string): void {
    if (name === 'rPh') this.#phonetic -= 1;
    else if (name === 't') this.#isOpen = false;
  }

  get wantsText(): boolean {
    return this.#isOpen;
  }

  text(piece: string): void {
    this.#pieces += piece;
  }

  get isEmpty(): boolean {
    return this.#pieces === '';
  }

  /** Whether it is certain to be too long before all of it was read. */
  get isTooLong(): boolean {
    return this.#pieces.length > this.#maxLength * escapeLength;
  }

  /** Returns and clears its content. */
  take(): { readonly text: string; readonly isTooLong: boolean } {
    const whole = this.isTooLong ? '' : resolveEscapes(this.#pieces);
    const isTooLong = this.isTooLong || whole.length > this.#maxLength;
    this.#pieces = '';
    return { text: isTooLong ? '' : trimInvisible(whole), isTooLong };
  }
}

/** A character may be written as `_x000D_`. */
const escapes = /_x([0-9a-f]{4})_/gi;
export const escapeLength = '_x000D_'.length;

/** A text without the escapes of characters that XML cannot hold. */
export function resolveEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(escapes, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

interface TextsOptions {
  readonly isNeeded: (index: number) => boolean;
  /** In characters. */
  readonly maxLength: number;
  /** How many texts are read; all of them when it is left out. */
  readonly count: number | undefined;
}

export interface SharedTexts {
  /** A required text; an empty one if it does not exist. */
  getText(index: number): string;
  isBlank(index: number): boolean;
  /** The number of the first text that is too long. Later texts are not read. */
  readonly tooLong: number | undefined;
}

/** Reads the texts of which some are needed, and finds out which are blank. */
export function* readSharedTexts(file: Package, part: ArchivePart, reading: TextsOptions): Work<SharedTexts> {
  const texts = new Map<number, string>();
  const blanks = new NumberSet();
  const { count = Number.POSITIVE_INFINITY } = reading;
  let index = 0;
  let tooLong: number | undefined;
  const closeText = () => {
    const taken = rich.isEmpty ? { text: '', isTooLong: false } : rich.take();
    if (taken.isTooLong) tooLong ??= index;
    else if (taken.text === '') blanks.add(index);
    else if (reading.isNeeded(index)) texts.set(index, detach(taken.text));
    index += 1;
  };
  const rich = new RichText(reading.maxLength);
  const handler: XmlHandler = {
    open: (name) => rich.open(name),
    close(name) {
      rich.close(name);
      if (name === 'si') closeText();
    },
    get wantsText() {
      return rich.wantsText;
    },
    text(piece) {
      rich.text(piece);
      if (rich.isTooLong) tooLong = index;
    },
    get isDone() {
      return index >= count || tooLong !== undefined;
    },
  };
  yield* readXml(file, part, handler);
  return {
    getText: (wanted) => texts.get(wanted) ?? '',
    isBlank: (wanted) => wanted >= index || blanks.has(wanted),
    tooLong,
  };
}
