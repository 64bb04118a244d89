/** Node's Brotli for links to worlds. */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';

import type { Brotli } from './fixtures/link-text.ts';

/** The best compression of more bytes takes seconds, in which no other request is handled. */
const maxSlow = 128 * 1024;
const quickQuality = 5;

export const brotli: Brotli = {
  compress: (text) => {
    const data = Buffer.from(text);
    const params = {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: data.length > maxSlow ? quickQuality : constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
    };
    return brotliCompressSync(data, { params });
  },
  decompress: (data, maxOutputLength) => {
    try {
      return { kind: 'text', text: brotliDecompressSync(data, { maxOutputLength }).toString() };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return { kind: code === 'ERR_BUFFER_TOO_LARGE' ? 'too-long' : 'damaged' };
    }
  },
};
