/** Requests and replies as plain values, as received and sent over the wire. */
import type { Later } from '../portions/portions.ts';

export interface WireRequest {
  /** Upper case. */
  readonly method: string;
  /** The request target as it was sent: path and query, nothing decoded. */
  readonly target: string;
  /** By which the client called; `http` when it is absent. */
  readonly scheme?: 'http' | 'https';
  /** Values by lower-case name; a header that was sent several times is joined with a comma. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Bytes as a binary (Latin-1) string; empty when there is none. */
  readonly body: string;
  /** Set when the body was not read, since it has more bytes than this. */
  readonly bodyLimit?: number;
}

export interface WireReply {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Text, to be sent as UTF-8. */
  readonly body: string;
  /** A long body as lazily created pieces; `withLength` computes its length. */
  readonly stream?: () => AsyncIterable<string>;
  /** Changes the bytes of the whole message, as no HTTP server would send them; only mutants do. */
  readonly rewrite?: (message: string) => string;
}

/** How many bytes a text has. */
export function getContentLength(text: string): string {
  return String(new TextEncoder().encode(text).length);
}

/** The same reply with another body and its length. */
export function replaceBody(reply: WireReply, body: string): WireReply {
  const headers = reply.headers.map(
    ([name, value]) => [name, name === 'Content-Length' ? getContentLength(body) : value] as const,
  );
  return { ...reply, headers, body };
}

/** A body of more bytes is sent without Content-Length, since computing it would take minutes. */
const maxMeasured = 16 * 1024 * 1024;

/**
 * The reply with its `Content-Length`, for which a long body is made to its end; without it when that is far away.
 * @param rest lets others have their turn between two pieces
 */
export async function addContentLength(
  reply: WireReply,
  rest: () => Promise<unknown> = () => Promise.resolve(),
): Promise<WireReply> {
  const { stream } = reply;
  if (stream === undefined) return reply;
  const encoder = new TextEncoder();
  const made: string[] = [];
  let size = 0;
  const pieces = stream()[Symbol.asyncIterator]();
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    made.push(next.value);
    size += encoder.encode(next.value).length;
    if (size > maxMeasured) return { ...reply, stream: continueOnce(made, pieces, stream) };
    await rest();
  }
  const headers = [...reply.headers, ['Content-Length', String(size)] as const];
  return { ...reply, headers, stream: () => joinPieces(made) };
}

/** Yields the pieces that exist, then the rest; a second reader gets all of it again. */
function continueOnce(
  made: readonly string[],
  rest: AsyncIterator<string>,
  again: () => AsyncIterable<string>,
): () => AsyncIterable<string> {
  let isTaken = false;
  return () => {
    if (isTaken) return again();
    isTaken = true;
    return joinPieces(made, rest);
  };
}

async function* joinPieces(
  made: readonly string[],
  rest?: AsyncIterator<string>,
): AsyncGenerator<string, void> {
  yield* made;
  if (rest !== undefined) yield* { [Symbol.asyncIterator]: () => rest };
}

/** The reply with its body in one piece, however long it is. */
export function collectBody(reply: WireReply): Later<WireReply> {
  return reply.stream === undefined ? reply : collectStream(reply);
}

async function collectStream(reply: WireReply): Promise<WireReply> {
  const { stream, ...whole } = await addContentLength(reply);
  if (stream === undefined) return whole;
  const pieces: string[] = [];
  for await (const piece of stream()) pieces.push(piece);
  return { ...whole, body: pieces.join('') };
}

/** The path, still percent-encoded, and the raw query without its question mark; a fragment is left out. */
export function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const local = target.replace(/^[a-z][a-z0-9+.-]*:(?:\/\/[^/?#]*)?/i, '').replace(/#.*$/s, '');
  const cut = local.indexOf('?');
  return cut < 0 ? { path: local, query: '' } : { path: local.slice(0, cut), query: local.slice(cut + 1) };
}

// A UTF-8 character (a lead byte and its continuation bytes), or a single byte.
const encoded =
  /%(?:[cd][\da-f]|e[\da-f]%[89ab][\da-f]|f[0-7](?:%[89ab][\da-f]){2})%[89ab][\da-f]|%[\da-f]{2}/gi;

/** Percent-decodes to text; a raw byte is a letter of Latin-1, as gunicorn has it. What is escaped and not UTF-8, or no escape at all, stays as it was written, as in Django. */
export function decodePercent(text: string): string {
  const ascii = text.replaceAll(/[\u0080-\u00ff]/g, encodeURIComponent);
  return ascii.replaceAll(encoded, (escape) => {
    try {
      return decodeURIComponent(escape);
    } catch {
      return escape.toUpperCase();
    }
  });
}

/** The path of an encoded one with as little escaped as may be: Django decodes it and quotes it again. */
export function escapePath(path: string): string {
  return percentEncode(decodePercent(path), /[^\w/:@&+$,\-.!~*'()]/gu);
}

/** A raw query with invalid header characters escaped. */
export function escapeQuery(query: string): string {
  return percentEncode(query, /[^\w/#%[\]=:;$&()+,!?*@'~\-.]/gu);
}

function percentEncode(text: string, unsafe: RegExp): string {
  return text.replaceAll(unsafe, encodeURIComponent);
}
