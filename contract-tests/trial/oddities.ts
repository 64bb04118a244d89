/** Ways to look odd that break no promise: what servers, proxies and deployments do to answers on their way. */
import { gzipSync } from 'node:zlib';

import type { OddAnswer, Oddity } from './odd-server.ts';

type Headers = OddAnswer['headers'];

export const oddities: Readonly<Record<string, Oddity>> = {
  'indents its JSON': onAnswer((answer) => withJson(answer, (value) => value, 4)),
  'names the charset of its JSON': onHeaders((name, value) =>
    value === 'application/json' ? [name, 'Application/JSON;charset=UTF-8'] : [name, value],
  ),
  'orders its headers otherwise': onAnswer((answer) => ({ ...answer, headers: answer.headers.toReversed() })),
  'writes its headers in upper case': onHeaders((name, value) => [name.toUpperCase(), value]),
  'writes its headers in lower case': onHeaders((name, value) => [name.toLowerCase(), value]),
  'packs its answers': onAnswer((answer) =>
    answer.body.length === 0
      ? answer
      : plus(withBody(answer, gzipSync(answer.body)), ['Content-Encoding', 'gzip']),
  ),
  'sends its answers in chunks': onHeaders((name, value) =>
    /^content-length$/i.test(name) ? undefined : [name, value],
  ),
  'closes every connection': onAnswer((answer) => plus(answer, ['Connection', 'close'])),
  'tells no time': onHeaders((name, value) => (/^date$/i.test(name) ? undefined : [name, value])),
  'names itself and what stands before it': onAnswer((answer) =>
    plus(answer, ['Server', 'nginx/1.25.3'], ['Via', '1.1 proxy'], ['Vary', 'Accept'], ['Vary', 'Cookie']),
  ),
  'names its realm': onHeaders((name, value) => [name, value === 'Bearer' ? 'Bearer realm="api"' : value]),
  'tells the request in headers': onAnswer((answer, count) =>
    plus(
      answer,
      ['X-Request-Id', `r-${count}`],
      ['X-Odd', `${count}-FRA`],
      ['X-Backend', `node-${count % 3}`],
    ),
  ),
  'tells the request in its errors': onAnswer((answer, count) =>
    answer.status < 400 ? answer : withJson(answer, (value) => ({ ...(value as object), request_id: count })),
  ),
  'counts down the rate that is left': onAnswer((answer, count) =>
    plus(answer, ['X-RateLimit-Remaining', String(1000 - count)]),
  ),
  'gives a cookie with each answer': onAnswer((answer, count) =>
    plus(answer, ['Set-Cookie', `sid=${count}; Path=/`]),
  ),
  'adds fields to its jobs': inJobs((job) => ({ ...job, rows: 12, owner: { id: 7 }, tags: [] })),
  'orders the fields of its jobs otherwise': inJobs((job) =>
    Object.fromEntries(Object.entries(job).toReversed()),
  ),
  'writes milliseconds and an offset': inJobs(
    (job) => JSON.parse(JSON.stringify(job).replaceAll(/(:\d\d)Z"/g, '$1.000+00:00"')) as object,
  ),
  'redirects by 308': onAnswer((answer) => (answer.status === 301 ? { ...answer, status: 308 } : answer)),
  'redirects to a whole address': {
    change: (answer, { host }) => ({
      ...answer,
      headers: answer.headers.map(([name, value]) => [
        name,
        name === 'Location' ? `http://${host}${value}` : value,
      ]),
    }),
  },
  'needs no last slash': { rewrite: (target) => target.replace(/(\/status|[0-9a-f]{12})$/, '$1/') },
  'has no answer now and then': nowAndThen(7, answerOf(503, '<h1>Service Unavailable</h1>')),
  'loses its backend twice in a row': {
    instead: ({ count }) => (count % 16 > 13 ? answerOf(502, '') : undefined),
  },
  'throttles now and then': nowAndThen(7, answerOf(429, '{"detail": "Throttled."}', ['Retry-After', '1'])),
  'drops the connection now and then': nowAndThen(9, 'drop'),
};

/** What each answer becomes; the count is that of its request. */
function onAnswer(change: (answer: OddAnswer, count: number) => OddAnswer): Oddity {
  return { change: (answer, { count }) => change(answer, count) };
}

/** What each header becomes; undefined takes it away. */
function onHeaders(change: (name: string, value: string) => Headers[number] | undefined): Oddity {
  return onAnswer((answer) => ({
    ...answer,
    headers: answer.headers.flatMap(([name, value]) => {
      const changed = change(name, value);
      return changed === undefined ? [] : [changed];
    }),
  }));
}

/** What each job becomes, in whichever envelope. */
export function inJobs(change: (job: object) => object): Oddity {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value !== 'object' || value === null) return value;
    if ('job_id' in value) return change(value);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, visit(one)]));
  };
  return onAnswer((answer) => withJson(answer, visit));
}

/** Every so many requests this comes instead of the mock's answer. */
function nowAndThen(every: number, answer: OddAnswer | 'drop'): Oddity {
  return { instead: ({ count }) => (count % every === 0 ? answer : undefined) };
}

function answerOf(status: number, body: string, ...headers: Headers): OddAnswer {
  return { status, headers: [['Content-Type', 'text/html'], ...headers], body: Buffer.from(body) };
}

function withJson(answer: OddAnswer, change: (value: unknown) => unknown, spaces = 0): OddAnswer {
  const isJson = answer.headers.some(
    ([name, value]) => name === 'Content-Type' && value === 'application/json',
  );
  if (!isJson || answer.body.length === 0) return answer;
  const value = change(JSON.parse(answer.body.toString()));
  return withBody(answer, Buffer.from(JSON.stringify(value, null, spaces)));
}

function withBody(answer: OddAnswer, body: Buffer): OddAnswer {
  const headers = answer.headers.map(
    ([name, value]) => [name, name === 'Content-Length' ? String(body.length) : value] as const,
  );
  return { ...answer, headers, body };
}

function plus(answer: OddAnswer, ...headers: Headers): OddAnswer {
  return { ...answer, headers: [...answer.headers, ...headers] };
}
