/** Decodes base64 as Python does without its strict mode: signs that are none of the alphabet are skipped. */
import { toBinary } from './binary.ts';
import type { Work } from '../../portions/portions.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const pad = 0x3d;
/** The value of each character; 255 for an invalid one. */
const values = Uint8Array.from(
  { length: 256 },
  (_, code) => alphabet.indexOf(String.fromCharCode(code)) & 0xff,
);

/** Signs in a portion of work. */
const portion = 0x20000;

/**
 * Bytes as a binary string, in portions of about a millisecond.
 * @returns undefined when the padding is wrong
 */
export function* decodeBase64(text: string): Work<string | undefined> {
  const pieces: string[] = [];
  const bytes = new Uint8Array(portion);
  let length = 0;
  let held = 0;
  let place = 0;
  let pads = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (at % portion === portion - 1) {
      pieces.push(toBinary(bytes.subarray(0, length)));
      length = 0;
      yield;
    }
    const code = text.charCodeAt(at);
    if (code === pad) {
      pads += 1;
      if (place >= 2 && place + pads >= 4) return [...pieces, toBinary(bytes.subarray(0, length))].join('');
      if (place < 2) pads = 0;
      continue;
    }
    const value = values[code] ?? 255;
    if (value === 255) continue;
    pads = 0;
    held = ((held << 6) | value) & 0xffffff;
    place = (place + 1) % 4;
    if (place === 1) continue;
    // The second, third and fourth sign of four complete a byte each.
    bytes[length] = held >> (place === 2 ? 4 : place === 3 ? 2 : 0);
    length += 1;
  }
  return place === 0 ? [...pieces, toBinary(bytes.subarray(0, length))].join('') : undefined;
}
