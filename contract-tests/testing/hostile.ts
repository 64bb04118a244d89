/** For tests: a server that gives back the secrets which it was sent, wherever an answer has room and in every spelling. */
import type { IncomingMessage, RequestListener } from 'node:http';

import { firstId, job } from './exchanges.ts';

/** Tokens with everything in them that is spelled otherwise in addresses, in JSON and in base64. */
export const canaries = {
  CONTRACT_TOKEN: 'canary-one/4711+%7E==',
  CONTRACT_OTHER_TOKEN: 'canary-two"<0815>&',
  CONTRACT_EXPIRED_TOKEN: 'canary-three.1234567890',
} as const;

/** What must stand in no output: each token, cut by its first character too, in the spellings of the server. */
export const forbidden: readonly string[] = Object.values(canaries).flatMap((token) =>
  [token, token.slice(1)].flatMap((text) => [
    ...spelled(text),
    JSON.stringify(text).slice(1, -1),
    // The last characters depend on what comes after.
    base64Of(text).slice(0, -4),
  ]),
);

function spelled(text: string): readonly string[] {
  return [text, text.toUpperCase(), encodeURIComponent(text), Buffer.from(text).toString('hex')];
}

function base64Of(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** Every spelling of what was sent, and of that within more. */
function echoOf({ headers }: IncomingMessage): readonly string[] {
  const { authorization = '' } = headers;
  const token = authorization.replace(/^\S+ /, '');
  const around = ['', ':', '::'].map((before) => base64Of(before + authorization));
  return [authorization, ...spelled(token), base64Of(token), ...around];
}

/** How the server answers; all of them echo. */
export type Manner = 'answers' | 'refuses' | 'redirects' | 'shows a page' | 'crashes' | 'is not there';

const statuses: Readonly<Record<Manner, number>> = {
  answers: 200,
  refuses: 401,
  redirects: 302,
  'shows a page': 200,
  crashes: 500,
  'is not there': 404,
};

export function hostile(manner: Manner): RequestListener {
  return (request, response) => {
    const echo = echoOf(request);
    const all = echo.join(' ').replaceAll(/[^\x20-\x7e]/g, '');
    const own = request.headers.authorization === `Bearer ${canaries.CONTRACT_TOKEN}`;
    response.writeHead(statuses[own ? manner : 'crashes'], all, {
      'Content-Type': manner === 'shows a page' ? 'text/html' : 'application/json',
      'X-Echo': all,
      Location: `https://elsewhere.example/?t=${encodeURIComponent(echo.join(' '))}`,
      'Set-Cookie': [`sid=${encodeURIComponent(all)}; Path=/${encodeURIComponent(all)}`, all],
      'WWW-Authenticate': `Bearer realm="${all}"`,
      Allow: `GET, ${all}`,
    });
    response.end(JSON.stringify(bodyOf(request.url ?? '', echo)));
  };
}

function bodyOf(path: string, echo: readonly string[]): unknown {
  if (!path.endsWith('/status/')) return { ...job(), job_id: echo[0], status: echo.join(' '), detail: echo };
  // An id, a status and a time with the token in it, each of which clauses repeat when they tell what is wrong.
  const jobs = echo.map((text) => job({ job_id: text, status: text, updated_at: text, submitted_at: text }));
  return {
    count: echo,
    next: `?page=${encodeURIComponent(echo.join(' '))}`,
    previous: null,
    results: [job(), { job_id: firstId }, ...jobs],
  };
}
