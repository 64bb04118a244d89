/** The parts of a workbook as text, and the targets of relationships. */
import { decodeWindows1252 } from '../django/windows-1252.ts';
import { toBinary } from '../django/encodings/binary.ts';
import type { Work } from '../portions/portions.ts';
import { DamagedFile } from './table.ts';
import { getAttribute, createTagHandler, type XmlHandler, XmlReader } from './xml.ts';
import { XmlError } from './xml-references.ts';
import { type Archive, type Budget, normalizeName, type ArchivePart, unpack } from './zip.ts';

export interface Package {
  readonly archive: Archive;
  readonly budget: Budget;
}

/** Characters that are read at once. */
const portionSize = 64 * 1024;

/** The text of a part, in portions. */
function* readText({ archive, budget }: Package, part: ArchivePart): Generator<string> {
  let decode: ((bytes: Uint8Array) => string) | undefined;
  let text = '';
  for (const bytes of unpack(archive, part, budget)) {
    decode ??= createDecoder(bytes);
    text += decode(bytes);
    if (text.length < portionSize) continue;
    yield text;
    text = '';
  }
  yield text;
}

/** By its mark or its first bytes, else by its declaration, else UTF-8. */
function createDecoder(bytes: Uint8Array): (bytes: Uint8Array) => string {
  const [first, second] = bytes;
  const start = toBinary(bytes.subarray(0, 200));
  const [, declared = 'utf-8'] = /^<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start) ?? [];
  const isLittle = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
  if (/^(windows-1252|cp1252|iso-8859-1|latin-?1|us-ascii)$/i.test(declared))
    return (portion) => decodeWindows1252(toBinary(portion));
  const decoder = createTextDecoder(isLittle ? 'utf-16le' : isBig ? 'utf-16be' : declared);
  return (portion) => decoder.decode(portion, { stream: true });
}

function createTextDecoder(label: string) {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}

/**
 * Reads a part to its end, or until its handler is done.
 * @throws DamagedFile when it is incomplete, or no XML
 */
export function* readXml(file: Package, part: ArchivePart, handler: XmlHandler): Work<void> {
  const reader = new XmlReader(handler);
  try {
    for (const text of readText(file, part)) {
      reader.read(text);
      if (reader.isDone) return;
      yield;
    }
    reader.end();
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw new DamagedFile(`${part.name} has ${error.message}`);
  }
}

/** The name of its outermost element. */
export function* findRoot(file: Package, part: ArchivePart): Work<string> {
  const root = new Root();
  yield* readXml(file, part, root);
  return root.name;
}

class Root implements XmlHandler {
  name = '';
  readonly wantsText = false;

  get isDone(): boolean {
    return this.name !== '';
  }

  open(name: string): void {
    this.name ||= name;
  }

  close(): void {}

  text(): void {}
}

export interface Relationship {
  /** The last word of its type, in lower case. */
  readonly kind: string;
  readonly part: ArchivePart;
}

/** The targets of a part by relationship id, without targets missing from the archive. */
export function* readRelationships(file: Package, source: string): Work<ReadonlyMap<string, Relationship>> {
  const slash = source.lastIndexOf('/') + 1;
  const folder = source.slice(0, slash);
  const own = file.archive.parts.get(`${folder}_rels/${source.slice(slash)}.rels`);
  const found = new Map<string, Relationship>();
  if (own === undefined) return found;
  const open = (name: string, attributes: readonly string[]) => {
    if (name !== 'Relationship' || getAttribute(attributes, 'TargetMode') === 'External') return;
    const [target = ''] = (getAttribute(attributes, 'Target') ?? '').split('#', 1);
    const part = findTarget(file.archive, folder, target);
    const kind = (getAttribute(attributes, 'Type') ?? '').split('/').at(-1)?.toLowerCase() ?? '';
    const id = getAttribute(attributes, 'Id');
    if (part !== undefined && id !== undefined) found.set(id, { kind, part });
  };
  yield* readXml(file, own, createTagHandler(open));
  return found;
}

/** Relative to the folder of the source; some programs leave out the slash of a target that is not. */
function findTarget({ parts }: Archive, folder: string, target: string): ArchivePart | undefined {
  const whole = parts.get(normalizeName(target));
  if (/^[\\/]/.test(target)) return whole;
  return parts.get(normalizeName(folder + target)) ?? whole;
}
