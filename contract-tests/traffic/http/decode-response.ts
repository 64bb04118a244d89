/** Turns the bytes of a response into text: decompressed, and as UTF-8. */
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';

import { maxBodyBytes } from '../../evidence/bounds.ts';
import type { Defect } from '../../evidence/defects.ts';
import { getHeader, type Response } from '../../evidence/exchange.ts';
import type { ReceivedResponse } from './response-reader.ts';

/** The client requests no compression, but can decompress a response all the same. */
const unpackers: ReadonlyMap<string, typeof gunzipSync> = new Map([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflateSync],
  ['br', brotliDecompressSync],
]);

/**
 * A body that is not what its Content-Encoding says is read as it is.
 * @throws Error with a code when a body is too long after decompression
 */
export function decodeResponse({ status, headers, body, defects }: ReceivedResponse): Response {
  const response = { kind: 'response', status, headers, body: '' } as const;
  const encoding = getHeader(response, 'content-encoding') ?? '';
  const plain = decompress(body, encoding);
  const isCut = defects.some(({ kind }) => kind === 'cut-short');
  const garbled: readonly Defect[] = plain === undefined && !isCut ? [{ kind: 'not-decompressible' }] : [];
  const all = [...defects, ...garbled];
  return {
    ...response,
    body: (plain ?? body).toString('utf8'),
    ...(all.length === 0 ? {} : { defects: all }),
  };
}

function decompress(body: Buffer, encoding: string): Buffer | undefined {
  const unpack = unpackers.get(encoding.trim().toLowerCase());
  if (unpack === undefined || body.length === 0) return body;
  try {
    return unpack(body, { maxOutputLength: maxBodyBytes });
  } catch (error) {
    if ((error as { readonly code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw error;
    return undefined;
  }
}
