/** Detects which reading of each open question of the document the target follows. */
import { isMap } from '../../openapi/values.ts';
import { type CheckAt, findSchemaViolations } from '../../openapi/conformance.ts';
import { isCrashOverId } from './errors.ts';
import { isShape } from './single-status.ts';
import { parseRfc3339, type Rfc3339Instant } from '../../time/rfc3339.ts';
import type { Observations } from '../verdict/clause.ts';
import { type AnsweredExchange, getHeader, isAnswered } from '../evidence/exchange.ts';
import { fitVersions } from '../evidence/framework-versions.ts';
import { getBody, listSightings } from '../evidence/sightings.ts';

/** The name of the reading; `another` when the document does not have it, undefined when nothing showed it. */
export type ObservedReadings = Readonly<Record<string, string | undefined>>;

const another = 'another';

/** @returns one entry for each question of the document */
export function detectReadings(seen: Observations): ObservedReadings {
  return Object.fromEntries(Object.keys(seen.spec.questions).map((id) => [id, detectors[id]?.(seen)]));
}

/** The version of the framework and the evidence for it; undefined when nothing showed it. */
export function formatVersion({ evidence, spec }: Observations): string | undefined {
  const { facts, fitting, nearest } = fitVersions(spec.questions, evidence.exchanges);
  if (facts.length === 0) return undefined;
  const evidenceText = facts
    .map(({ what, versions }) => `${what} (${versions.join(', ') || 'no version'})`)
    .join('; ');
  const [first, ...others] = fitting;
  if (first !== undefined && others.length === 0)
    return `Framework version ${first}. Evidence: ${evidenceText}.`;
  if (first !== undefined)
    return `Framework version ${fitting.join(' or ')}, which behave alike here. Evidence: ${evidenceText}.`;
  return `No framework version matches completely; the nearest is ${nearest.join(' or ') || 'none'}. Evidence: ${evidenceText}.`;
}

type Detector = (seen: Observations) => string | undefined;

const detectors: Readonly<Record<string, Detector>> = {
  'authorization-scheme': (seen) => (selectSuccessful(seen).length > 0 ? 'bearer' : undefined),
  'unauthorized-body': (seen) =>
    detectByExample(seen, 'unauthorized-body', (exchange) => exchange.outcome.status === 401),
  'path-prefix': ({ evidence, spec }) => {
    const prefix = new URL(evidence.target.baseUrl).pathname.replace(/\/$/, '');
    const readings = Object.entries(spec.questions['path-prefix']?.readings ?? {});
    const all = new Set(readings.flatMap(([, { prefixes = [] }]) => prefixes));
    if (!all.has(prefix)) return another;
    const { otherPrefixes = {} } = evidence.target;
    // This prefix says nothing about the other prefixes, and without a response they are unknown.
    if ([...all].some((one) => one !== prefix && !Object.hasOwn(otherPrefixes, one))) return undefined;
    const served = [...all].filter((one) => one === prefix || otherPrefixes[one] === true);
    const found = readings.find(
      ([, { prefixes = [] }]) =>
        prefixes.length === served.length && prefixes.every((one) => served.includes(one)),
    );
    return found?.[0] ?? another;
  },
  'list-envelope': (seen) => {
    const list = selectSuccessful(seen).find(({ tag }) => tag === 'list');
    return list === undefined ? undefined : detectEnvelope(getBody(list), seen);
  },
  timestamps: (seen) => {
    const digits = listInstants(seen).reduce((max, { fractionDigits }) => Math.max(max, fractionDigits), -1);
    if (digits < 0) return undefined;
    const { readings = {} } = seen.spec.questions['timestamps'] ?? {};
    return (
      Object.entries(readings).find(([, reading]) => reading['fraction-digits'] === digits)?.[0] ?? another
    );
  },
  'utc-designator': (seen) => {
    const [first] = listInstants(seen);
    if (first === undefined) return undefined;
    return first.designator === 'Z' ? 'z' : first.designator === '+00:00' ? 'offset' : another;
  },
  'not-found': (seen) => {
    const found = detectByExample(
      seen,
      'not-found',
      ({ tag, outcome }) => tag === 'unknown-job' && outcome.status === 404,
    );
    if (found !== another) return found;
    // The deployment chooses the name of the model in this sentence.
    const unknown = seen.evidence.exchanges.filter(isAnswered).find(({ tag }) => tag === 'unknown-job');
    return /^\{"detail":\s*"No \w+ matches the given query\."\}$/.test(unknown?.outcome.body.trim() ?? '')
      ? 'named'
      : another;
  },
  'job-id-route': (seen) => {
    const odd = seen.evidence.exchanges.filter(isAnswered).find(({ tag }) => tag === 'odd-id');
    if (odd === undefined) return undefined;
    const mediaType = getHeader(odd.outcome, 'content-type') ?? '';
    if (isCrashOverId(odd, seen)) return 'string-helper';
    if (odd.outcome.status !== 404) return another;
    return /json/i.test(mediaType) ? 'string' : 'uuid';
  },
  'framework-version': ({ evidence, spec }) => {
    const { facts, fitting, nearest } = fitVersions(spec.questions, evidence.exchanges);
    if (facts.length === 0) return undefined;
    // Several matching versions are reported as the oldest one, and a server without a match as the nearest version.
    return fitting[0] ?? (nearest.length === 1 ? nearest[0] : another);
  },
  renderers: ({ evidence, spec }) => {
    const exchange = evidence.exchanges
      .filter(isAnswered)
      .find(({ tag, operationId }) => tag === 'options' && operationId === 'listStatuses');
    const body = exchange === undefined ? undefined : getBody(exchange);
    if (!isMap(body) || !Array.isArray(body['renders'])) return undefined;
    const renders = body['renders'].join();
    const readings = Object.entries(spec.questions['renderers']?.readings ?? {});
    return readings.find(([, one]) => Object.values(one.renders ?? {}).join() === renders)?.[0] ?? another;
  },
  'results-not-ready': (seen) => {
    const refused = seen.evidence.exchanges.filter(isAnswered).find(isRefused);
    if (refused === undefined) return undefined;
    const { readings = {} } = seen.spec.questions['results-not-ready'] ?? {};
    const { status } = refused.outcome;
    return Object.entries(readings).find(([, reading]) => (reading.status ?? 400) === status)?.[0] ?? another;
  },
  'submit-response': ({ evidence }) => {
    const made = evidence.exchanges
      .filter(isAnswered)
      .find(({ tag, outcome }) => tag === 'submit' && outcome.status === 201);
    const body = made === undefined ? undefined : getBody(made);
    if (!isMap(body)) return undefined;
    return 'status' in body ? 'with-status' : 'job-id-only';
  },
  'server-error': (seen) => detectByExample(seen, 'server-error', ({ outcome }) => outcome.status === 500),
};

