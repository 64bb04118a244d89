/** Judges the responses for jobs that do not exist for the caller, and server errors. */
import { toMediaType, parseJson } from '../../openapi/conformance.ts';
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { Judge, Observations } from '../verdict/clause.ts';
import type { Missing } from '../verdict/missing.ts';
import { type AnsweredExchange, getHeader, isAnswered, isUnavailable } from '../evidence/exchange.ts';
import { memoize } from '../evidence/remember.ts';
import { describeHazards } from '../evidence/hazards.ts';
import type { Tag } from '../evidence/probes.ts';
import {
  selectAnswered,
  type ExchangeCheck,
  checkConformance,
  judgeEachTagged,
  judgeEach,
  isInBody,
  requireStatus,
  toJudgement,
  checkIfStatus,
} from './judging.ts';
import { describeExchange, findNoise, type Noise } from './likeness.ts';
import { explainMissing, type Wanted } from './wanted.ts';

/** A response to a request for another user's job. */
export const foreignJob = {
  what: "a response for another user's job",
  takes: ['other-token'],
  otherwise: 'other-jobs',
} as const satisfies Omit<Wanted, 'tags'>;

export const unknownJobNotFound: Judge = judgeEachTagged(
  ['unknown-job'],
  'a response to a request for an unknown job',
  requireStatus(404),
);

/** The other user's request for the caller's job also counts, unless that token is not valid. */
export const foreignJobNotFound: Judge = judgeEachTagged(
  ['foreign-job', 'own-job-by-other'],
  foreignJob,
  (exchange, seen) =>
    exchange.tag === 'own-job-by-other' && exchange.outcome.status === 401
      ? undefined
      : requireStatus(404)(exchange, seen),
);

const anything: Wanted = { what: 'a response', tags: ['list'], otherwise: 'answer' };

/** The framework's envelope, with any text. */
export const notFoundEnvelope: Judge = judgeEachTagged(
  ['unknown-job', 'foreign-job'],
  'a response with status 404 for a well-formed id',
  checkIfStatus(404, (exchange, seen) => {
    const mediaType = getHeader(exchange.outcome, 'content-type');
    if (toMediaType(mediaType) === 'application/json') return checkConformance(isInBody)(exchange, seen);
    return [{ expected: 'the JSON envelope {"detail": "..."}', actual: mediaType ?? 'no Content-Type' }];
  }),
);

/** A caller must not be able to probe for jobs: another user's job gets the same response as an unknown job. */
export function judgeLikeness(
  foreignTag: Tag,
  unknownTag: Tag,
  wanted: Omit<Wanted, 'tags'> = foreignJob,
): Judge {
  return (seen) => {
    const unknown = selectAnswered(seen, unknownTag);
    const foreign = selectAnswered(seen, foreignTag);
    const [first] = unknown;
    if (first === undefined || foreign.length === 0) {
      const wantedInstead =
        foreign.length === 0
          ? wanted
          : { ...wanted, what: 'a response for an unknown job', otherwise: 'sight' as const };
      const tags = [foreign.length === 0 ? foreignTag : unknownTag];
      return toJudgement([], [], () => explainMissing({ ...wantedInstead, tags }, seen));
    }
    // A header that differs between all responses does not reveal the owner of a job.
    const { headers, presence } = findNoiseOfAll(seen);
    const noise = { ...findNoise([unknown]), headers, presence };
    const look = describeExchange(first, noise);
    const breaches = foreign
      .filter((exchange) => describeExchange(exchange, noise) !== look)
      .map((exchange) => ({
        exchange: exchange.id,
        expected: `the response for the unknown job in ${first.id}: ${toExcerpt(look)}`,
        actual: toExcerpt(describeExchange(exchange, noise)),
      }));
    return toJudgement([first, ...foreign], breaches, { need: 'sight', message: wanted.what });
  };
}

export const foreignLikeUnknown: Judge = judgeLikeness('foreign-job', 'unknown-job');

/** The responses to requests of the same kind, except those for another user's jobs and those in several formats. */
const groupAlikeAnswers = memoize(({ evidence }: Observations): readonly (readonly AnsweredExchange[])[] => {
  const groups = new Map<string, AnsweredExchange[]>();
  for (const exchange of evidence.exchanges.filter(isAnswered)) {
    if (exchange.tag.startsWith('foreign-') || exchange.tag === 'no-token-door') continue;
    const kind = `${exchange.tag} ${exchange.operationId} ${exchange.outcome.status}`;
    const group = groups.get(kind);
    if (group === undefined) groups.set(kind, [exchange]);
    else group.push(exchange);
  }
  return [...groups.values()];
});

