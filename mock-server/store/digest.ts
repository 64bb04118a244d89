/** The digest by which something large is found again. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 in hexadecimal digits. */
export const computeDigest = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));
