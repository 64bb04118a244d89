/** For tests: the same session as five programs store it, each with its habits. */
import { gzipSync } from 'node:zlib';

import type { AppCall } from './app-session.ts';
import { type StoredCall, storeCalls } from './stored-calls.ts';

export interface HarProgram {
  readonly name: string;
  readonly write: (calls: readonly AppCall[], origin?: string) => object;
}

type Pairs = readonly { readonly name: string; readonly value: string }[];

const toPairs = (headers: Readonly<Record<string, string>>): Pairs =>
  Object.entries(headers).map(([name, value]) => ({ name, value }));
const toTitle = (headers: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.replaceAll(/\b[a-z]/g, (sign) => sign.toUpperCase()),
      value,
    ]),
  );
const drop = (headers: Readonly<Record<string, string>>, ...names: readonly string[]) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));

interface Habits {
  readonly creator: Readonly<Record<string, string>>;
  readonly toTime?: (at: Date) => string;
  readonly toRequestHeaders?: (stored: StoredCall) => Pairs;
  readonly toResponseHeaders?: (stored: StoredCall) => Pairs;
  readonly toContent?: (stored: StoredCall) => object;
  readonly toEntry?: (stored: StoredCall) => object;
  readonly extra?: readonly object[];
}

function createProgram(name: string, habits: Habits): HarProgram {
  const { creator, extra = [], toTime = (at) => at.toISOString(), toEntry = () => ({}) } = habits;
  const toRequestHeaders = habits.toRequestHeaders ?? ((one) => toPairs(one.requestHeaders));
  const toResponseHeaders = habits.toResponseHeaders ?? ((one) => toPairs(one.headers));
  const toContent = habits.toContent ?? toText;
  const write: HarProgram['write'] = (calls, origin = 'https://app.example') => ({
    log: {
      version: '1.2',
      creator,
      pages: [],
      entries: [
        ...extra,
        ...storeCalls(calls, origin).map((one) => ({
          startedDateTime: toTime(one.at),
          time: one.tookMs,
          request: {
            method: one.method,
            url: one.url,
            httpVersion: 'HTTP/2',
            headers: toRequestHeaders(one),
            queryString: [],
            cookies: [],
            headersSize: -1,
            bodySize: -1,
            ...(one.requestBody === undefined
              ? {}
              : { postData: { mimeType: 'application/json', text: one.requestBody } }),
          },
          response: {
            status: one.status,
            statusText: '',
            httpVersion: 'HTTP/2',
            headers: toResponseHeaders(one),
            cookies: [],
            content: toContent(one),
            redirectURL: '',
            headersSize: -1,
            bodySize: -1,
          },
          cache: {},
          timings: { send: 0, wait: one.tookMs, receive: 0 },
          ...toEntry(one),
        })),
      ],
    },
  });
  return { name, write };
}

const getSize = (text: string) => new TextEncoder().encode(text).length;
const getType = ({ headers }: StoredCall) => headers['content-type'] ?? '';
const toText = (one: StoredCall) => ({ size: getSize(one.body), mimeType: getType(one), text: one.body });
const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

const odd = (url: string, response: object, others: object = {}) => ({
  startedDateTime: '2026-05-06T15:00:00.000Z',
  time: 0,
  request: { method: 'GET', url, headers: [] },
  response,
  ...others,
});

/** Chrome 130 and later leave out credentials, and bodies that are no longer in memory. */
export const chrome = createProgram('Chrome', {
  creator: { name: 'WebInspector', version: '537.36' },
  toRequestHeaders: ({ url, method, requestHeaders }) => [
    { name: ':authority', value: new URL(url).host },
    { name: ':method', value: method },
    ...toPairs(drop(requestHeaders, 'authorization', 'cookie')),
  ],
  toResponseHeaders: ({ headers }) => toPairs(drop(headers, 'set-cookie')),
  toEntry: ({ method }) => ({
    _resourceType: method === 'OPTIONS' ? 'preflight' : 'fetch',
    _priority: 'High',
    connection: '443',
  }),
  extra: [
    odd('data:image/png;base64,iVBORw0KGgo=', {
      status: 200,
      headers: [],
      content: { size: 3, mimeType: 'image/png' },
    }),
    odd(
      'wss://app.example/live',
      { status: 101, headers: [], content: {} },
      { _resourceType: 'websocket', _webSocketMessages: [{ type: 'send', data: 'hi' }] },
    ),
    odd('https://app.example/backend/api/v1/enrichment/status/', {
      status: 0,
      _error: 'net::ERR_ABORTED',
      headers: [],
      content: {},
    }),
    odd('https://app.example/backend/api/v1/enrichment/status/', {
      status: 200,
      headers: [],
      content: { size: 5_000_000, mimeType: 'application/json' },
    }),
    odd(
      'https://app.example/backend/api/v1/enrichment/status/',
      { status: 200, headers: [], content: { size: 2, mimeType: 'application/json', text: '[]' } },
      { _fromCache: 'disk' },
    ),
  ],
});

