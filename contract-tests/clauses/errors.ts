/** What is answered for jobs that do not exist for the caller, and when the server fails. */
import { excerpt, mediaTypeOf, parseJson } from '../../openapi/conformance.ts';
import type { Judge, Seen } from '../clause.ts';
import { type Answered, headerOf, isAnswered, isUnavailable, type Tag } from '../evidence/exchange.ts';
import { answered, type Check, conforms, each, eachOf, inBody, statusIs, verdictOf, when } from './judging.ts';
import { lookOf, noiseIn } from './likeness.ts';

export const otherToken = "another user's job (set CONTRACT_OTHER_TOKEN)";

export const unknownJobNotFound: Judge = each(
  ['unknown-job'],
  'no request for an unknown job was answered',
  statusIs(404),
);

export const foreignJobNotFound: Judge = each(['foreign-job'], otherToken, statusIs(404));

/** The framework's envelope, whatever the words in it. */
export const notFoundEnvelope: Judge = each(
  ['unknown-job', 'foreign-job'],
  'no 404 for a well-formed id was seen',
  when(404, (exchange, seen) => {
    const mediaType = headerOf(exchange.outcome, 'content-type');
    if (mediaTypeOf(mediaType) === 'application/json') return conforms(inBody)(exchange, seen);
    return [{ expected: 'the JSON envelope {"detail": "..."}', actual: mediaType ?? 'no Content-Type' }];
  }),
);

/** Nobody may find out that a job exists by asking for it: another's is answered as one that nobody has. */
export function looksAlike(foreignTag: Tag, unknownTag: Tag, missing = otherToken): Judge {
  return (seen) => {
    const unknown = answered(seen, unknownTag);
    const foreign = answered(seen, foreignTag);
    const [first] = unknown;
    if (first === undefined)
      return verdictOf(
        [],
        [],
        missing === otherToken ? 'no request for an unknown job was answered' : missing,
      );
    // A header that differs between answers of any kind is no sign of whose a job is.
    const { headers, presence } = noiseIn(alike(seen));
    const noise = { ...noiseIn([unknown]), headers, presence };
    const wanted = lookOf(first, noise);
    const breaches = foreign
      .filter((exchange) => lookOf(exchange, noise) !== wanted)
      .map((exchange) => ({
        exchange: exchange.id,
        expected: `as for the unknown job in ${first.id}: ${excerpt(wanted)}`,
        actual: excerpt(lookOf(exchange, noise)),
      }));
    return verdictOf(foreign.length === 0 ? [] : [first, ...foreign], breaches, missing);
  };
}

export const foreignLikeUnknown: Judge = looksAlike('foreign-job', 'unknown-job');

/** The answers to questions of the same kind, but for those about another user's jobs. */
function alike({ evidence }: Seen): readonly (readonly Answered[])[] {
  const groups = new Map<string, readonly Answered[]>();
  for (const exchange of evidence.exchanges.filter(isAnswered)) {
    if (exchange.tag.startsWith('foreign-')) continue;
    const kind = `${exchange.tag} ${exchange.operationId} ${exchange.outcome.status}`;
    groups.set(kind, [...(groups.get(kind) ?? []), exchange]);
  }
  return [...groups.values()];
}

/** What is missing where each such id crashes the lookup, which is one of the readings. */
const crashesInstead =
  'an answer other than the crash of a lookup that fails over such ids, which is one of the readings (no-server-error tells of it)';

export const oddIdNotFound: Judge = besideCrashes(
  each(['odd-id'], 'no request with an odd id was answered', exceptCrash(statusIs(404))),
);

/** None of them is there, so no answer but an error of the caller's is right; a proxy may have refused it by itself. */
export const randomIdRefused: Judge = besideCrashes(
  each(
    ['random-id'],
    'no request with an id that was made up was answered',
    exceptCrash((one) => {
      const { status } = one.outcome;
      return status >= 400 && status < 500
        ? []
        : [{ expected: 'a status of the kind 4xx', actual: `status ${status}` }];
    }),
  ),
);

/** A crash that is a reading breaks no promise about ids; nor is the promise kept by it. */
function exceptCrash(check: Check): Check {
  return (one, seen) => (isCrashOverId(one, seen) ? [] : check(one, seen));
}

function besideCrashes(judge: Judge): Judge {
  return (seen) => {
    const judgement = judge(seen);
    if (judgement.verdict !== 'kept') return judgement;
    const looked = new Set(judgement.exchanges);
    const crashed = seen.evidence.exchanges
      .filter(isAnswered)
      .some((one) => looked.has(one.id) && isCrashOverId(one, seen));
    return crashed ? { verdict: 'unobserved', missing: crashesInstead } : judgement;
  };
}

/**
 * A lookup that fails over an id that is no UUID is one of the readings: a 500 as the server makes it by itself, and over
 * every such id.
 */
export function isCrashOverId({ tag, outcome }: Answered, seen: Seen): boolean {
  const { spec } = seen;
  const always = answered(seen, 'odd-id').every((odd) => odd.outcome.status === 500);
  if (tag === 'random-id' && !always) return false;
  const { readings = {} } = spec.questions['job-id-route'] ?? {};
  if ((tag !== 'odd-id' && tag !== 'random-id') || outcome.status !== 500 || !('string-helper' in readings))
    return false;
  const forms = Object.values(spec.response('ServerError').content).flatMap(({ examples }) =>
    Object.values(examples),
  );
  const json = JSON.stringify(parseJson(outcome.body)?.value);
  return forms.some((form) =>
    typeof form === 'string' ? form.trim() === outcome.body.trim() : JSON.stringify(form) === json,
  );
}

/**
 * A crash is documented, so it may come; what it looks like is documented too. Every answer is looked at: the promise is
 * of what never comes, and is seen kept where nothing else came.
 */
export const serverErrorEnvelope: Judge = eachOf(
  ({ evidence }) => evidence.exchanges.filter(isAnswered).filter(({ request }) => request.method !== 'HEAD'),
  'nothing was answered',
  (exchange, seen) => (exchange.outcome.status === 500 ? conforms(inBody)(exchange, seen) : []),
);

/** What writes is not asked again where a proxy has no backend for once, as reading is. */
export const noServerError: Judge = eachOf(
  ({ evidence }) =>
    evidence.exchanges
      .filter(isAnswered)
      .filter(({ request, outcome }) => request.method !== 'POST' || !isUnavailable(outcome)),
  'nothing was answered',
  (one, seen) => {
    const { status } = one.outcome;
    if (status < 500) return [];
    const known = isCrashOverId(one, seen)
      ? ', as a lookup answers that fails over an id which is no UUID (job-id-route=string-helper)'
      : '';
    return [{ expected: 'no answer of the kind 5xx', actual: `status ${status}${known}` }];
  },
);
