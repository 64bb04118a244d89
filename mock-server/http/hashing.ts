/** SHA-256 of Node, for tokens and keys. */
import { createHash, createHmac } from 'node:crypto';

import type { Hashing } from '../access/secrets.ts';

export const hashing: Hashing = {
  digest: (secret) => createHash('sha256').update(secret).digest('hex'),
  sign: (key, text) => createHmac('sha256', key).update(text).digest('hex'),
};
