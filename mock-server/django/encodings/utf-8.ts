/** UTF-8 as Python decodes it, with and without a byte order mark. */
import { toBytes } from './binary.ts';
import {
  type Codec,
  type Decoded,
  type DecodeMode,
  type DecodeStep,
  createTextCodec,
  walk,
} from './codec.ts';

export const utf8: Codec = createTextCodec(decodeUtf8);

const byteOrderMark = '\xef\xbb\xbf';

/** `utf-8-sig`: a mark at the beginning is left out; a stream of part of a mark is empty. */
export const utf8WithMark: Codec = createTextCodec((bytes, mode) => {
  if (mode === 'stream' && bytes.length < byteOrderMark.length && byteOrderMark.startsWith(bytes))
    return { kind: 'text', text: '' };
  if (!bytes.startsWith(byteOrderMark)) return decodeUtf8(bytes, mode);
  return decodeUtf8(bytes.slice(byteOrderMark.length), mode);
});

/** Decodes UTF-8 with a replacement character for invalid bytes. */
export function decodeReplacing(bytes: string): string {
  if (!/[\x80-\xff]/.test(bytes)) return bytes;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(toBytes(bytes));
}

function decodeUtf8(bytes: string, mode: DecodeMode): Decoded {
  if (!/[\x80-\xff]/.test(bytes)) return { kind: 'text', text: bytes };
  if (mode === 'replace') return { kind: 'text', text: decodeReplacing(bytes) };
  try {
    const text = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(toBytes(bytes));
    return { kind: 'text', text };
  } catch {
    return walk('utf-8', bytes, (at) => readStep(bytes, at), mode);
  }
}

/** For each range of first bytes, the allowed continuation: the range of the second byte, and the number of bytes. */
const leads = [
  { from: 0xc2, to: 0xdf, second: [0x80, 0xbf], more: 1 },
  { from: 0xe0, to: 0xe0, second: [0xa0, 0xbf], more: 2 },
  { from: 0xe1, to: 0xec, second: [0x80, 0xbf], more: 2 },
  { from: 0xed, to: 0xed, second: [0x80, 0x9f], more: 2 },
  { from: 0xee, to: 0xef, second: [0x80, 0xbf], more: 2 },
  { from: 0xf0, to: 0xf0, second: [0x90, 0xbf], more: 3 },
  { from: 0xf1, to: 0xf3, second: [0x80, 0xbf], more: 3 },
  { from: 0xf4, to: 0xf4, second: [0x80, 0x8f], more: 3 },
] as const;

const ascii = /\p{ASCII}+/uy;

function readStep(bytes: string, at: number): DecodeStep {
  ascii.lastIndex = at;
  const run = ascii.exec(bytes)?.[0];
  if (run !== undefined) return { text: run, next: at + run.length };
  const byte = bytes.charCodeAt(at);
  const lead = leads.find(({ from, to }) => byte >= from && byte <= to);
  if (lead === undefined) return { reason: 'invalid start byte', end: at + 1 };
  for (let index = 1; index <= lead.more; index += 1) {
    if (at + index >= bytes.length)
      return { reason: 'unexpected end of data', end: at + index, isCutOff: true };
    const next = bytes.charCodeAt(at + index);
    const [low, high] = index === 1 ? lead.second : [0x80, 0xbf];
    if (next < low || next > high) return { reason: 'invalid continuation byte', end: at + index };
  }
  const next = at + 1 + lead.more;
  return { text: decodeReplacing(bytes.slice(at, next)), next };
}
