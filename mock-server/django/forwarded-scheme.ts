/** Determines the scheme of the client's URL, like the server in front of Django. */
import type { WireRequest } from './message.ts';

/** Headers by which a proxy says that the client came over https; their values are taken letter by letter. */
const secureHeaders: Readonly<Record<string, string>> = {
  'x-forwarded-protocol': 'ssl',
  'x-forwarded-proto': 'https',
  'x-forwarded-ssl': 'on',
};

/** A contradiction when the headers of one request do not agree. */
export function getScheme({ headers, scheme = 'http' }: WireRequest): 'http' | 'https' | 'contradiction' {
  const found = Object.entries(secureHeaders).flatMap(([name, value]) =>
    headers[name] === undefined ? [] : [headers[name] === value],
  );
  if (new Set(found).size > 1) return 'contradiction';
  return found[0] === true ? 'https' : scheme;
}
