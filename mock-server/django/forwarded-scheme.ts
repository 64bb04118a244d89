/** Determines the scheme of the client's URL, like the server in front of Django. */
import type { WireRequest } from './message.ts';

/** Headers by which a proxy says that the client came over https; their values are taken letter by letter. */
const secureHeaders = [
  ['x-forwarded-protocol', 'ssl'],
  ['x-forwarded-proto', 'https'],
  ['x-forwarded-ssl', 'on'],
] as const;

/** A contradiction when the headers of one request do not agree. */
export function getScheme({ headers, scheme = 'http' }: WireRequest): 'http' | 'https' | 'contradiction' {
  let isSecure: boolean | undefined;
  for (const [name, value] of secureHeaders) {
    const sent = headers[name];
    if (sent === undefined) continue;
    if (isSecure !== undefined && isSecure !== (sent === value)) return 'contradiction';
    isSecure = sent === value;
  }
  return isSecure === true ? 'https' : scheme;
}
