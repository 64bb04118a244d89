/** What is answered for jobs that do not exist for the caller, and when the server fails. */
import type { Judge } from '../clause.ts';
import { type Answered, headerOf } from '../evidence/exchange.ts';
import { answered, conforms, each, inBody, statusIs, verdictOf } from './judging.ts';

const otherToken = "another user's job (set CONTRACT_OTHER_TOKEN)";

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
  (exchange, seen) => {
    if (exchange.outcome.status !== 404) return [];
    const mediaType = headerOf(exchange.outcome, 'content-type') ?? 'no Content-Type';
    if (!/^application\/json\s*(;|$)/i.test(mediaType))
      return [{ expected: 'the JSON envelope {"detail": "..."}', actual: mediaType }];
    return conforms(inBody)(exchange, seen);
  },
);

/** Nobody may find out that a job exists by asking for it: another's is answered as one that nobody has. */
export const foreignLikeUnknown: Judge = (seen) => {
  const [unknown] = answered(seen, 'unknown-job');
  const foreign = answered(seen, 'foreign-job');
  if (unknown === undefined) return verdictOf([], [], 'no request for an unknown job was answered');
  const breaches = foreign
    .filter((exchange) => lookOf(exchange) !== lookOf(unknown))
    .map((exchange) => ({
      exchange: exchange.id,
      expected: `as for the unknown job in ${unknown.id}: ${lookOf(unknown)}`,
      actual: lookOf(exchange),
    }));
  return verdictOf(foreign.length === 0 ? [] : [unknown, ...foreign], breaches, otherToken);
};

/** Ids differ from request to request, and so do dates and the ids of requests. */
const changing =
  /^(date|age|x-request-id|x-correlation-id|x-amz-|cf-|set-cookie|server-timing|x-runtime|keep-alive|connection|etag|via|x-cache|traceparent|x-trace)/i;

function lookOf({ outcome, jobId = '' }: Answered): string {
  const headers = outcome.headers
    .filter(([name]) => !changing.test(name))
    .map(([name, value]) => `${name.toLowerCase()}: ${value}`)
    .toSorted();
  return `${outcome.status} ${outcome.body.replaceAll(jobId, '<job_id>')} [${headers.join('; ')}]`;
}

export const oddIdNotFound: Judge = each(['odd-id'], 'no request with an odd id was answered', statusIs(404));

/** A crash is documented, so it may come; what it looks like is documented too. */
export const serverErrorEnvelope: Judge = (seen) => {
  const crashes = seen.evidence.exchanges.filter(
    (exchange): exchange is Answered =>
      exchange.outcome.kind === 'response' && exchange.outcome.status === 500,
  );
  const breaches = crashes.flatMap((exchange) =>
    conforms(inBody)(exchange, seen).map((found) => ({ ...found, exchange: exchange.id })),
  );
  return verdictOf(crashes, breaches, 'a 500 (none was seen, which is well)');
};

export const noServerError: Judge = (seen) => {
  const all = seen.evidence.exchanges.filter(
    (exchange): exchange is Answered => exchange.outcome.kind === 'response',
  );
  const breaches = all
    .filter(({ outcome }) => outcome.status >= 500)
    .map(({ id, outcome }) => ({
      exchange: id,
      expected: 'no answer of the kind 5xx',
      actual: `status ${outcome.status}`,
    }));
  return verdictOf(all, breaches, 'nothing was answered');
};
