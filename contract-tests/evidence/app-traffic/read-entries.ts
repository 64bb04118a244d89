/** Reads the entries of a HAR that a browser or a proxy wrote. No field is certain to be there, and no entry stops the others. */
import { isMap } from '../../../openapi/values.ts';
import type { Header } from '../exchange.ts';
import { readBody, type Unpack } from './read-body.ts';
import type { LeftOutReason } from './left-out.ts';

export interface AppRequest {
  readonly method: string;
  readonly url: URL;
  /** Without the pseudo-headers of HTTP/2, which the URL contains. */
  readonly headers: readonly Header[];
  readonly cookies: readonly Header[];
  /** The text of the body; empty when there is none. */
  readonly body: string;
}

export interface AppResponse {
  readonly status: number;
  readonly headers: readonly Header[];
  readonly cookies: readonly Header[];
  readonly body: string;
}

export interface AppEntry {
  readonly request: AppRequest;
  /** Undefined when the entry is left out. */
  readonly response?: AppResponse;
  readonly leftOut?: LeftOutReason;
  /** Milliseconds since 1970; undefined when the file does not say it. */
  readonly startedMs?: number;
  /** 0 when the file does not say it. */
  readonly tookMs: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** @returns an entry, or why there is none */
export function readEntry(value: unknown, unpack: Unpack): AppEntry | LeftOutReason {
  if (!isMap(value) || !isMap(value['request'])) return 'unreadable';
  const { request } = value;
  const text = request['url'];
  if (typeof text !== 'string' || typeof request['method'] !== 'string') return 'unreadable';
  if (!/^https?:/i.test(text) || '_webSocketMessages' in value || value['_resourceType'] === 'websocket')
    return 'not-http';
  if (!URL.canParse(text)) return 'unreadable';
  const url = new URL(text);
  url.username = '';
  url.password = '';
  url.hash = '';
  const asked: AppRequest = {
    method: request['method'].toUpperCase(),
    url,
    headers: readPairs(request['headers']),
    cookies: readPairs(request['cookies']),
    body: readPostData(request['postData']),
  };
  const entry = { request: asked, ...readTimes(value) };
  const response = isMap(value['response']) ? value['response'] : undefined;
  const answer = response === undefined ? 'unanswered' : readResponse(asked, response, unpack);
  if (typeof answer === 'string') return { ...entry, leftOut: answer };
  return isFromCache(value, answer) ? { ...entry, leftOut: 'cached' } : { ...entry, response: answer };
}

function readResponse(asked: AppRequest, response: Fields, unpack: Unpack): AppResponse | LeftOutReason {
  const { status } = response;
  // Blocked and cancelled requests have 0 or -1.
  if (typeof status !== 'number' || !Number.isInteger(status) || status < 100 || status > 599)
    return 'unanswered';
  if (status === 101) return 'not-http';
  const content = isMap(response['content']) ? response['content'] : {};
  const headers = addMediaType(readPairs(response['headers']), content['mimeType']);
  const body = asked.method === 'HEAD' ? '' : readBody(status, headers, content, unpack);
  if (typeof body !== 'string') return body.leftOut;
  return { status, headers, cookies: readPairs(response['cookies']), body };
}

/** Some programs drop headers, but keep the media type. */
function addMediaType(headers: readonly Header[], mediaType: unknown): readonly Header[] {
  const has = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const isKnown = typeof mediaType === 'string' && mediaType.includes('/') && mediaType !== 'x-unknown';
  return has || !isKnown ? headers : [...headers, ['content-type', mediaType]];
}

/** The marks of Chrome; the others store a cached response as status 304. */
function isFromCache(entry: Fields, { status }: AppResponse): boolean {
  const { response } = entry;
  const marks = isMap(response) ? [entry, response] : [entry];
  return (
    status === 304 ||
    marks.some((one) =>
      ['_fromCache', '_fromDiskCache', '_servedFromCache', '_fetchedViaServiceWorker'].some(
        (name) => one[name] !== undefined && one[name] !== false && one[name] !== null,
      ),
    )
  );
}

function readTimes({ startedDateTime, time, timings }: Fields): Pick<AppEntry, 'startedMs' | 'tookMs'> {
  const startedMs = typeof startedDateTime === 'string' ? Date.parse(startedDateTime) : Number.NaN;
  const phases = isMap(timings)
    ? Object.entries(timings).filter(([name]) => !/^(_|ssl$|comment$)/.test(name))
    : [];
  const sum = phases.reduce((total, [, one]) => total + toDuration(one), 0);
  const tookMs = Math.max(toDuration(time), time === undefined || toDuration(time) === 0 ? sum : 0);
  // A clock of the year 0 or 1970 was not set.
  return Number.isFinite(startedMs) && startedMs > 86_400_000 ? { startedMs, tookMs } : { tookMs };
}

/** Unknown durations are -1, null or missing. */
function toDuration(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.min(value, 86_400_000) : 0;
}

/** Headers, cookies and parameters: a list of `name` and `value`. */
function readPairs(list: unknown): readonly Header[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: unknown): readonly Header[] => {
    if (!isMap(one) || typeof one['name'] !== 'string' || one['name'].startsWith(':')) return [];
    const { name, value } = one;
    return [[name, typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)]];
  });
}

function readPostData(postData: unknown): string {
  if (!isMap(postData)) return '';
  const { text, params } = postData;
  if (typeof text === 'string') return text;
  return new URLSearchParams(
    readPairs(params).map(([name, value]): [string, string] => [name, value]),
  ).toString();
}
