/** Turns the traffic of an app, as a browser or a proxy stored it, into evidence without secrets and people. */
import type { Operation } from '../../../openapi/operations.ts';
import { isMap } from '../../../openapi/values.ts';
import { createBodyLimiter } from '../bounds.ts';
import type { Evidence } from '../evidence.ts';
import type { Exchange, Header } from '../exchange.ts';
import { collectKnownWords } from '../known-words.ts';
import { createPseudonymizer } from '../pseudonyms.ts';
import { classify, findAction, type Known } from './classify.ts';
import { chooseBase, createOperationFinder, type FoundOperation } from './find-api.ts';
import type { LeftOutReason } from './left-out.ts';
import { findHeader, type Unpack } from './read-body.ts';
import { type AppEntry, type AppResponse, readEntry } from './read-entries.ts';
import { collectSecrets, type Secrets } from './secrets.ts';
import { createTimeline } from './timeline.ts';

export interface AppTrafficOptions {
  readonly operations: readonly Operation[];
  readonly document: unknown;
  readonly unpack: Unpack;
  /** Only requests below it; by default the base with the most requests. */
  readonly isWanted?: (base: string) => boolean;
}

/** More requests of one session show nothing more, but take long to compare with each other. */
const maxExchanges = 1000;
/** A real URL of the API is short. */
const maxUrlLength = 4000;

/** The caller of requests without a token and a session, which browsers leave out of the file. */
const unknownCaller = 'unknown';

interface ApiEntry extends AppEntry {
  readonly response: AppResponse;
  readonly found: FoundOperation & { readonly operation: Operation };
}

/** @returns undefined when the file has no request of the API */
export function readAppTraffic(har: unknown, options: AppTrafficOptions): Evidence | undefined {
  const log = isMap(har) && isMap(har['log']) ? har['log'] : {};
  const list = Array.isArray(log['entries']) ? (log['entries'] as readonly unknown[]) : [];
  const counts: Partial<Record<LeftOutReason, number>> = {};
  const leaveOut = (reason: LeftOutReason) => {
    counts[reason] = (counts[reason] ?? 0) + 1;
  };
  const entries = list.flatMap((one): readonly AppEntry[] => {
    const entry = readEntry(one, options.unpack);
    if (typeof entry !== 'string') return [entry];
    leaveOut(entry);
    return [];
  });
  const { base, own } = selectApi(entries, options, leaveOut);
  if (base === undefined) return undefined;
  const jobIds = new Set(own.flatMap(({ found }) => found.jobId ?? []));
  const secrets = collectSecrets(
    entries,
    own.map(({ request }) => request),
    jobIds,
  );
  const exchanges = toExchanges(own, secrets, options, leaveOut);
  return {
    target: {
      baseUrl: secrets.redact(base),
      hasOtherToken: false,
      hasExpiredToken: false,
      watchedMs: 0,
      mayWrite: false,
      traffic: { program: getProgram(log), entries: list.length, leftOut: counts },
    },
    exchanges,
  };
}

