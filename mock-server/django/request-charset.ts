/** The charset in the content type of a request, which Django uses for its query and its body. */
import type { WireData } from '../../openapi/document.ts';
import type { Codec } from './encodings/codec.ts';
import { findCodec } from './encodings/find-codec.ts';
import { utf8 } from './encodings/utf-8.ts';
import type { ParsedHeader, Unreadable } from './header-parts.ts';
import { parseHeader } from './parse-header.ts';

export interface Charset {
  /** As it was sent. */
  readonly name: string;
  readonly codec: Codec;
}

/** Other charsets than UTF-8 are decoded in one go, so of them there may be no more; in bytes. */
export const maxOfOtherCharset = 512 * 1024;

const defaultCharset: Charset = { name: 'utf-8', codec: utf8 };

/** UTF-8 where none is named that Python knows. */
export function findCharset(contentType: string, wire: WireData): Charset {
  const header = parseContentType(contentType, wire);
  const name = typeof header === 'string' ? undefined : header.parameters.get('charset');
  const codec = name === undefined ? undefined : findCodec(name);
  return name === undefined || codec === undefined ? defaultCharset : { name, codec };
}

/** Whether Django fails before it has a request, so that the server in front of it responds. */
export function isContentTypeFatal(contentType: string, wire: WireData): boolean {
  return typeof parseContentType(contentType, wire) === 'string';
}

/** Older versions leave it to Python to read the header here. */
function parseContentType(contentType: string, wire: WireData): ParsedHeader | Unreadable {
  return parseHeader(contentType, wire['header-text'] === 'bytes' ? 'plain' : wire['header-text']);
}
