/** Asks on behalf of a user, asks again where chance may have spoken, and keeps the redacted evidence. */
import {
  type Exchange,
  type Header,
  headerOf,
  isUnavailable,
  type Outcome,
  type Tag,
} from '../evidence/exchange.ts';
import { ownRecords } from '../evidence/own-records.ts';
import { newPseudonyms } from '../evidence/pseudonyms.ts';
import type { Redactor } from '../evidence/redactor.ts';
import type { Client, Sent } from './client.ts';

export interface Question {
  readonly tag: Tag;
  readonly operationId: string;
  readonly jobId?: string;
  readonly method?: string;
  readonly url: string;
  readonly credential?: Credential;
  /** Other headers in which a secret is sent, to see that it does not count there. */
  readonly extra?: readonly (Credential & { readonly name: string })[];
  /** Sent as JSON, or as what is meant to be taken for it. */
  readonly body?: string;
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

/** The answers in which people stand. */
const resultsId = 'getResults';

/** Waits before the second and the third try, in milliseconds. */
const pauses = [300, 1500] as const;
/** By these a server says that it has not even looked at the request. */
const notDone: ReadonlySet<number> = new Set([429, 503]);
/** A `Retry-After` is obeyed up to here; a target that wants more time is not asked again. */
const longestPauseMs = 30_000;

const fixedHeaders: readonly Header[] = [
  ['Accept', 'application/json'],
  ['User-Agent', 'enrichment-sandbox-contract'],
];

export function newSurveyor(ports: Ports): Surveyor {
  const { redact, now } = ports;
  const exchanges: Exchange[] = [];
  const hidePeople = newPseudonyms(new Set(ownRecords.flatMap((record) => Object.values(record))));

  const ask = async (question: Question): Promise<Exchange> => {
    const { tag, operationId, jobId, method = 'GET', url, credential, body, extra = [] } = question;
    const sending = body === undefined ? {} : { body };
    const startedMs = now();
    const sent = await sendPatiently(
      {
        method,
        url,
        headers: [
          ...headersWith(credential?.sent, body),
          ...extra.map(({ name, sent: value }) => [name, value] as const),
        ],
        ...sending,
      },
      ports,
    );
    const outcome = redactedOutcome(sent, redact);
    const hides = operationId === resultsId && outcome.kind === 'response';
    const exchange: Exchange = {
      id: `#${exchanges.length + 1}`,
      tag,
      operationId,
      ...(jobId === undefined ? {} : { jobId }),
      startedMs,
      tookMs: now() - startedMs,
      request: {
        method,
        url: redact(url),
        headers: [
          ...headersWith(credential?.shown, body),
          ...extra.map(({ name, shown }) => [name, shown] as const),
        ],
        ...sending,
      },
      outcome: hides ? hidePeople(outcome) : outcome,
    };
    exchanges.push(exchange);
    return exchange;
  };

  return { ask, exchanges };
}

function headersWith(authorization: string | undefined, body?: string): readonly Header[] {
  return [
    ...(authorization === undefined ? [] : [['Authorization', authorization] as const]),
    ...fixedHeaders,
    ...(body === undefined ? [] : [['Content-Type', 'application/json'] as const]),
  ];
}

/**
 * A reset, a proxy without its backend, a throttle: all of these may be gone at the next try. What writes is not
 * sent again when it may have been done although no answer came.
 */
async function sendPatiently(
  ask: Parameters<Client['send']>[0],
  { client, now, wait }: Ports,
): Promise<Sent> {
  let sent = await client.send(ask);
  for (const pause of pauses) {
    const mayPass = sent.kind === 'response' ? isUnavailable(sent) : sent.mayPass;
    if (ask.method === 'POST' && !(sent.kind === 'response' && notDone.has(sent.status))) break;
    const wanted = retryAfterMs(sent, now());
    if (!mayPass || wanted > longestPauseMs) break;
    await wait(Math.max(pause, wanted));
    sent = await client.send(ask);
  }
  return sent;
}

/** `Retry-After` is a number of seconds or a date (RFC 9110, 10.2.3); 0 when there is none that can be read. */
function retryAfterMs(sent: Sent, now: number): number {
  const value = sent.kind === 'response' ? (headerOf(sent, 'retry-after') ?? '').trim() : '';
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}

function redactedOutcome(sent: Sent, redact: Redactor): Outcome {
  if (sent.kind === 'no-response') return { kind: 'no-response', reason: redact(sent.reason) };
  const { kind, status, headers, body } = sent;
  const shown = headers.map(([name, value]) => {
    const isCookie = name.toLowerCase() === 'set-cookie';
    return [redact(name), redact(isCookie ? value.replace(/=[^;]*/, '=[cookie]') : value)] as const;
  });
  return { kind, status, headers: shown, body: redact(body) };
}
