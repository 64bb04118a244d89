/** Sends the requests of the staged customers to the mock, each over another connection, like independent clients. */
import { request } from 'node:http';

import type { Received, StagedRequest } from './player/stage.ts';

/** A client gives up then, so that a fault such as a dripping body does not stop the show. */
const maxWaitMs = 5000;
const maxBodyLength = 1_000_000;

/** @returns status 0 when the connection failed or took too long */
export function sendOverHttp(
  url: string,
  { method, path, token, body }: StagedRequest,
  signal: AbortSignal,
): Promise<Received> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = {
    Authorization: `Bearer ${token}`,
    Accept: 'application/json',
    ...(body === undefined
      ? {}
      : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
  };
  const ended = AbortSignal.any([signal, AbortSignal.timeout(maxWaitMs)]);
  return new Promise((resolve) => {
    const fail = () => resolve({ status: 0 });
    const sent = request(`${url}${path}`, { method, headers, agent: false, signal: ended }, (response) => {
      let received = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        received += piece;
        if (received.length > maxBodyLength) sent.destroy();
      });
      response.on('error', fail);
      response.on('close', fail);
      response.on('end', () => {
        const { statusCode: status = 0, headers: given } = response;
        resolve(toReceived(status, given['retry-after'], received));
      });
    });
    sent.on('error', fail);
    sent.end(text);
  });
}

/** The response as the player looks at it. */
function toReceived(status: number, retryAfter: string | undefined, body: string): Received {
  const seconds = Number(retryAfter ?? Number.NaN);
  return {
    status,
    ...(Number.isFinite(seconds) ? { retryAfter: seconds } : {}),
    ...parseJson(body),
  };
}

/** Nothing when it is not JSON. */
function parseJson(text: string): { readonly json?: unknown } {
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return {};
  }
}
