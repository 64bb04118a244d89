/** For tests: a server that echoes the secrets it received, everywhere in a response and in every encoding. */
import type { IncomingMessage, RequestListener } from 'node:http';

import { firstId, job } from './exchanges.ts';

/** Tokens with every character that URLs, JSON and base64 encode differently. */
export const canaries = {
  CONTRACT_TOKEN: 'canary-one/4711+%7E==',
  CONTRACT_OTHER_TOKEN: 'canary-two"<0815>&',
  CONTRACT_EXPIRED_TOKEN: 'canary-three.1234567890',
} as const;

/**
 * The texts that no output may contain: each token, also without its first character, in the encodings of the server, and each
 * part of ten characters.
 */
export const forbidden: readonly string[] = Object.values(canaries).flatMap((token) => [
  ...listPieces(token),
  ...listSpellings(token),
]);

function listSpellings(token: string): readonly string[] {
  return [token, token.slice(1)].flatMap((text) => [
    ...listEncodings(text),
    JSON.stringify(text).slice(1, -1),
    // The last characters depend on the following ones.
    toBase64(text).slice(0, -4),
  ]);
}

function listEncodings(text: string): readonly string[] {
  return [text, text.toUpperCase(), encodeURIComponent(text), Buffer.from(text).toString('hex')];
}

function toBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** Parts of ten characters, at every position of a token. */
function listPieces(token: string): readonly string[] {
  return Array.from({ length: token.length - 9 }, (_, at) => token.slice(at, at + 10));
}

/** Letters that grow in lower case, have no width or change the direction of a text, around parts of a token. */
function listOddPieces(token: string): readonly string[] {
  if (token.length < 10) return [];
  const [first = '', middle = '', last = ''] = [0, (token.length - 10) >> 1, token.length - 10].map((at) =>
    token.slice(at, at + 10),
  );
  return [
    `\u0130zin yok: ${first}... bu kullan\u0131c\u0131ya ait`,
    `\u202e${middle}\u0130\ufb03\ud83d\ude00`,
    `\u0130${Buffer.from(last).toString('base64')}\u0130`,
    `${[...first].map((letter) => `&#${letter.charCodeAt(0)};`).join('')}\u0130`,
    `\u0130${[...last].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')}`,
  ];
}

/** Every encoding of the input, and of that inside a longer text. */
function readEcho({ headers }: IncomingMessage): readonly string[] {
  const { authorization = '' } = headers;
  const token = authorization.replace(/^\S+ /, '');
  const around = ['', ':', '::'].map((before) => toBase64(before + authorization));
  return [authorization, ...listEncodings(token), toBase64(token), ...around, ...listOddPieces(token)];
}

/** How the server responds; it echoes in each mode. */
export type HostileMode = 'answers' | 'refuses' | 'redirects' | 'returns a page' | 'crashes' | 'returns 404';

const statuses: Readonly<Record<HostileMode, number>> = {
  answers: 200,
  refuses: 401,
  redirects: 302,
  'returns a page': 200,
  crashes: 500,
  'returns 404': 404,
};

export function createHostileHandler(mode: HostileMode): RequestListener {
  return (request, response) => {
    const echo = readEcho(request);
    const all = echo.join(' ').replaceAll(/[^\x20-\x7e]/g, '');
    const own = request.headers.authorization === `Bearer ${canaries.CONTRACT_TOKEN}`;
    response.writeHead(statuses[own ? mode : 'crashes'], all, {
      'Content-Type': mode === 'returns a page' ? 'text/html' : 'application/json',
      'X-Echo': all,
      Location: `https://elsewhere.example/?t=${encodeURIComponent(echo.join(' '))}`,
      'Set-Cookie': [`sid=${encodeURIComponent(all)}; Path=/${encodeURIComponent(all)}`, all],
      'WWW-Authenticate': `Bearer realm="${all}"`,
      Allow: `GET, ${all}`,
    });
    response.end(JSON.stringify(createBody(request.url ?? '', echo)));
  };
}

function createBody(path: string, echo: readonly string[]): unknown {
  if (!path.endsWith('/status/')) return { ...job(), job_id: echo[0], status: echo.join(' '), detail: echo };
  // An id, a status and a time with the token in it; clauses quote each in a breach.
  const jobs = echo.map((text) => job({ job_id: text, status: text, updated_at: text, submitted_at: text }));
  return {
    count: echo,
    next: `?page=${encodeURIComponent(echo.join(' '))}`,
    previous: null,
    results: [job(), { job_id: firstId }, ...jobs],
  };
}
