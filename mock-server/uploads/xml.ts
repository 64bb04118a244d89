/**
 * Reads XML portion by portion, in linear time and in little memory, whatever it is given.
 *
 * The parsers that we know hold texts or attributes without end: 16 MiB of `]` within CDATA take saxes 6 to 630 MB and
 * 1.8 s, 16 MiB of `&amp;` in an attribute take htmlparser2 12 to 190 MB, and sax 1.6, which has a limit, reads 40 MB a
 * second, a third of what this one does. Here a text is handed on in pieces, and a tag has a limit.
 */

import { maxReference, resolveReferences, XmlError } from './xml-references.ts';

/** Called in document order. Names have no prefixes. */
export interface XmlHandler {
  /** @param attributes names, with their prefixes, and values in turn */
  open(name: string, attributes: readonly string[]): void;
  close(name: string): void;
  /** Whether enough was read; no more is, then. */
  readonly isDone?: boolean;
  /** Whether the reader wants the next text. */
  readonly wantsText: boolean;
  /** A piece of a text; the next piece may belong to the same. */
  text(piece: string): void;
}

/** In characters; the longest attributes of real sheets are lists of ranges. */
const maxTag = 128 * 1024;
const maxDepth = 100;

const [tab, lineFeed, carriageReturn, blank, slash, equals, more] = [
  0x09, 0x0a, 0x0d, 0x20, 0x2f, 0x3d, 0x3e,
];

/** Content that is skipped or copied up to its end. */
const blocks = { comment: '-->', cdata: ']]>', instruction: '?>' } as const;

export class XmlReader {
  readonly #handler: XmlHandler;
  readonly #open: string[] = [];
  #attributes: string[] = [];
  #rest = '';
  #block: keyof typeof blocks | undefined;
  #hasRoot = false;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  get isDone(): boolean {
    return this.#handler.isDone === true;
  }

  /** Takes the next portion, which may end anywhere. */
  read(portion: string): void {
    const text = this.#rest + portion;
    let at = 0;
    while (at < text.length && !this.isDone) {
      const next = this.#readNext(text, at);
      // Incomplete markup waits for the next portion.
      if (next === at) break;
      at = next;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > maxTag && !this.isDone)
      throw new XmlError(`a tag of more than ${maxTag} characters`);
  }

  /** The document is over. */
  end(): void {
    if (this.isDone) return;
    if (this.#open.length > 0 || !this.#hasRoot || this.#block !== undefined)
      throw new XmlError('an end before all tags are closed');
  }

  #readNext(text: string, at: number): number {
    if (this.#block !== undefined) return this.#readBlock(this.#block, text, at);
    if (text[at] !== '<') return this.#readText(text, at);
    const mark = text[at + 1];
    if (mark === undefined) return at;
    if (mark === '/') return this.#readEndTag(text, at);
    if (mark === '!') return this.#readDeclaration(text, at);
    if (mark !== '?') return this.#readTag(text, at);
    this.#block = 'instruction';
    return at + 2;
  }

  #readDeclaration(text: string, at: number): number {
    if (text.startsWith('<!--', at)) {
      this.#block = 'comment';
      return at + 4;
    }
    if (text.startsWith('<![CDATA[', at)) {
      this.#block = 'cdata';
      return at + 9;
    }
    // Nothing that it declares is read or expanded.
    if (text.length - at >= 9) throw new XmlError('a document type');
    return at;
  }

  #readBlock(block: keyof typeof blocks, text: string, at: number): number {
    const end = blocks[block];
    const found = text.indexOf(end, at);
    // The beginning of its end may be there already.
    const to = found >= 0 ? found : Math.max(at, text.length - end.length + 1);
    if (block === 'cdata') this.#emit(text.slice(at, to));
    if (found < 0) return to;
    this.#block = undefined;
    return found + end.length;
  }

  #readText(text: string, at: number): number {
    const end = text.indexOf('<', at);
    const to = end >= 0 ? end : findWholeEnd(text, at);
    this.#emit(text.slice(at, to), true);
    return to;
  }

  #emit(raw: string, hasReferences = false): void {
    if (raw === '' || this.#open.length === 0 || !this.#handler.wantsText) return;
    const text = raw.includes('\r') ? raw.replaceAll(/\r\n?/g, '\n') : raw;
    this.#handler.text(hasReferences ? resolveReferences(text) : text);
  }

  #readEndTag(text: string, at: number): number {
    const end = text.indexOf('>', at);
    if (end < 0) return at;
    const name = text.slice(at + 2, end).trimEnd();
    if (this.#open.pop() !== name) throw new XmlError(`an end of "${name}", which is not open`);
    this.#handler.close(getLocalName(name));
    return end + 1;
  }

  #readTag(text: string, at: number): number {
    let place = findNameEnd(text, at + 1);
    const name = text.slice(at + 1, place);
    if (this.#attributes.length > 0) this.#attributes = [];
    for (;;) {
      place = skipBlanks(text, place);
      const code = text.charCodeAt(place);
      if (code === more) return this.#openElement(name, place + 1, false);
      if (code === slash && text.charCodeAt(place + 1) === more)
        return this.#openElement(name, place + 2, true);
      const next = this.#readAttribute(text, place);
      if (next < 0) return at;
      place = next;
    }
  }

  /** Where it ends; -1 when it is incomplete. */
  #readAttribute(text: string, at: number): number {
    const nameEnd = findNameEnd(text, at);
    const sign = skipBlanks(text, nameEnd);
    const quoteAt = skipBlanks(text, sign + 1);
    if (quoteAt >= text.length) return -1;
    const quote = text[quoteAt] ?? '';
    if (nameEnd === at || text.charCodeAt(sign) !== equals || (quote !== '"' && quote !== "'"))
      throw new XmlError('a tag that is not well-formed');
    const end = text.indexOf(quote, quoteAt + 1);
    if (end < 0) return -1;
    this.#attributes.push(text.slice(at, nameEnd), resolveReferences(text.slice(quoteAt + 1, end)));
    return end + 1;
  }

  #openElement(name: string, next: number, isClosed: boolean): number {
    if (name === '' || (this.#hasRoot && this.#open.length === 0)) throw new XmlError('no one root element');
    if (this.#open.length === maxDepth) throw new XmlError(`more than ${maxDepth} elements in each other`);
    this.#hasRoot = true;
    const local = getLocalName(name);
    this.#handler.open(local, this.#attributes);
    if (isClosed) this.#handler.close(local);
    else this.#open.push(name);
    return next;
  }
}

/** A handler that is interested in tags alone. */
export const createTagHandler = (
  open: XmlHandler['open'],
  close: XmlHandler['close'] = () => undefined,
): XmlHandler => ({ open, close, wantsText: false, text: () => undefined });

/** The value of an attribute of this name. */
export function getAttribute(attributes: readonly string[], name: string): string | undefined {
  for (let index = 0; index < attributes.length; index += 2)
    if (attributes[index] === name) return attributes[index + 1];
  return undefined;
}

function getLocalName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

const isBlank = (code: number) =>
  code === blank || code === lineFeed || code === carriageReturn || code === tab;

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

function findNameEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === equals || code === more || code === slash || isBlank(code)) return at;
  }
  return text.length;
}

/** Where a text can be cut at the end of a portion: not within a reference or a line end. */
function findWholeEnd(text: string, from: number): number {
  const reference = text.lastIndexOf('&');
  const isOpen =
    reference >= from && text.length - reference <= maxReference && !text.includes(';', reference);
  if (isOpen) return reference;
  return text.endsWith('\r') ? text.length - 1 : text.length;
}