/** The noise of all responses. */
export const findNoiseOfAll = memoize((seen: Observations): Noise => findNoise(groupAlikeAnswers(seen)));

/** The reason when every such id crashes the lookup, which is one of the readings. */
const missingByCrash: Missing = {
  need: 'reading',
  message:
    'a response to an id that is not a UUID, other than a 500; a 500 is a legal reading here, and no-server-error reports it',
};

export const oddIdNotFound: Judge = judgeUnlessCrash(
  judgeEachTagged(
    ['odd-id'],
    'a response to a request with an odd id',
    checkUnlessCrash(({ outcome: { status } }) =>
      [400, 404, 422].includes(status)
        ? []
        : [{ expected: 'status 404, or 400', actual: `status ${status}` }],
    ),
  ),
);

/** No such job exists, so only a client error is correct. A proxy may also have rejected the request. */
export const randomIdRefused: Judge = judgeUnlessCrash(
  judgeEachTagged(
    ['random-id', 'random-id-part'],
    'a response to a request with a random id',
    checkUnlessCrash(({ outcome: { status }, jobId = '' }) =>
      status >= 400 && status < 500
        ? []
        : [{ expected: 'status 4xx', actual: `status ${status}${nameHazards(jobId)}` }],
    ),
  ),
);

/** @returns such as ` for an id with a NUL character` */
function nameHazards(id: string): string {
  const hazards = describeHazards(id);
  return hazards === undefined ? '' : ` for an id with ${hazards}`;
}

/** A crash that is one of the readings neither breaks nor keeps a promise about ids. */
function checkUnlessCrash(check: ExchangeCheck): ExchangeCheck {
  return (one, seen) => (isCrashOverId(one, seen) ? [] : check(one, seen));
}

function judgeUnlessCrash(judge: Judge): Judge {
  return (seen) => {
    const judgement = judge(seen);
    if (judgement.verdict !== 'kept') return judgement;
    const looked = new Set(judgement.exchanges);
    const crashed = seen.evidence.exchanges
      .filter(isAnswered)
      .some((one) => looked.has(one.id) && isCrashOverId(one, seen));
    return crashed ? { verdict: 'unobserved', missing: missingByCrash } : judgement;
  };
}

const invalidIds: ReadonlySet<Tag> = new Set(['odd-id', 'random-id', 'random-id-part']);

/**
 * A lookup that crashes on an id that is not a UUID is one of the readings: a 500 with the body of the framework, for
 * every such id.
 */
export function isCrashOverId({ tag, outcome }: AnsweredExchange, seen: Observations): boolean {
  const { spec } = seen;
  const always = selectAnswered(seen, 'odd-id').every((odd) => odd.outcome.status === 500);
  if (tag !== 'odd-id' && !always) return false;
  const { readings = {} } = spec.questions['job-id-route'] ?? {};
  if (!invalidIds.has(tag) || outcome.status !== 500 || !('string-helper' in readings)) return false;
  const forms = Object.values(spec.response('ServerError').content).flatMap(({ examples }) =>
    Object.values(examples),
  );
  const json = JSON.stringify(parseJson(outcome.body)?.value);
  return forms.some((form) =>
    typeof form === 'string' ? form.trim() === outcome.body.trim() : JSON.stringify(form) === json,
  );
}

/**
 * A 500 is documented, and so is its body. All responses are checked, because the promise is kept when none of them is
 * a different 500.
 */
export const serverErrorEnvelope: Judge = judgeEach(
  ({ evidence }) => evidence.exchanges.filter(isAnswered).filter(({ request }) => request.method !== 'HEAD'),
  anything,
  (exchange, seen) => (exchange.outcome.status === 500 ? checkConformance(isInBody)(exchange, seen) : []),
);

/** Ignores the 502 to 504 of a proxy for POST, because POST is not retried as GET is. */
export const noServerError: Judge = judgeEach(
  ({ evidence }) =>
    evidence.exchanges
      .filter(isAnswered)
      .filter(({ request, outcome }) => request.method !== 'POST' || !isUnavailable(outcome)),
  anything,
  (one, seen) => {
    const { status } = one.outcome;
    if (status < 500) return [];
    const known = isCrashOverId(one, seen)
      ? ': the lookup crashes on an id that is not a UUID (job-id-route=string-helper)'
      : invalidIds.has(one.tag)
        ? nameHazards(one.jobId ?? '')
        : '';
    return [{ expected: 'no status 5xx', actual: `status ${status}${known}` }];
  },
);
