/** Reads one response from the bytes of a connection, and names what it breaks of HTTP. */
import type { Defect } from '../../evidence/defects.ts';
import { type BodyReader, createChunkReader, createCloseReader, createLengthReader } from './read-body.ts';
import {
  createDefectNotes,
  createReadError,
  findHeadEnd,
  maxHeadBytes,
  type NoteDefect,
  parseHead,
  type ResponseHead,
} from './read-head.ts';

/** A response as it arrived, or as much of it as did. */
export interface ReceivedResponse {
  readonly status: number;
  readonly headers: ResponseHead['headers'];
  readonly body: Buffer;
  readonly defects: readonly Defect[];
  /** Whether the connection may carry another request. */
  readonly staysOpen: boolean;
}

export interface ResponseReader {
  /**
   * Takes bytes; true once the response is complete.
   * @throws Error with a code when they are no response, or too many
   */
  readonly take: (bytes: Buffer) => boolean;
  /** Whether the response is complete if no more bytes come. */
  readonly endsHere: () => boolean;
  /** Whether the response has no body, so that only bytes that must not come could follow. */
  readonly isBodiless: () => boolean;
  /** What has arrived; undefined before the end of the head. @param isCut whether the rest will never come */
  readonly getResponse: (isCut?: boolean) => ReceivedResponse | undefined;
}

/** Interim responses before the final one, of which a server needs very few. */
const maxInterim = 20;

/** @param method of the request, since HEAD has no body */
export function createResponseReader(method: string): ResponseReader {
  const { note, defects } = createDefectNotes();
  let pending: Buffer = Buffer.alloc(0);
  let head: ResponseHead | undefined;
  let body: BodyReader | undefined;
  let isBodiless = false;
  let [interim, extra] = [0, 0];

  /** Reads heads until a final one; returns the bytes after it. */
  const takeHead = (bytes: Buffer): Buffer | undefined => {
    pending = Buffer.concat([pending, bytes]);
    for (;;) {
      const text = pending.toString('latin1', 0, maxHeadBytes + 1).replace(/^(?:\r\n)+/, '');
      const skipped = Math.min(pending.length, maxHeadBytes + 1) - text.length;
      if (!'HTTP/'.startsWith(text.slice(0, 5))) throw createReadError('HPE_INVALID_CONSTANT');
      const end = findHeadEnd(text);
      if (end < 0 && text.length > maxHeadBytes) throw createReadError('HPE_HEADER_OVERFLOW');
      if (end < 0) return undefined;
      const read = parseHead(text.slice(0, end), note);
      pending = pending.subarray(skipped + end);
      if (read.status >= 200 || read.status === 101) {
        head = read;
        return pending;
      }
      interim += 1;
      if (interim > maxInterim) throw createReadError('HPE_HEADER_OVERFLOW');
    }
  };

  const noteExtra = (bytes: number) => {
    extra += bytes;
    if (extra > 0) note(isBodiless ? 'body-without-place' : 'more-bytes', countBytes(extra));
  };

  const take = (bytes: Buffer): boolean => {
    if (head === undefined) {
      const rest = takeHead(bytes);
      if (rest === undefined || head === undefined) return false;
      isBodiless = hasNoBody(method, head);
      body = isBodiless ? createLengthReader(0) : chooseBodyReader(head, note);
      return takeBody(rest);
    }
    return takeBody(bytes);
  };
  const takeBody = (bytes: Buffer): boolean => {
    const rest = body?.take(bytes);
    if (rest === undefined) return false;
    noteExtra(rest.length);
    return true;
  };

  return {
    take,
    isBodiless: () => isBodiless,
    endsHere: () => body?.endsHere() === true,
    getResponse: (isCut = false) => {
      if (head === undefined || body === undefined) return undefined;
      if (isCut) note('cut-short', body.missing());
      return {
        status: head.status,
        headers: head.headers,
        body: Buffer.concat([...body.parts]),
        defects: [...defects],
        staysOpen: !isBodiless && defects.length === 0 && keepsOpen(head),
      };
    },
  };
}

export function countBytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}

function hasNoBody(method: string, { status }: ResponseHead): boolean {
  return method === 'HEAD' || status === 204 || status === 304;
}

function readValues({ headers }: ResponseHead, name: string): readonly string[] {
  return headers
    .filter(([one]) => one.toLowerCase() === name)
    .flatMap(([, value]) => value.split(',').map((part) => part.trim().toLowerCase()));
}

function chooseBodyReader(head: ResponseHead, note: NoteDefect): BodyReader {
  const lengths = readValues(head, 'content-length');
  const codings = readValues(head, 'transfer-encoding');
  if (lengths.length > 0 && codings.length > 0) note('length-and-encoding');
  if (lengths.length > 1) note('several-lengths');
  const [length] = lengths;
  const isNumber = length !== undefined && /^\d{1,15}$/.test(length);
  if (length !== undefined && !isNumber) note('invalid-length');
  if (codings.at(-1) === 'chunked') return createChunkReader(note);
  if (codings.length > 0 || !isNumber || new Set(lengths).size > 1) return createCloseReader();
  return createLengthReader(Number(length));
}

/**
 * RFC 9112, 9.3: HTTP/1.0 closes unless it says otherwise. After a response without a body the connection is not used again,
 * because a body that must not come may come late.
 */
function keepsOpen(head: ResponseHead): boolean {
  const options = readValues(head, 'connection');
  const codings = readValues(head, 'transfer-encoding');
  const isDelimited = readValues(head, 'content-length').length > 0 || codings.at(-1) === 'chunked';
  if (options.includes('close') || head.status === 101) return false;
  return isDelimited && (!head.isHttp10 || options.includes('keep-alive'));
}
