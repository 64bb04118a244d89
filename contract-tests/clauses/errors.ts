/** What is answered for jobs that do not exist for the caller, and when the server fails. */
import { toMediaType, parseJson } from '../../openapi/conformance.ts';
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { Judge, Observations } from '../verdict/clause.ts';
import type { Missing } from '../verdict/missing.ts';
import { type AnsweredExchange, getHeader, isAnswered, isUnavailable } from '../evidence/exchange.ts';
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
import { describeExchange, findNoise } from './likeness.ts';
import { explainMissing, type Wanted } from './wanted.ts';

/** Another user's job, and a question about it. */
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

export const foreignJobNotFound: Judge = judgeEachTagged(['foreign-job'], foreignJob, requireStatus(404));

const anything: Wanted = { what: 'a response', tags: ['list'], otherwise: 'answer' };

/** The framework's envelope, whatever the words in it. */
export const notFoundEnvelope: Judge = judgeEachTagged(
  ['unknown-job', 'foreign-job'],
  'a response with status 404 for a well-formed id',
  checkIfStatus(404, (exchange, seen) => {
    const mediaType = getHeader(exchange.outcome, 'content-type');
    if (toMediaType(mediaType) === 'application/json') return checkConformance(isInBody)(exchange, seen);
    return [{ expected: 'the JSON envelope {"detail": "..."}', actual: mediaType ?? 'no Content-Type' }];
  }),
);

/** Nobody may find out that a job exists by asking for it: another's is answered as one that nobody has. */
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
    // A header that differs between answers of any kind is no sign of whose a job is.
    const { headers, presence } = findNoise(groupAlikeAnswers(seen));
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

/** The answers to questions of the same kind, but for those about another user's jobs. */
function groupAlikeAnswers({ evidence }: Observations): readonly (readonly AnsweredExchange[])[] {
  const groups = new Map<string, readonly AnsweredExchange[]>();
  for (const exchange of evidence.exchanges.filter(isAnswered)) {
    if (exchange.tag.startsWith('foreign-')) continue;
    const kind = `${exchange.tag} ${exchange.operationId} ${exchange.outcome.status}`;
    groups.set(kind, [...(groups.get(kind) ?? []), exchange]);
  }
  return [...groups.values()];
}

/** What is missing where each such id crashes the lookup, which is one of the readings. */
const missingByCrash: Missing = {
  need: 'reading',
  message:
    'a response other than the 500 of a lookup that crashes on such ids, which is one of the readings (no-server-error reports it)',
};

export const oddIdNotFound: Judge = judgeUnlessCrash(
  judgeEachTagged(['odd-id'], 'a response to a request with an odd id', checkUnlessCrash(requireStatus(404))),
);

/** None of them is there, so no answer but an error of the caller's is right; a proxy may have refused it by itself. */
export const randomIdRefused: Judge = judgeUnlessCrash(
  judgeEachTagged(
    ['random-id'],
    'a response to a request with a random id',
    checkUnlessCrash((one) => {
      const { status } = one.outcome;
      return status >= 400 && status < 500 ? [] : [{ expected: 'status 4xx', actual: `status ${status}` }];
    }),
  ),
);

/** A crash that is a reading breaks no promise about ids; nor is the promise kept by it. */
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

/**
 * A lookup that fails over an id that is no UUID is one of the readings: a 500 as the server makes it by itself, and over
 * every such id.
 */
export function isCrashOverId({ tag, outcome }: AnsweredExchange, seen: Observations): boolean {
  const { spec } = seen;
  const always = selectAnswered(seen, 'odd-id').every((odd) => odd.outcome.status === 500);
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
export const serverErrorEnvelope: Judge = judgeEach(
  ({ evidence }) => evidence.exchanges.filter(isAnswered).filter(({ request }) => request.method !== 'HEAD'),
  anything,
  (exchange, seen) => (exchange.outcome.status === 500 ? checkConformance(isInBody)(exchange, seen) : []),
);

/** What writes is not asked again where a proxy has no backend for once, as reading is. */
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
      : '';
    return [{ expected: 'no status 5xx', actual: `status ${status}${known}` }];
  },
);
