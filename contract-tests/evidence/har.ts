/** Formats evidence as HAR 1.2, which the developer tools of every browser open; custom fields start with an underscore. */
import type { Entry, Har, Header as HarHeader } from 'har-format';

import type { Defect } from './defects.ts';
import type { Earlier } from './earlier.ts';
import type { Evidence, Target } from './evidence.ts';
import { type Exchange, getHeader, type ExchangeOutcome } from './exchange.ts';

/** Our fields of an entry, from which it can be judged again. */
interface EvidenceEntry extends Entry {
  readonly _exchange: Omit<Exchange, 'request' | 'outcome'> & {
    readonly failed?: string;
    readonly malformed?: true;
    readonly defects?: readonly Defect[];
    readonly disguised?: true;
  };
}

interface EvidenceHar extends Har {
  readonly log: Har['log'] & {
    readonly entries: EvidenceEntry[];
    readonly _target: Target;
    readonly _earlier?: Earlier;
  };
}

/** @param version of the program that collected the evidence */
export function formatHar({ target, exchanges, earlier }: Evidence, version: string): EvidenceHar {
  return {
    log: {
      version: '1.2',
      creator: { name: 'enrichment-sandbox', version },
      entries: exchanges.map(toHarEntry),
      _target: target,
      ...(earlier === undefined ? {} : { _earlier: earlier }),
    },
  };
}

function toHarEntry({ request, outcome, ...rest }: Exchange): EvidenceEntry {
  const url = new URL(request.url);
  return {
    _exchange:
      outcome.kind === 'response'
        ? {
            ...rest,
            ...(outcome.defects === undefined ? {} : { defects: outcome.defects }),
            ...(outcome.isErrorInDisguise === true ? { disguised: true } : {}),
          }
        : { ...rest, failed: outcome.reason, ...(outcome.isMalformed === true ? { malformed: true } : {}) },
    startedDateTime: new Date(rest.startedMs).toISOString(),
    time: rest.tookMs,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: 'HTTP/1.1',
      headers: toHarHeaders(request.headers),
      queryString: [...url.searchParams].map(([name, value]) => ({ name, value })),
      cookies: [],
      headersSize: -1,
      bodySize: request.body === undefined ? 0 : new TextEncoder().encode(request.body).length,
      ...(request.body === undefined
        ? {}
        : { postData: { mimeType: 'application/json', text: request.body } }),
    },
    response: toHarResponse(outcome),
    cache: {},
    timings: { send: 0, wait: rest.tookMs, receive: 0 },
  };
}

function toHarResponse(outcome: ExchangeOutcome): Entry['response'] {
  const common = { httpVersion: 'HTTP/1.1', cookies: [], headersSize: -1 };
  if (outcome.kind === 'no-response') {
    const content = { size: 0, mimeType: 'x-unknown' };
    return {
      ...common,
      status: 0,
      statusText: outcome.reason,
      headers: [],
      content,
      redirectURL: '',
      bodySize: -1,
    };
  }
  const size = new TextEncoder().encode(outcome.body).length;
  return {
    ...common,
    status: outcome.status,
    statusText: '',
    headers: toHarHeaders(outcome.headers),
    content: { size, mimeType: getHeader(outcome, 'content-type') ?? '', text: outcome.body },
    redirectURL: getHeader(outcome, 'location') ?? '',
    bodySize: size,
  };
}

function toHarHeaders(headers: Exchange['request']['headers']): HarHeader[] {
  return headers.map(([name, value]) => ({ name, value }));
}
