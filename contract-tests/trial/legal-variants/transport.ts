/** Variants of the transport: messages that every HTTP client must understand, though few servers write them. */
import type { LegalVariant, VariantRequest, VariantResponse } from '../variant-server.ts';

/** The headers that do not depend on how the body is framed. */
const listHeaders = ({ headers }: VariantResponse) =>
  headers.filter(([name]) => !/^(content-length|transfer-encoding|connection)$/i.test(name));

/** One character per byte. */
const toText = ({ body }: VariantResponse) => body.toString('latin1');

const hasBody = ({ method }: VariantRequest, { status }: VariantResponse) =>
  method !== 'HEAD' && status !== 204 && status !== 304;

/** Interim responses, no reason phrase, odd spaces and letters, chunks with extensions, and trailers. */
function writeEverything(answer: VariantResponse, request: VariantRequest): string {
  const headers = [
    ...listHeaders(answer).map(
      ([name, value], index) => `${name}:${index % 2 === 0 ? '' : ' \t'}${value} \r\n`,
    ),
    "x-!#$%&'*+.^_`|~:\xe9\r\n",
    'tRAILER: X-Checksum\r\n',
    'TRANSFER-encoding:Chunked\r\n',
    'connection: Close\r\n',
  ];
  const text = toText(answer);
  const half = Math.ceil(text.length / 2);
  const chunks = [text.slice(0, half), text.slice(half)]
    .filter((part) => part !== '')
    .map((part) => `00${part.length.toString(16).toUpperCase()} ;a=b;c="d;e"\r\n${part}\r\n`);
  const interim =
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n';
  const head = `HTTP/1.1 ${answer.status} \r\n${headers.join('')}\r\n`;
  const body = `${chunks.join('')}000;last\r\nX-Checksum: 1\r\nServer-Timing: app\r\n\r\n`;
  return interim + head + (hasBody(request, answer) ? body : '');
}

/** A server of the nineties: neither a length nor chunks, so that the end of the connection ends the body. */
function writeHttp10(answer: VariantResponse, request: VariantRequest): string {
  const headers = listHeaders(answer).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.0 ${answer.status} OK\r\n${headers.join('')}\r\n${hasBody(request, answer) ? toText(answer) : ''}`;
}

export const transportVariants: Readonly<Record<string, LegalVariant>> = {
  'uses all of HTTP/1.1': { write: writeEverything },
  'speaks HTTP/1.0': { write: writeHttp10 },
};
