/** Decodes base64 as Python does without its strict mode: signs that are none of the alphabet are skipped. */
import { binaryOf } from '../operations/binary.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Bytes as a binary string.
 * @returns undefined when the padding is wrong
 */
export function decodeBase64(text: string): string | undefined {
  const bytes = new Uint8Array(text.length);
  let length = 0;
  let held = 0;
  let bits = 0;
  let place = 0;
  let pads = 0;
  for (const sign of text) {
    if (sign === '=') {
      pads += 1;
      if (place >= 2 && place + pads >= 4) return binaryOf(bytes.subarray(0, length));
      if (place < 2) pads = 0;
      continue;
    }
    const value = alphabet.indexOf(sign);
    if (value < 0) continue;
    pads = 0;
    place = (place + 1) % 4;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length] = (held >> bits) & 0xff;
      length += 1;
      held &= (1 << bits) - 1;
    }
    if (place === 0) bits = 0;
  }
  return place === 0 ? binaryOf(bytes.subarray(0, length)) : undefined;
}
