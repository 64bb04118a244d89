/** For tests of HAR files: the requests of a session with their times, headers and bodies, before a program stores them. */
import type { AppCall } from './app-session.ts';

/** One entry, before a program adds its habits. */
export interface StoredCall {
  readonly at: Date;
  readonly tookMs: number;
  readonly method: string;
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly requestBody: string | undefined;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const begin = Date.parse('2026-05-06T15:00:00.000Z');

/** By default, each call is two seconds after the one before. */
export function storeCalls(calls: readonly AppCall[], origin: string): readonly StoredCall[] {
  let seconds = 0;
  return calls.map((call) => {
    seconds = call.at ?? seconds + 2;
    const { method = 'GET', token, cookie, status = 200, body = '', tookMs = 40 } = call;
    const at = new Date(begin + seconds * 1000);
    return {
      at,
      tookMs,
      method,
      url: call.to.startsWith('/') ? `${origin}${call.to}` : call.to,
      requestHeaders: {
        accept: 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(cookie === undefined ? {} : { cookie }),
        'user-agent': 'Mozilla/5.0',
      },
      requestBody: call.requestBody,
      status,
      headers: {
        'content-type': 'application/json',
        date: at.toUTCString(),
        'x-content-type-options': 'nosniff',
        'set-cookie': 'sessionid=abc123def456ghi789; HttpOnly',
        ...call.headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    };
  });
}