/** Whether this is a response for results that did not exist yet. */
function isRefused({ tag, outcome }: AnsweredExchange): boolean {
  return tag === 'results' && /^4(?!04)/.test(String(outcome.status));
}

function selectSuccessful({ evidence }: Observations): readonly AnsweredExchange[] {
  return evidence.exchanges.filter(isAnswered).filter(({ outcome }) => outcome.status === 200);
}

function listInstants({ evidence }: Observations): readonly Rfc3339Instant[] {
  return listSightings(evidence.exchanges)
    .flatMap(({ submittedAt, updatedAt }) => [submittedAt, updatedAt])
    .flatMap((text) => (text === undefined ? [] : (parseRfc3339(text) ?? [])));
}

/** Finds the reading whose schema matches the body. */
function detectEnvelope(
  body: unknown,
  { spec, checkAt }: { spec: Observations['spec']; checkAt: CheckAt },
): string {
  const readings = Object.entries(spec.questions['list-envelope']?.readings ?? {});
  // A job with a wrong status does not change the envelope.
  const isFitting = ({ $ref }: { readonly $ref: string }) =>
    !findSchemaViolations(checkAt($ref), body).some(isShape);
  return readings.find(([, { schema }]) => schema !== undefined && isFitting(schema))?.[0] ?? another;
}

/** Finds the reading whose example equals the body. */
function detectByExample(
  seen: Observations,
  id: string,
  when: (exchange: AnsweredExchange) => boolean,
): string | undefined {
  const exchange = seen.evidence.exchanges.filter(isAnswered).find(when);
  const question = seen.spec.questions[id];
  if (exchange === undefined || question?.response === undefined) return undefined;
  const { content } = seen.spec.response(question.response.split('/').at(-1) ?? '');
  const found = Object.entries(question.readings).find(([, reading]) => {
    const example = content[reading['media-type'] ?? '']?.examples[reading.example ?? ''];
    return typeof example === 'string'
      ? example.trim() === exchange.outcome.body.trim()
      : JSON.stringify(example) === JSON.stringify(getBody(exchange));
  });
  return found?.[0] ?? another;
}
