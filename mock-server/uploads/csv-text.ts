/** Decodes the text of a CSV file in portions, from any of the usual encodings. */
import { toBytes } from '../django/encodings/binary.ts';
import { decodeWindows1252 } from '../django/windows-1252.ts';

/** Characters or bytes in a portion. */
const portionSize = 64 * 1024;

/**
 * Decodes UTF-8 and UTF-16 with or without byte order marks, and the legacy encodings of Windows. Each line
 * is decoded separately, since a file can be a concatenation of two.
 * @param content bytes as a binary string
 */
export function* decodeCsv(content: string): Generator<string> {
  const encoding = findUtf16(content);
  yield* encoding === undefined ? decodeLines(content) : decodeUtf16(content, encoding);
}

function* decodeUtf16(content: string, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding);
  // An incomplete last character is ignored.
  for (let from = 0; from < content.length; from += portionSize)
    yield decoder.decode(toBytes(content.slice(from, from + portionSize)), { stream: true });
}

/** By its mark; without one, half of the bytes of Western text in UTF-16 are 0, all on one side. */
function findUtf16(content: string): string | undefined {
  if (content.startsWith('\u00ff\u00fe')) return 'utf-16le';
  if (content.startsWith('\u00fe\u00ff')) return 'utf-16be';
  const sample = content.slice(0, 1024);
  const zeros = [0, 0];
  for (let at = 0; at < sample.length; at += 1) {
    const side = at % 2;
    if (sample.charCodeAt(at) === 0) zeros[side] = (zeros[side] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const many = sample.length / 2 / 2;
  if (odd > many && even === 0) return 'utf-16le';
  return even > many && odd === 0 ? 'utf-16be' : undefined;
}

function* decodeLines(content: string): Generator<string> {
  const end = findEnd(content);
  for (let from = 0; from < end; ) {
    const to = findCut(content, from, end);
    const portion = content.slice(from, to);
    from = to;
    if (!/[\x80-\xff]/.test(portion)) yield portion;
    else if (isUtf8(portion)) yield decodeUtf8(portion);
    else
      yield portion
        .split(/(?<=[\r\n])/)
        .map((line) => (isUtf8(line) ? decodeUtf8(line) : decodeWindows1252(line)))
        .join('');
  }
}

/** Some programs fill the last block of a file with zeros. */
function findEnd(content: string): number {
  let end = content.length;
  while (end > 0 && content.charCodeAt(end - 1) === 0) end -= 1;
  return end;
}

/** A portion ends with a complete line, or at least with a complete character. */
function findCut(content: string, from: number, fileEnd: number): number {
  const end = from + portionSize;
  if (end >= fileEnd) return fileEnd;
  const portion = content.slice(from, end);
  const line = Math.max(portion.lastIndexOf('\n'), portion.lastIndexOf('\r'));
  if (line >= 0) return from + line + 1;
  let cut = end;
  while (cut > end - 4 && isContinuation(content.charCodeAt(cut))) cut -= 1;
  return cut;
}

// The marks within a file are dropped where its cells are trimmed.
const decodeUtf8 = (portion: string) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(toBytes(portion));

const isContinuation = (byte: number) => byte >= 0x80 && byte < 0xc0;

/** Whether bytes are UTF-8; by hand, since an exception for each line of a large file would take seconds. */
function isUtf8(binary: string): boolean {
  for (let at = 0; at < binary.length; ) {
    const lead = binary.charCodeAt(at);
    at += 1;
    if (lead < 0x80) continue;
    const more =
      lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0;
    if (more === 0) return false;
    for (const end = at + more; at < end; at += 1) if (!isContinuation(binary.charCodeAt(at))) return false;
  }
  return true;
}