/** The requests of the API at one base URL; counts all others. */
function selectApi(
  entries: readonly AppEntry[],
  { operations, isWanted = () => true }: AppTrafficOptions,
  leaveOut: (reason: LeftOutReason) => void,
) {
  const find = createOperationFinder(operations);
  const matched = entries.map((entry) => {
    const { method, url } = entry.request;
    return { entry, found: url.href.length > maxUrlLength ? undefined : find(method, url) };
  });
  const bases = matched.flatMap(({ found }) =>
    found !== undefined && isWanted(found.base) ? [found.base] : [],
  );
  const base = chooseBase(bases);
  const own = matched.flatMap(({ entry, found }): readonly ApiEntry[] => {
    const reason =
      found === undefined
        ? 'elsewhere'
        : found.base !== base
          ? 'another-base'
          : (findReason(entry, found) ?? entry.leftOut);
    if (reason !== undefined) leaveOut(reason);
    const { response } = entry;
    const { operation } = found ?? {};
    if (reason !== undefined || found === undefined || response === undefined || operation === undefined)
      return [];
    return [{ ...entry, response, found: { ...found, operation } }];
  });
  return { base, own };
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Why a request of the API says nothing about its promises. */
function findReason({ request, response }: AppEntry, found: FoundOperation): LeftOutReason | undefined {
  if (request.method === 'OPTIONS') return 'preflight';
  if (found.operation === undefined || found.isWithoutSlash) return 'odd-request';
  if (found.jobId !== undefined && !uuid.test(found.jobId)) return 'odd-request';
  if (response === undefined) return undefined;
  const isPage = /html/i.test(findHeader(response.headers, 'content-type') ?? '');
  return isPage && response.status < 400 ? 'web-page' : undefined;
}

function toExchanges(
  own: readonly ApiEntry[],
  secrets: Secrets,
  { document }: AppTrafficOptions,
  leaveOut: (reason: LeftOutReason) => void,
): readonly Exchange[] {
  const bound = createBodyLimiter();
  const hidePeople = createPseudonymizer(collectKnownWords(document));
  const timeline = createTimeline();
  const exchanges: Exchange[] = [];
  for (const { entry, startedMs, isUntimely } of timeline.order(own)) {
    const { request, response, found } = entry;
    const { operation } = found;
    const caller = secrets.getCaller(request) ?? unknownCaller;
    const jobId =
      found.jobId ?? (operation.id === 'controlEnrichment' ? findAction(request.body)?.jobId : undefined);
    const place = `${caller} ${request.method} ${request.url.href}`;
    const isRead = request.method === 'GET' && operation.id !== 'getResults';
    if (isRead && timeline.isRepeated(place, `${response.status} ${response.body}`)) {
      leaveOut('same-again');
      continue;
    }
    if (exchanges.length >= maxExchanges) {
      leaveOut('too-many');
      continue;
    }
    if (!isRead) timeline.forget();
    const known: Known = { ...timeline.getKnown(caller), isUntimely };
    const asked = { request, response, ...(jobId === undefined ? {} : { jobId }) };
    const tag = classify(operation, asked, known);
    const shown = bound({
      kind: 'response',
      status: response.status,
      headers: response.headers.map((header) => redactHeader(header, secrets)),
      body: secrets.redact(response.body),
    });
    const exchange: Exchange = {
      id: `#${exchanges.length + 1}`,
      tag,
      operationId: operation.id,
      ...(jobId === undefined ? {} : { jobId }),
      caller,
      startedMs,
      tookMs: entry.tookMs,
      request: {
        method: request.method,
        url: secrets.redact(formatUrl(found, request.url)),
        headers: showHeaders(request.headers, secrets.showAuthorization(request)),
        ...showBody(request.body, operation.id),
      },
      outcome: hidePeople(shown, operation.id),
    };
    exchanges.push(exchange);
    timeline.add(caller, exchange);
  }
  return exchanges;
}

function redactHeader([name, value]: Header, { redact }: Secrets): Header {
  const isCookie = name.toLowerCase() === 'set-cookie';
  return [redact(name), redact(isCookie ? value.replaceAll(/=[^;\n]*/g, '=[cookie]') : value)];
}

/** Only documented parameters keep their values; others may hold names or secrets. */
function formatUrl({ base, operation, jobId = '' }: ApiEntry['found'], url: URL): string {
  const path = operation.path.replace(/\{[^}]+\}/, () => encodeURIComponent(jobId));
  const names = new Set(operation.parameters.map(({ name }) => name));
  const query = [...url.searchParams].map(([name, value]) => {
    const isShown = names.has(name) && /^[\w.-]{1,40}$/.test(value);
    return /^[a-z][\w.-]{0,40}$/i.test(name) ? `${name}=${isShown ? value : '[value]'}` : '[parameter]';
  });
  return `${base}${path}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

const shownHeaders: ReadonlySet<string> = new Set([
  'accept',
  'content-type',
  'if-none-match',
  'if-modified-since',
]);

function showHeaders(headers: readonly Header[], authorization: Header | undefined): readonly Header[] {
  const kept = headers
    .filter(([name]) => shownHeaders.has(name.toLowerCase()))
    .map(([name, value]): Header => [name, value.slice(0, 200)]);
  return authorization === undefined ? kept : [authorization, ...kept];
}

/** Submitted records are people. An action names only a job. */
function showBody(body: string, operationId: string): { readonly body?: string } {
  if (body === '') return {};
  const action = operationId === 'controlEnrichment' ? findAction(body) : undefined;
  if (action === undefined || !uuid.test(action.jobId)) return { body: `[${body.length} characters]` };
  return { body: JSON.stringify({ csv_file_id: action.jobId, action: action.action }) };
}

/** `WebInspector 537.36`, as the file names it. */
function getProgram({ creator }: Readonly<Record<string, unknown>>): string {
  const { name, version } = isMap(creator) ? creator : {};
  const text = [name, version].filter((one) => typeof one === 'string').join(' ');
  return text.replaceAll(/[^\w .()+/-]/g, '').slice(0, 60) || 'an unknown program';
}
