/**
 * The cookie of a browser that has logged in. It is signed and holds no secret, so that all processes with the same
 * control token accept it, and none has to remember it.
 */
import type { Instant } from '../../time/time.ts';
import { type Hashing, isSameDigest } from './secrets.ts';

/** Of the cookie. */
export const sessionCookie = 'enrichment_mock_session';
/** Half a day: a browser logs in once per day of work. */
export const sessionMs = 12 * 3_600_000;

/** @param who the name of a team; empty for the operator */
export function createSession(who: string, key: string, now: Instant, sign: Hashing['sign']): string {
  const text = `${now + sessionMs}.${who}`;
  return `${text}.${sign(key, text)}`;
}

/**
 * @param getKey the key that signs the sessions of a team, or of the operator; undefined when there is no such team
 * @returns whose session it is; undefined when it is none, was changed or is over
 */
export function readSession(
  value: string,
  getKey: (who: string) => string | undefined,
  now: Instant,
  sign: Hashing['sign'],
): string | undefined {
  const [, text = '', end = '', who = '', signature = ''] =
    /^((\d{1,16})\.([a-z\d-]{0,64}))\.([\da-f]{64})$/.exec(value) ?? [];
  const key = text === '' ? undefined : getKey(who);
  // One from the future was signed by a clock that is ahead.
  if (key === undefined || Number(end) <= now || Number(end) > now + 2 * sessionMs) return undefined;
  return isSameDigest(sign(key, text), signature) ? who : undefined;
}

/** The values of all cookies of this name: a page of a neighbouring port can set another one. */
export function findCookies(header: string | undefined, name: string): readonly string[] {
  return (header ?? '')
    .slice(0, maxCookieLength)
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
    .slice(0, maxCookies);
}

const maxCookieLength = 16_384;
const maxCookies = 5;
