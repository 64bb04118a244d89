/** Converts bytes and binary strings (one Latin-1 character per byte), with functions that Node and browsers share. */

/** So many arguments a call takes on every engine. */
const portion = 8192;

/** The bytes of a binary string. */
export function toBytes(binary: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** Bytes as a binary string. */
export function toBinary(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let from = 0; from < bytes.length; from += portion) {
    // A spread would go through them one by one.
    parts.push(Reflect.apply(String.fromCharCode, undefined, bytes.subarray(from, from + portion)));
  }
  return parts.join('');
}
