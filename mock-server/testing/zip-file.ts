/** Writes archives in the formats of real programs, for tests. */
import { deflateSync, strToU8 } from 'fflate';

export interface ZipForm {
  /** Parts are stored as they are instead of deflated. */
  readonly isStored?: boolean;
  /** Sizes follow the data, as programs write that do not know them before. */
  readonly isStreamed?: boolean;
  /** Sizes and places have 64 bits. */
  readonly isLarge?: boolean;
  /** Its parts are marked as encrypted. */
  readonly isEncrypted?: boolean;
  readonly before?: Uint8Array;
  readonly after?: Uint8Array;
  readonly comment?: string;
  /** The name of a part in the archive. */
  readonly rename?: (name: string) => string;
}

type Parts = Readonly<Record<string, string | Uint8Array>>;

const toBytes = (content: string | Uint8Array) => (typeof content === 'string' ? strToU8(content) : content);

/** Little-endian numbers of this many bytes each. */
function packNumbers(...pairs: readonly (readonly [size: number, value: number])[]): Uint8Array {
  return Uint8Array.from(
    pairs.flatMap(([size, value]) =>
      Array.from({ length: size }, (_, at) => Math.floor(value / 256 ** at) % 256),
    ),
  );
}

function join(...pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

const [full, full32] = [0xffff, 0xffff_ffff];

/** An archive of these parts, in this form. */
export function writeZip(parts: Parts, form: ZipForm = {}): Uint8Array {
  const {
    isStored = false,
    isStreamed = false,
    isLarge = false,
    isEncrypted = false,
    comment = '',
    rename = (name: string) => name,
  } = form;
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [path, content] of Object.entries(parts)) {
    const name = strToU8(rename(path));
    const raw = toBytes(content);
    const data = isStored ? raw : deflateSync(raw);
    const flags = (isStreamed ? 8 : 0) + (isEncrypted ? 1 : 0);
    const method = isStored ? 0 : 8;
    const [packed, size] = isLarge ? [full32, full32] : [data.length, raw.length];
    const [packedHere, sizeHere] = isStreamed ? [0, 0] : [packed, size];
    const head = packNumbers([2, 45], [2, flags], [2, method], [4, 0], [4, 0]);
    const extra = isLarge
      ? packNumbers([2, 1], [2, 24], [8, raw.length], [8, data.length], [8, offset])
      : new Uint8Array();
    const extraHere =
      isLarge && !isStreamed
        ? packNumbers([2, 1], [2, 16], [8, raw.length], [8, data.length])
        : new Uint8Array();
    const lengths = (more: Uint8Array) => packNumbers([2, name.length], [2, more.length]);
    const descriptor = isStreamed
      ? packNumbers([4, 0x0807_4b50], [4, 0], [4, data.length], [4, raw.length])
      : new Uint8Array();
    const local = join(
      packNumbers([4, 0x0403_4b50]),
      head,
      packNumbers([4, packedHere], [4, sizeHere]),
      lengths(extraHere),
      name,
      extraHere,
      data,
      descriptor,
    );
    directory.push(
      join(
        packNumbers([4, 0x0201_4b50], [2, 45]),
        head,
        packNumbers([4, packed], [4, size]),
        lengths(extra),
        packNumbers([2, 0], [2, 0], [2, 0], [4, 0], [4, isLarge ? full32 : offset]),
        name,
        extra,
      ),
    );
    locals.push(local);
    offset += local.length;
  }
  const list = join(...directory);
  const count = directory.length;
  const end64 = join(
    packNumbers(
      [4, 0x0606_4b50],
      [8, 44],
      [2, 45],
      [2, 45],
      [4, 0],
      [4, 0],
      [8, count],
      [8, count],
      [8, list.length],
      [8, offset],
    ),
    packNumbers([4, 0x0706_4b50], [4, 0], [8, offset + list.length], [4, 1]),
  );
  const [endCount, endSize, endOffset] = isLarge ? [full, full32, full32] : [count, list.length, offset];
  const end = packNumbers(
    [4, 0x0605_4b50],
    [2, 0],
    [2, 0],
    [2, endCount],
    [2, endCount],
    [4, endSize],
    [4, endOffset],
    [2, comment.length],
  );
  const { before = new Uint8Array(), after = new Uint8Array() } = form;
  return join(before, ...locals, list, isLarge ? end64 : new Uint8Array(), end, strToU8(comment), after);
}
