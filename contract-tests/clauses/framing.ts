/** Judges every response as a message of HTTP: written by its grammar, and complete. */
import { type Defect, formatDefect, isEndDefect } from '../evidence/defects.ts';
import { type Exchange, getHeader, isAnswered, type Response } from '../evidence/exchange.ts';
import type { Tag } from '../evidence/probes.ts';
import type { Breach, Judge } from '../verdict/clause.ts';
import { toJudgement } from './judging.ts';
import { anAnswer, explainMissing } from './wanted.ts';

/** A missing response breaks nothing here; the availability counts it. */
function judgeDefects(
  tags: readonly Tag[],
  isOne: (exchange: Exchange) => boolean,
  expected: string,
  counts: (defect: Defect, response: Response) => boolean,
): Judge {
  return (seen) => {
    const looked = seen.evidence.exchanges.filter(isOne);
    const breaches = looked
      .filter(isAnswered)
      .flatMap(({ id, outcome }) =>
        (outcome.defects ?? [])
          .filter((defect) => counts(defect, outcome))
          .map((defect): Breach => ({ exchange: id, expected, actual: formatDefect(defect) })),
      );
    return toJudgement(looked.filter(isAnswered), breaches, () =>
      explainMissing({ ...anAnswer, tags }, seen),
    );
  };
}

const isHead = ({ request }: Exchange) => request.method === 'HEAD';

/** A body that was cut off, has another length than its header, or could not be decompressed. */
export const answersWhole: Judge = judgeDefects(
  ['list'],
  (exchange) => !isHead(exchange),
  'a complete response with the length that its headers state',
  isEndDefect,
);

export const headWithoutBody: Judge = judgeDefects(
  ['head'],
  isHead,
  'a response to HEAD that ends after its headers',
  (defect, response) => isEndDefect(defect) && !isClosed(defect, response),
);

/** Gunicorn sends the body of GET and closes the connection, where it disturbs no further response. */
function isClosed({ kind }: Defect, response: Response): boolean {
  return kind === 'body-without-place' && /\bclose\b/i.test(getHeader(response, 'connection') ?? '');
}

const expectedHttp = 'a response that follows the grammar of HTTP/1.1 (RFC 9112)';

const followsGrammar: Judge = judgeDefects(
  ['list'],
  () => true,
  expectedHttp,
  (defect) => !isEndDefect(defect),
);

/** Also counts what came in place of a response, and could not be read as one at all. */
export const responsesAreHttp: Judge = (seen) => {
  const judgement = followsGrammar(seen);
  const unreadable = seen.evidence.exchanges.flatMap(({ id, outcome }): readonly Breach[] =>
    outcome.kind === 'no-response' && outcome.isMalformed === true
      ? [{ exchange: id, expected: expectedHttp, actual: outcome.reason }]
      : [],
  );
  if (unreadable.length === 0) return judgement;
  const others = judgement.verdict === 'broken' ? judgement.breaches : [];
  return { verdict: 'broken', breaches: [...others, ...unreadable] };
};