/** Chrome with "allow to generate HAR with sensitive data". */
export const chromeInFull = createProgram('Chrome with sensitive data', {
  creator: { name: 'WebInspector', version: '537.36' },
});

export const firefox = createProgram('Firefox', {
  creator: { name: 'Firefox', version: '133.0.3' },
  toTime: (at) => `${new Date(at.getTime() + 7_200_000).toISOString().slice(0, -1)}+02:00`,
  toRequestHeaders: ({ requestHeaders }) => toPairs(toTitle(requestHeaders)),
  toContent: (one) =>
    /json|text/.test(getType(one))
      ? toText(one)
      : { ...toText(one), encoding: 'base64', text: toBase64(Buffer.from(one.body)) },
  toEntry: () => ({ _securityState: 'secure', pageref: 'page_1', cache: { afterRequest: null } }),
  extra: [
    odd('https://app.example/backend/api/v1/enrichment/status/', {
      status: 200,
      headers: [],
      content: { mimeType: 'application/json', size: 900, comment: 'Response bodies are not included.' },
    }),
    odd('https://app.example/backend/api/v1/enrichment/status/', {
      status: 200,
      headers: [],
      content: { mimeType: 'application/json', size: 2_000_000, text: '[{"job_id":"9f3e' },
    }),
  ],
});

export const charles = createProgram('Charles', {
  creator: { name: 'Charles Proxy', version: '4.6.7' },
  toRequestHeaders: ({ url, method, requestHeaders }) => [
    ...toPairs({ ':method': method, ':path': new URL(url).pathname, ':scheme': 'https' }),
    ...toPairs(requestHeaders),
  ],
  toContent: (one) => ({ ...toText(one), compression: 12 }),
  toEntry: ({ tookMs }) => ({
    time: tookMs,
    timings: { dns: -1, connect: -1, ssl: -1, send: 0, wait: tookMs, receive: 0 },
    _charlesStatus: 'COMPLETE',
  }),
  extra: [
    {
      startedDateTime: '2026-05-06T15:00:00.000+0000',
      time: -1,
      request: { method: 'CONNECT', url: 'app.example:443', headers: [] },
    },
    odd('https://app.example/backend/api/v1/enrichment/status/', { status: -1, headers: [], content: {} }),
  ],
});

/** The bodies as they were on the wire: compressed, and in base64. */
const proxyman = createProgram('Proxyman', {
  creator: { name: 'Proxyman', version: '5.6.0' },
  toResponseHeaders: ({ headers, body }) =>
    toPairs({
      ...headers,
      ...(body === '' ? {} : { 'content-encoding': 'gzip' }),
      'content-length': String(body === '' ? 0 : gzipSync(body).length),
    }),
  toContent: (one) =>
    one.body === ''
      ? { size: 0, mimeType: getType(one) }
      : {
          size: getSize(one.body),
          mimeType: getType(one),
          encoding: 'base64',
          text: toBase64(gzipSync(one.body)),
        },
  toEntry: () => ({ _id: '17', _name: 'app.example', _isHTTPS: true, _clientName: 'Safari', comment: '' }),
});

export const mitmproxy = createProgram('mitmproxy', {
  creator: { name: 'mitmproxy', version: '11.0.2', comment: '' },
  toTime: (at) => at.toISOString().replace('Z', '456+00:00'),
  toContent: (one) => ({ ...toText(one), compression: 0 }),
  toEntry: ({ tookMs }) => ({
    time: 0,
    timings: { connect: -1, ssl: -1, send: 0.4, wait: tookMs, receive: 0.2 },
  }),
  extra: [
    odd('https://app.example/socket', { status: 101, headers: [], content: {} }, { _webSocketMessages: [] }),
  ],
});

export const harPrograms: readonly HarProgram[] = [
  chrome,
  chromeInFull,
  firefox,
  charles,
  proxyman,
  mitmproxy,
];
