/** Asks on behalf of a user, asks again where chance may have spoken, and keeps the redacted evidence. */
import type { Exchange, Header, Outcome, Tag } from '../evidence/exchange.ts';
import { headerOf } from '../evidence/exchange.ts';
import type { Redactor } from '../evidence/redactor.ts';
import type { Client } from './client.ts';

export interface Question {
  readonly tag: Tag;
  readonly operationId: string;
  readonly jobId?: string;
  readonly method?: string;
  readonly url: string;
  readonly credential?: Credential;
}

/** An Authorization header as it is sent, and as it is written down. */
export interface Credential {
  readonly sent: string;
  readonly shown: string;
}

export interface Ports {
  readonly client: Client;
  readonly redact: Redactor;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

export interface Surveyor {
  readonly ask: (question: Question) => Promise<Exchange>;
  readonly exchanges: readonly Exchange[];
}

/** Waits before the second and the third try, in milliseconds. */
const pauses = [300, 1500] as const;
/** A `Retry-After` is obeyed up to here. */
const longestPauseMs = 30_000;

export function newSurveyor({ client, redact, now, wait }: Ports): Surveyor {
  const exchanges: Exchange[] = [];

  const ask = async (question: Question): Promise<Exchange> => {
    const { tag, operationId, jobId, method = 'GET', url, credential } = question;
    const fixed: readonly Header[] = [
      ['Accept', 'application/json'],
      ['User-Agent', 'enrichment-sandbox-contract'],
    ];
    const withCredential = (value: string | undefined) =>
      value === undefined ? fixed : [['Authorization', value] as const, ...fixed];
    const send = () => client.send({ method, url, headers: withCredential(credential?.sent) });
    const startedMs = now();
    let outcome = await send();
    for (const pause of pauses) {
      if (!mayBeChance(outcome)) break;
      await wait(Math.max(pause, retryAfterMs(outcome)));
      outcome = await send();
    }
    const exchange: Exchange = {
      id: `#${exchanges.length + 1}`,
      tag,
      operationId,
      ...(jobId === undefined ? {} : { jobId }),
      startedMs,
      tookMs: now() - startedMs,
      request: { method, url: redact(url), headers: withCredential(credential?.shown) },
      outcome: redactedOutcome(outcome, redact),
    };
    exchanges.push(exchange);
    return exchange;
  };

  return { ask, exchanges };
}

/** A reset, a time-out, a proxy without its backend, a throttle: all of these may be gone the next time. */
function mayBeChance(outcome: Outcome): boolean {
  if (outcome.kind === 'no-response') return /reset|closed while|timed out|failed/.test(outcome.reason);
  return [429, 502, 503, 504].includes(outcome.status);
}

function retryAfterMs(outcome: Outcome): number {
  const seconds = outcome.kind === 'response' ? Number(headerOf(outcome, 'retry-after')) : 0;
  return Number.isFinite(seconds) ? Math.min(seconds * 1000, longestPauseMs) : 0;
}

function redactedOutcome(outcome: Outcome, redact: Redactor): Outcome {
  if (outcome.kind === 'no-response') return { kind: 'no-response', reason: redact(outcome.reason) };
  const headers = outcome.headers.map(([name, value]) => {
    const shown = name.toLowerCase() === 'set-cookie' ? value.replace(/=[^;]*/, '=[cookie]') : redact(value);
    return [redact(name), shown] as const;
  });
  return { ...outcome, headers, body: redact(outcome.body) };
}
