/**
 * Handles requests that Node's parser rejects but the servers in front of Django accept: any method, raw
 * bytes in target or header.
 */
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

import { stripKind } from '../django/python.ts';
import type { WireReply, WireRequest } from '../django/message.ts';

/** Node's information about a request that it rejects. */
export interface ParseRefusal extends Error {
  readonly code?: string;
  readonly rawPacket?: Buffer;
  /** How far Node read into the packet. */
  readonly bytesParsed?: number;
}

/** The request, if one packet contains all of it and gunicorn accepts it as HTTP. */
export function readRefused({ rawPacket, bytesParsed = 0 }: ParseRefusal): WireRequest | undefined {
  const text = rawPacket?.toString('latin1') ?? '';
  const end = text.indexOf('\r\n\r\n');
  // A request that Node had completely read before the error is separate.
  if (end < 0 || end + 4 <= bytesParsed) return undefined;
  const [first = '', ...lines] = text.slice(0, end).split('\r\n');
  const [, method, target] =
    /^([\w$%&'()*+,\-./:;<=>?@[\\\]^]{1,20}) +(\S+) +HTTP\/1\.[01]$/.exec(first) ?? [];
  const headers = parseHeaders(lines);
  if (method === undefined || target === undefined || headers === undefined) return undefined;
  const length = headers['transfer-encoding'] === undefined ? Number(headers['content-length'] ?? 0) : 0;
  const body = text.slice(end + 4, end + 4 + length);
  return body.length === length ? { method: method.toUpperCase(), target, headers, body } : undefined;
}

function parseHeaders(lines: readonly string[]): Readonly<Record<string, string>> | undefined {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [start = '', name] = /^([!#$%&'*+\-.^`|~\w]+):/.exec(line) ?? [];
    if (name === undefined) return undefined;
    const value = stripKind(line.slice(start.length), /[ \t]/);
    const key = name.toLowerCase();
    const before = key === 'content-type' ? undefined : headers[key];
    headers[key] = before === undefined ? value : `${before},${value}`;
  }
  return headers;
}

/** Status line and headers of a reply that closes the connection, as sent. */
export function formatResponseHead({ status, headers }: WireReply, date: string): string {
  const all = [['Date', date], ...headers, ['Connection', 'close']];
  const head = all.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n`;
}

const refusals: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Responds like Node. */
export function refuse(socket: Duplex, refusal: ParseRefusal | undefined): void {
  if (socket.writable) {
    const status = refusals[refusal?.code ?? ''] ?? 400;
    socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\n\r\n`);
  }
  socket.destroy();
}
