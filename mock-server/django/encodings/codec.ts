/** What a codec of Python does, and how it goes through bytes character by character. */

export type Decoded =
  | { readonly kind: 'text'; readonly text: string }
  /** Python's words; `isOfBytes` when a byte is wrong (UnicodeDecodeError), and not the whole. */
  | { readonly kind: 'error'; readonly message: string; readonly isOfBytes: boolean }
  /** An error outside the normal errors of a codec. */
  | { readonly kind: 'failure' };

export interface Codec {
  /** False for a codec that makes bytes of bytes, which no text can be encoded in. */
  readonly isText: boolean;
  /** `bytes.decode(codec, errors)`; bytes as a binary string. */
  readonly decode: (bytes: string, errors: 'strict' | 'replace') => Decoded;
  /** `codecs.getreader(codec)(stream).read()`; bytes as a binary string. */
  readonly read: (bytes: string) => Decoded;
}

/** One step through bytes: the decoded text and the next position, or the error in the bytes up to `end`. */
export type DecodeStep =
  | { readonly text: string; readonly next: number }
  | {
      readonly reason: string;
      readonly end: number;
      /** Only the rest is missing. */
      readonly isCutOff?: boolean;
      /** What was read of the sequence before that. */
      readonly before?: string;
    };

/** `stream` omits an incomplete character at the end. */
export type DecodeMode = 'strict' | 'replace' | 'stream';

/** @param name as Python calls the codec in its errors */
export function walk(
  name: string,
  bytes: string,
  readStep: (at: number) => DecodeStep,
  mode: DecodeMode,
): Decoded {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const step = readStep(at);
    if ('text' in step) {
      parts.push(step.text);
      at = step.next;
      continue;
    }
    if (mode === 'stream' && step.isCutOff === true) break;
    if (mode !== 'replace') return toDecodeError(name, bytes, at, step.end - at, step.reason);
    parts.push(step.before ?? '', '\ufffd');
    at = step.end;
  }
  return { kind: 'text', text: parts.join('') };
}

/** A UnicodeDecodeError. */
export function toDecodeError(
  name: string,
  bytes: string,
  at: number,
  length: number,
  reason: string,
): Decoded {
  const what =
    length === 1
      ? `byte 0x${bytes.charCodeAt(at).toString(16).padStart(2, '0')} in position ${at}`
      : `bytes in position ${at}-${at + length - 1}`;
  return { kind: 'error', message: `'${name}' codec can't decode ${what}: ${reason}`, isOfBytes: true };
}

/** An error that is not about a byte. */
export function toCodecError(message: string): Decoded {
  return { kind: 'error', message, isOfBytes: false };
}

/** A text codec whose stream mode differs only for incomplete characters. */
export function createTextCodec(decode: (bytes: string, mode: DecodeMode) => Decoded): Codec {
  return { isText: true, decode, read: (bytes) => decode(bytes, 'stream') };
}
