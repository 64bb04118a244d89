/** One row of the table of requests and responses. */
import type { MockRequest } from '../mock-under-test.ts';

/**
 * `want` is the status with the body, or with the Location of a redirect. ID replaces the id of a new job.
 * `cases.test.ts` checks the rows against the mock, and `make reference` against a real server.
 */
export type WireCase = readonly [name: string, line: string, sent: MockRequest, want: string];

/** Text in which each character is one byte. */
export function bytes(text: string): Uint8Array {
  return Uint8Array.from(text, (byte) => byte.charCodeAt(0));
}

export const submit = 'POST /api/v1/enrichment/submit/';
export const control = 'POST /api/v1/enrichment-control/';

/** A body of a content type. */
export function typed(type: string, body: string): MockRequest {
  return { headers: { 'content-type': type }, body: bytes(body) };
}
export const json = (body: string): MockRequest => typed('application/json', body);
export const form = (body: string): MockRequest => typed('application/x-www-form-urlencoded', body);
