/** The bearer token: its legal spellings, other spellings, and other places. */
import { ownJob, queued, unauthorized } from '../answers.ts';
import type { WireCase } from './wire-case.ts';

/** The response to each Authorization header; undefined sends none. */
const spellings: readonly (readonly [name: string, authorization: string | undefined, want: string])[] = [
  ['as documented', 'Bearer alice-token', queued],
  ['in lower case', 'bearer alice-token', queued],
  ['in upper case', 'BEARER alice-token', queued],
  ['with several spaces', 'Bearer   alice-token', queued],
  ['with a tab', 'Bearer\talice-token', queued],
  ['with spaces and a tab', 'Bearer \t alice-token', queued],
  ['with a trailing space', 'Bearer alice-token ', queued],
  ['with a leading space', ' Bearer alice-token', queued],
  ['nothing', undefined, unauthorized],
  ['an empty value', '', unauthorized],
  ['white space', '  ', unauthorized],
  ['the scheme alone', 'Bearer', unauthorized],
  ['the scheme and white space', 'Bearer  ', unauthorized],
  ['another scheme', 'Basic YWxpY2U6dG9rZW4=', unauthorized],
  ["the platform's other scheme", 'Token alice-token', unauthorized],
  ['a plausible scheme', 'JWT alice-token', unauthorized],
  ['the bare token', 'alice-token', unauthorized],
  ['a colon after the scheme', 'Bearer: alice-token', unauthorized],
  ['no space', 'Beareralice-token', unauthorized],
  ['a second word', 'Bearer alice-token again', unauthorized],
  ['the header twice, as a server joins it', 'Bearer alice-token,Bearer alice-token', unauthorized],
  ['two tokens', 'Bearer alice-token, bob-token', unauthorized],
  ['an unknown token', 'Bearer nobody-token', unauthorized],
  ['a part of the token', 'Bearer alice-toke', unauthorized],
  ['the token doubled', 'Bearer alice-tokenalice-token', unauthorized],
  ['the token in quotes', 'Bearer "alice-token"', unauthorized],
  ['the token in capitals', 'Bearer ALICE-TOKEN', unauthorized],
  ['an expired token', 'Bearer expired-token', unauthorized],
  ['an expired token in a separate world', 'Bearer expired-token~mine', unauthorized],
  ['the token of an inactive user', 'Bearer dave-token', unauthorized],
  ['Latin-1 in the token', 'Bearer alice-tok\u00e9n', unauthorized],
  ['UTF-8 in the token', 'Bearer alice-tok\u00c3\u00a9n', unauthorized],
  ['Latin-1 in the scheme', 'B\u00e9arer alice-token', unauthorized],
  ['a no-break space', 'Bearer\u00a0alice-token', unauthorized],
  ['4000 characters', `Bearer ${'a'.repeat(4000)}`, unauthorized],
  ['an invalid world name', 'Bearer alice-token~-', unauthorized],
  ['a no-break space in the token', 'Bearer alice\u00a0token', unauthorized],
  ['a comma after the token', 'Bearer alice-token,', unauthorized],
  ['an equals sign', 'Bearer=alice-token', unauthorized],
  ['a parameter', 'Bearer token=alice-token', unauthorized],
  ['angle brackets', 'Bearer <alice-token>', unauthorized],
  ['an escaped token', 'Bearer alice%2Dtoken', unauthorized],
  ['the word null', 'Bearer null', unauthorized],
  ['an emoji in UTF-8', 'Bearer \u00f0\u009f\u0098\u0080', unauthorized],
  ['a byte order mark', 'Bearer\u00ef\u00bb\u00bfalice-token', unauthorized],
];

/** Other places, where a token is ignored. */
const elsewhere: readonly (readonly [
  name: string,
  target: string,
  headers: Readonly<Record<string, string>>,
])[] = [
  ['in the query', `${ownJob}?token=alice-token&access_token=alice-token`, {}],
  ['in a cookie', ownJob, { cookie: 'token=alice-token' }],
  ['in X-API-Key', ownJob, { 'x-api-key': 'alice-token' }],
  ['in Proxy-Authorization', ownJob, { 'proxy-authorization': 'Bearer alice-token' }],
];

export const bearer: readonly WireCase[] = [
  ...spellings.map(([name, authorization, want]) => {
    const headers = authorization === undefined ? {} : { authorization };
    return [name, `GET ${ownJob}`, { token: null, headers }, want] as const;
  }),
  ...elsewhere.map(
    ([name, target, headers]) =>
      [`a token ${name}`, `GET ${target}`, { token: null, headers }, unauthorized] as const,
  ),
];
