/** The effect of Django's sessions on an API that does not use them: the cookie of an invalid session is deleted. */
import { strip } from './python.ts';
import type { WireReply, WireRequest } from './message.ts';
import { decodeReplacing } from './encodings/utf-8.ts';

const cookieName = 'sessionid';
/** A shorter key cannot belong to a session. */
const minKeyLength = 8;
const deletion = `${cookieName}=""; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/; SameSite=Lax`;

/** The reply, which deletes the cookie if its session cannot exist. */
export function expireBadSession(reply: WireReply, { headers }: WireRequest): WireReply {
  const { cookie } = headers;
  const key = cookie === undefined ? undefined : findSessionKey(cookie);
  if (key === undefined || [...key].length >= minKeyLength) return reply;
  const vary = reply.headers.find(([name]) => name === 'Vary')?.[1];
  const words = vary?.split(', ') ?? [];
  const others = reply.headers.filter(([name]) => name !== 'Vary');
  const all = words.includes('Cookie') ? words : [...words, 'Cookie'];
  return { ...reply, headers: [...others, ['Vary', all.join(', ')], ['Set-Cookie', deletion]] };
}

/** The last cookie of that name counts; a cookie without an equals sign has no name. */
function findSessionKey(cookies: string): string | undefined {
  const keys = decodeReplacing(cookies)
    .split(';')
    .filter((cookie) => strip(cookie.split('=', 1)[0] ?? '') === cookieName && cookie.includes('='))
    .map((cookie) => unquoteCookie(strip(cookie.slice(cookie.indexOf('=') + 1))));
  return keys.at(-1);
}

/** As Python's `http.cookies` takes quotes and escapes away. */
function unquoteCookie(value: string): string {
  if (value.length < 2 || !/^".*"$/s.test(value)) return value;
  return value
    .slice(1, -1)
    .replaceAll(/\\(?:([0-3][0-7][0-7])|(.))/g, (_, octal?: string, sign = '') =>
      octal === undefined ? sign : String.fromCharCode(Number.parseInt(octal, 8)),
    );
}
