/** UTF-7 as Python decodes it: base64 of UTF-16 between a plus sign and a character outside the alphabet. */
import { type Codec, type DecodeMode, type DecodeStep, createTextCodec, walk } from './codec.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export const utf7: Codec = createTextCodec((bytes, mode) =>
  walk('utf7', bytes, (at) => readStep(bytes, at, mode), mode),
);

const direct = /(?:(?!\+)\p{ASCII})+/uy;

function readStep(bytes: string, at: number, mode: DecodeMode): DecodeStep {
  if (bytes[at] === '+') return readShifted(bytes, at, mode);
  direct.lastIndex = at;
  const run = direct.exec(bytes)?.[0];
  return run === undefined
    ? { reason: 'unexpected special character', end: at + 1 }
    : { text: run, next: at + run.length };
}

/** A whole section in base64. */
function readShifted(bytes: string, begin: number, mode: DecodeMode): DecodeStep {
  if (bytes[begin + 1] === '-') return { text: '+', next: begin + 2 };
  if (begin + 1 < bytes.length && !alphabet.includes(bytes.charAt(begin + 1)))
    return { reason: 'ill-formed sequence', end: begin + 2 };
  let text = '';
  let held = 0;
  let bits = 0;
  let at = begin + 1;
  for (; at < bytes.length; at += 1) {
    const value = alphabet.indexOf(bytes.charAt(at));
    if (value < 0) break;
    held = (held << 6) | value;
    bits += 6;
    if (bits < 16) continue;
    bits -= 16;
    text += String.fromCharCode((held >> bits) & 0xffff);
    held &= (1 << bits) - 1;
  }
  if (at >= bytes.length) {
    const isOpen = /[\ud800-\udbff]$/.test(text) || bits >= 6 || (bits > 0 && held !== 0);
    // A stream waits for the rest even where nothing is missing.
    const before = text.replace(/[\ud800-\udbff]$/, '');
    return isOpen || mode === 'stream'
      ? { reason: 'unterminated shift sequence', end: at, isCutOff: true, before }
      : { text, next: at };
  }
  if (bits >= 6) return { reason: 'partial character in shift sequence', end: at + 1, before: text };
  if (held !== 0) return { reason: 'non-zero padding bits in shift sequence', end: at + 1, before: text };
  return { text, next: bytes[at] === '-' ? at + 1 : at };
}
