/** Parses a multipart body like Django, which tolerates much that RFC 7578 does not; loaded on first use. */
import type { WireData } from '../../openapi/document.ts';
import { toBytes } from './encodings/binary.ts';
import type { FormValue } from './form.ts';
import { UploadedFile } from './uploaded-file.ts';
import type { Work } from '../portions/portions.ts';
import { decodeBase64 } from './encodings/base64.ts';
import { toFileName } from './file-name.ts';
import type { ParsedHeader, Unreadable } from './header-parts.ts';
import { parseHeader } from './parse-header.ts';
import type { Codec } from './encodings/codec.ts';
import { utf8 } from './encodings/utf-8.ts';
import { encodeUtf8, decodeStrictUtf8 } from './python-decode.ts';
import { maxFields } from './query-dict.ts';
import { maxOfOtherCharset } from './request-charset.ts';

export type ParsedMultipart =
  | { readonly kind: 'parts'; readonly pairs: readonly (readonly [name: string, value: FormValue])[] }
  | { readonly kind: 'malformed'; readonly reason: string }
  /** Past one of Django's limits, which it takes for an attack. */
  | { readonly kind: 'suspicious' }
  /** The error that the framework does not handle. */
  | { readonly kind: 'crash' };

/** Django's limits (DATA_UPLOAD_MAX_...). */
const maxFiles = 100;
const maxFieldBytes = 2_621_440;
/**
 * Django ignores files without a name, like parts without content; a body of megabytes can have a million of
 * them.
 */
const maxParts = 10_000;
/** The headers of a part must end within this many bytes. */
const maxHeaderBytes = 1024;

/**
 * @param body bytes as a binary string
 * @param wire how the version of the framework parses headers, names and base64
 */
export function* parseMultipart(
  contentType: string,
  body: string,
  codec: Codec,
  wire: WireData,
): Work<ParsedMultipart> {
  if (!contentType.startsWith('multipart/')) return toMalformed(`Invalid Content-Type: ${contentType}`);
  if (!/^\p{ASCII}*$/u.test(contentType))
    return toMalformed(`Invalid non-ASCII Content-Type in multipart: ${contentType}`);
  const header = parseHeader(contentType, wire['header-text']);
  const boundary = typeof header === 'string' ? undefined : header.parameters.get('boundary');
  if (boundary === undefined || !/^[ -~]{0,200}[!-~]$/.test(boundary))
    return toMalformed(`Invalid boundary in multipart: ${toShown(boundary, wire) ?? 'None'}`);
  return yield* readParts(body, `--${boundary}`, codec, wire);
}

/** Where parameters are bytes, Django decodes them for its message. */
function toShown(boundary: string | undefined, wire: WireData): string | undefined {
  const isBytes = boundary !== undefined && wire['header-text'] === 'bytes';
  return isBytes ? new TextDecoder().decode(toBytes(boundary)) : boundary;
}

function toMalformed(reason: string): ParsedMultipart {
  return { kind: 'malformed', reason };
}

/**
 * The parts before, between and after the boundaries; each includes the line break before it. `isWhole` if
 * another boundary and more content follow.
 */
function* split(body: string, boundary: string): Generator<{ text: string; isWhole: boolean }, void> {
  for (let at = 0; ; ) {
    const end = body.indexOf(boundary, at);
    if (end < 0) {
      if (at < body.length) yield { text: body.slice(at), isWhole: false };
      return;
    }
    const next = end + boundary.length;
    yield { text: body.slice(at, findEndBeforeBreak(body, at, end)), isWhole: next < body.length };
    at = next;
  }
}

function findEndBeforeBreak(body: string, begin: number, end: number): number {
  const isFed = end > begin && body[end - 1] === '\n';
  const cut = isFed ? end - 1 : end;
  return cut > begin && body[cut - 1] === '\r' ? cut - 1 : cut;
}

interface MultipartPart {
  readonly kind: 'raw' | 'field' | 'file';
  readonly headers: ReadonlyMap<
    string,
    { readonly value: string; readonly parameters: ReadonlyMap<string, string> }
  >;
  readonly content: string;
}

