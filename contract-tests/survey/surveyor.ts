/** Sends requests for a user, retries after random faults, and stores the redacted evidence. */
import { inconsistentFault } from '../evidence/conduct.ts';
import { type BodyLimiter, createBodyLimiter } from '../evidence/bounds.ts';
import type { Exchange, Header, ExchangeOutcome } from '../evidence/exchange.ts';
import type { ProbeName, Tag } from '../evidence/probes.ts';
import { ownRecords } from '../evidence/own-records.ts';
import { collectKnownWords } from '../evidence/known-words.ts';
import { createPseudonymizer } from '../evidence/pseudonyms.ts';
import { isErrorInDisguise, listServerErrorTexts } from '../evidence/disguised-errors.ts';
import { hideServerSecrets } from '../evidence/server-secrets.ts';
import type { Redactor } from '../../text/redactor.ts';
import type { SendOutcome } from '../traffic/client.ts';
import { type RequestMeter, createMeter } from '../traffic/budget.ts';
import { createHangRecord } from '../traffic/hung.ts';
import { type TrafficLimits, modes } from '../traffic/modes.ts';
import { type Attempt, createRetryingSender, type RetryPorts } from '../traffic/retry.ts';

export interface Question {
  readonly tag: ProbeName;
  readonly operationId: string;
  readonly jobId?: string;
  readonly method?: string;
  readonly url: string;
  readonly credential?: Credential;
  /** Other headers, which may contain a secret. */
  readonly extra?: readonly (Credential & { readonly name: string })[];
  /** The body: JSON, or text that is sent as JSON. */
  readonly body?: string;
  /** The Accept header, if it is not the default; null sends none. */
  readonly accept?: string | null;
}

/** An Authorization header as sent, and as recorded. */
export interface Credential {
  readonly sent: string;
  readonly shown: string;
}

export interface SurveyPorts extends RetryPorts {
  readonly redact: Redactor;
  /** The limits of the requests; none by default. */
  readonly limits?: TrafficLimits;
}

export interface Surveyor {
  /** Sends a request; one beyond the limits is not sent, and its outcome is no evidence. */
  readonly ask: (question: Question) => Promise<Exchange>;
  readonly exchanges: readonly Exchange[];
  readonly meter: RequestMeter;
  /** Marks these exchanges as random faults. */
  readonly markAsChance: (ids: ReadonlySet<string>) => void;
  /**
   * Does independent works at the same time, each with a surveyor that does not see the exchanges of the others. The evidence
   * has them one work after the other, as if they had been done in turn.
   */
  readonly inLanes: (works: readonly ((lane: Surveyor) => Promise<unknown>)[]) => Promise<void>;
}

const unlimited: TrafficLimits = { mode: modes.nightly };

const fixedHeaders: readonly Header[] = [
  ['Accept', 'application/json'],
  ['User-Agent', 'enrichment-sandbox-contract'],
];

