/** One request and its response as evidence: redacted, and tagged with its purpose. */
import type { Defect } from './defects.ts';
import type { Tag } from './probes.ts';
import { memoize } from './remember.ts';

export interface Exchange {
  /** `#1`, `#2`, ... in the order of the requests. */
  readonly id: string;
  readonly tag: Tag;
  readonly operationId: string;
  /** The requested job, if any. */
  readonly jobId?: string;
  /** Who sent it, in the traffic of an app: `user-1`; absent when the file does not show it, and in every run of the suite. */
  readonly caller?: string;
  /** Milliseconds since 1970, by the clock of this machine. */
  readonly startedMs: number;
  readonly tookMs: number;
  /** How often the request was sent, if more than once; the outcome is the last one. */
  readonly tries?: number;
  readonly request: {
    readonly method: string;
    readonly url: string;
    /** Secrets are replaced by the name of their variable, e.g. `Bearer $CONTRACT_TOKEN`. */
    readonly headers: readonly Header[];
    readonly body?: string;
  };
  readonly outcome: ExchangeOutcome;
}

export type Header = readonly [name: string, value: string];

export type ExchangeOutcome = Response | NoResponse;

export interface Response {
  readonly kind: 'response';
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string;
  /** What it breaks of HTTP itself; absent for a response that breaks nothing. */
  readonly defects?: readonly Defect[];
  /** Whether the body is that of a server error, although the status means success. */
  readonly isErrorInDisguise?: true;
}

export interface NoResponse {
  readonly kind: 'no-response';
  /** For people. */
  readonly reason: string;
  /** Whether a response came that broke HTTP itself; absent where none came. */
  readonly isMalformed?: true;
}

/** An exchange that was answered. */
export type AnsweredExchange = Exchange & { readonly outcome: Response };

export function isAnswered(exchange: Exchange): exchange is AnsweredExchange {
  return exchange.outcome.kind === 'response';
}

/** A throttled request, or a proxy without a backend. Such a response says nothing about the promises of the API. */
export function isUnavailable({ status }: Response): boolean {
  return [429, 502, 503, 504].includes(status);
}

/** The value of a response header, by its name in any case; several of the same name are joined with a comma. */
export function getHeader(response: Response, name: string): string | undefined {
  return indexHeaders(response).get(name.toLowerCase());
}

const indexHeaders = memoize(({ headers }: Response): ReadonlyMap<string, string> => {
  const byName = new Map<string, string>();
  for (const [name, value] of headers) {
    const known = byName.get(name.toLowerCase());
    byName.set(name.toLowerCase(), known === undefined ? value : `${known}, ${value}`);
  }
  return byName;
});