function* readParts(body: string, boundary: string, codec: Codec, wire: WireData): Work<ParsedMultipart> {
  const pairs: (readonly [string, FormValue])[] = [];
  let parts = 0;
  let fields = 0;
  let files = 0;
  let bytes = 0;
  for (const { text, isWhole } of split(body, boundary)) {
    parts += 1;
    if (parts > maxParts) return { kind: 'suspicious' };
    if (parts % 100 === 0) yield;
    if (!wire['long-part-heads'] && isHeadTooLong(text))
      return toMalformed('Request max total header size exceeded.');
    const part = parsePart(text, wire);
    if (part === undefined) return { kind: 'crash' };
    if (part.kind !== 'file') fields += 1;
    // Two more, for the parts before the first boundary and after the last.
    if (fields > maxFields + 2) return { kind: 'suspicious' };
    const disposition = part.headers.get('content-disposition')?.parameters;
    const nameBytes = disposition?.get('name')?.trim();
    if (part.kind === 'raw' || nameBytes === undefined) continue;
    if (!codec.isText) return { kind: 'crash' };
    const name = decodeText(nameBytes, codec);
    const isBase64 = part.headers.get('content-transfer-encoding')?.value.trim() === 'base64';
    if (part.kind === 'field') {
      bytes += part.content.length + name.length + 2;
      if (bytes > maxFieldBytes) return { kind: 'suspicious' };
      const content = isBase64 ? ((yield* decodeBase64(part.content)) ?? part.content) : part.content;
      if (codec !== utf8 && bytes > maxOfOtherCharset)
        return toMalformed(
          `The fields are in another charset than UTF-8 and have more than ${maxOfOtherCharset} bytes`,
        );
      pairs.push([name, decodeText(content, codec)]);
      continue;
    }
    files += 1;
    if (files > maxFiles) return { kind: 'suspicious' };
    const fileName = toFileName(decodeText(disposition?.get('filename') ?? '', codec), wire);
    if (fileName === undefined) continue;
    const content = isBase64 ? yield* decodeFile(part.content, wire) : part.content;
    if (content === undefined) return toMalformed('Could not decode base64 data.');
    if (isWhole) pairs.push([name, new UploadedFile(fileName, content)]);
  }
  return { kind: 'parts', pairs };
}

function isHeadTooLong(text: string): boolean {
  const begin = text.slice(0, maxHeaderBytes);
  return begin.length === maxHeaderBytes && !begin.includes('\r\n\r\n');
}

/** Undefined when Django fails over a parameter. */
function parsePart(text: string, wire: WireData): MultipartPart | undefined {
  const end = text.slice(0, maxHeaderBytes).indexOf('\r\n\r\n');
  if (end < 0) return { kind: 'raw', headers: new Map(), content: text };
  const headers = new Map<string, { value: string; parameters: ReadonlyMap<string, string> }>();
  for (const line of text.slice(0, end).split('\r\n')) {
    const header = parsePartHeader(line, wire);
    if (header === 'unknown-charset' || header === 'crash') return undefined;
    const cut = header === 'malformed' ? -1 : header.main.indexOf(':');
    if (header === 'malformed' || cut < 0) continue;
    headers.set(header.main.slice(0, cut), {
      value: header.main.slice(cut + 1),
      parameters: header.parameters,
    });
  }
  const disposition = headers.get('content-disposition');
  const hasFile = (disposition?.parameters.get('filename') ?? '') !== '';
  const kind = disposition === undefined ? 'raw' : hasFile ? 'file' : 'field';
  return { kind, headers, content: text.slice(end + 4) };
}

/** A line of the head of a part, the values of its parameters as bytes. */
function parsePartHeader(line: string, wire: WireData): ParsedHeader | Unreadable {
  if (wire['header-text'] === 'bytes') return parseHeader(line, 'bytes');
  const text = decodeStrictUtf8(line);
  const header = text === undefined ? 'malformed' : parseHeader(text, wire['header-text']);
  if (typeof header === 'string') return header;
  const parameters = [...header.parameters].map(([name, value]) => [name, encodeUtf8(value)] as const);
  return { main: header.main, parameters: new Map(parameters) };
}

function decodeText(bytes: string, codec: Codec): string {
  const decoded = codec.decode(bytes, 'replace');
  return decoded.kind === 'text' ? decoded.text : bytes;
}

function* decodeFile(content: string, wire: WireData): Work<string | undefined> {
  if (wire['whole-base64'] && (yield* countSigns(content)) % 4 !== 0) return undefined;
  return yield* decodeBase64(content);
}

/** Characters in a portion of work. */
const portion = 0x20000;

/** Number of characters other than white space, which decoding skips. */
function* countSigns(text: string): Work<number> {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && !(code >= 0x09 && code <= 0x0d)) count += 1;
    if (at % portion === portion - 1) yield;
  }
  return count;
}