/** @param document whose fields stay visible; all others may be personal data */
export function createSurveyor(ports: SurveyPorts, document: unknown = {}): Surveyor {
  const { redact, now, limits = unlimited } = ports;
  const exchanges: Exchange[] = [];
  const own = new Set(ownRecords.flatMap((record) => Object.values(record)));
  const hidePeople = createPseudonymizer(collectKnownWords(document), own);
  const meter = createMeter(limits);
  const send = createRetryingSender(ports);
  const bound = createBodyLimiter();
  const hung = createHangRecord();
  const errorTexts = listServerErrorTexts(document);

  const askInto = async (into: Exchange[], question: Question): Promise<Exchange> => {
    const { tag, operationId, jobId, method = 'GET', url, credential, body, accept, extra = [] } = question;
    const sending = body === undefined ? {} : { body };
    const createExchange = (id: string, attempt: Attempt, tagged: Tag, tries = 1): Exchange => {
      const outcome = redactOutcome(attempt.sent, redact, bound, errorTexts);
      const shown = extra.map((one) => [one.name, one.shown] as const);
      return {
        id,
        tag: tagged,
        operationId,
        ...(jobId === undefined ? {} : { jobId }),
        startedMs: attempt.startedMs,
        tookMs: attempt.tookMs,
        ...(tries > 1 ? { tries } : {}),
        request: {
          method,
          url: redact(url),
          headers: [...createHeaders(credential?.shown, body, accept), ...shown],
          ...sending,
        },
        outcome: outcome.kind === 'response' ? hidePeople(outcome, operationId) : outcome,
      };
    };
    const refusal = hung.refusal(question) ?? meter.refusal(question);
    if (refusal !== undefined) {
      const sent = { kind: 'no-response', reason: refusal, mayPass: false } as const;
      return createExchange('not sent', { sent, startedMs: now(), tookMs: 0 }, tag);
    }
    const { final, tries, byChance, faults } = await send(
      {
        method,
        url,
        headers: [
          ...createHeaders(credential?.sent, body, accept),
          ...extra.map(({ name, sent }) => [name, sent] as const),
        ],
        ...sending,
      },
      { operationId, tag, hasAnswered: hung.hasAnswered(question) },
      () => meter.take(question),
    );
    hung.note(question, final.sent, tries);
    for (const fault of faults) meter.fault(redact(fault));
    for (const attempt of byChance) into.push(createExchange(`#${into.length + 1}`, attempt, 'chance'));
    const exchange = createExchange(`#${into.length + 1}`, final, tag, byChance.length > 0 ? 1 : tries);
    into.push(exchange);
    return exchange;
  };
  const ask = (question: Question) => askInto(exchanges, question);

  const markAsChance = (ids: ReadonlySet<string>) => {
    for (const [index, exchange] of exchanges.entries()) {
      if (!ids.has(exchange.id)) continue;
      exchanges[index] = { ...exchange, tag: 'chance' };
      meter.fault(inconsistentFault);
    }
  };

  const inLanes: Surveyor['inLanes'] = async (works) => {
    const lanes = works.map((work) => ({ work, seen: [] as Exchange[] }));
    const ended = await Promise.allSettled(
      lanes.map(({ work, seen }) =>
        work({
          ...surveyor,
          ask: (question) => askInto(seen, question),
          get exchanges() {
            return [...exchanges, ...seen];
          },
        }),
      ),
    );
    for (const one of lanes.flatMap(({ seen }) => seen))
      exchanges.push({ ...one, id: `#${exchanges.length + 1}` });
    for (const end of ended) if (end.status === 'rejected') throw end.reason;
  };

  const surveyor: Surveyor = { ask, exchanges, meter, markAsChance, inLanes };
  return surveyor;
}

function createHeaders(
  authorization: string | undefined,
  body?: string,
  accept?: string | null,
): readonly Header[] {
  const fixed = fixedHeaders.filter(([name]) => name !== 'Accept' || accept !== null);
  return [
    ...(authorization === undefined ? [] : [['Authorization', authorization] as const]),
    ...fixed.map(([name, value]) => [name, name === 'Accept' ? (accept ?? value) : value] as const),
    ...(body === undefined ? [] : [['Content-Type', 'application/json'] as const]),
  ];
}

function redactOutcome(
  sent: SendOutcome,
  redact: Redactor,
  bound: BodyLimiter,
  errorTexts: ReadonlySet<string>,
): ExchangeOutcome {
  if (sent.kind === 'no-response') {
    const { kind, reason, isMalformed } = sent;
    return { kind, reason: redact(reason), ...(isMalformed === undefined ? {} : { isMalformed }) };
  }
  const { kind, status, headers, body, defects } = bound(sent);
  const shown = headers.map(([name, value]) => {
    const isCookie = name.toLowerCase() === 'set-cookie';
    return [
      redact(name),
      hideServerSecrets(redact(isCookie ? value.replace(/=[^;]*/, '=[cookie]') : value)),
    ] as const;
  });
  return {
    kind,
    status,
    headers: shown,
    body: hideServerSecrets(redact(body)),
    ...(defects === undefined ? {} : { defects }),
    ...(isErrorInDisguise(sent, errorTexts) ? { isErrorInDisguise: true } : {}),
  };
}
