/** Judges what happens to the job that the run creates: that it is one, private, complete, and moved by nobody else. */
import { isMap } from '../../openapi/values.ts';
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import type { AnsweredExchange } from '../evidence/exchange.ts';
import { listConfirmedDoubts, listUnexplainedMoves } from '../evidence/own-doubts.ts';
import { hasOtherSubmitter, listExtraJobs, listOwnJobs, type OwnJobEvidence } from '../evidence/own-jobs.ts';
import { importedAs, type OwnRecord, ownRecords } from '../evidence/own-records.ts';
import { parseResultPage } from '../evidence/results.ts';
import { listJobIds, type Sighting } from '../evidence/sightings.ts';
import { selectAnswered, toJudgement } from './judging.ts';
import { explainMissing, writeAccess } from './wanted.ts';

const ownJob = { ...writeAccess, what: 'a job that this run created', tags: ['own-detail'] } as const;

/** A record of the results of another job proves where it comes from; otherwise it must happen twice. */
export const submissionCreatesOne: Judge = (seen) => {
  const { exchanges } = seen.evidence;
  const jobs = listOwnJobs(exchanges);
  const isOtherActive = hasOtherSubmitter(exchanges);
  const proven = jobs.flatMap((own) =>
    listExtraJobs(own, exchanges).flatMap((extra): readonly Breach[] => {
      const proof = findProof(extra.jobId, seen);
      return proof === undefined ? [] : [toExtraBreach(own, extra, proof)];
    }),
  );
  const repeated = isOtherActive ? [] : listConfirmedDoubts(exchanges, seen.spec.lifeCycle, 'extra-job');
  const breaches =
    proven.length > 0
      ? proven
      : repeated.map(({ cause, seen: extra }) => ({
          exchange: extra.exchange.id,
          expected: `one new job after ${cause.id}`,
          actual: `also job ${extra.jobId}, as with another submission of this run`,
        }));
  return toJudgement(
    jobs.filter(({ life }) => life.length > 0).map(({ submission }) => submission),
    breaches,
    () => explainMissing(ownJob, seen),
  );
};

function toExtraBreach({ submission, jobId }: OwnJobEvidence, extra: Sighting, proof: string): Breach {
  return {
    exchange: extra.exchange.id,
    expected: `only job ${jobId} after ${submission.id}`,
    actual: `also job ${extra.jobId}, ${proof}`,
  };
}

/** Why an extra job comes from this run: it has the submitted rows, or it is listed and does not exist. */
function findProof(jobId: string, seen: Observations): string | undefined {
  const ofJob = (tag: 'extra-detail' | 'extra-results') =>
    selectAnswered(seen, tag).filter((exchange) => exchange.jobId === jobId);
  const records = ofJob('extra-results').flatMap((exchange) => parseResultPage(exchange)?.records ?? []);
  if (records.some(isOwnRecord)) return 'whose results contain the submitted records';
  const missing = ofJob('extra-detail').find(({ outcome }) => outcome.status === 404);
  return missing === undefined ? undefined : `which is not found (${missing.id})`;
}

function isOwnRecord(record: unknown): boolean {
  return (
    isMap(record) && ownRecords.some((own) => getImported(record) === JSON.stringify(Object.values(own)))
  );
}

/** The submitted values in a record, as text. */
function getImported(record: Readonly<Record<string, unknown>>): string {
  const fields = Object.keys(ownRecords[0] ?? {}) as readonly (keyof OwnRecord)[];
  return JSON.stringify(fields.map((field) => record[importedAs[field]] ?? null));
}

export const ownJobPrivate: Judge = (seen) => {
  const lists = selectAnswered(seen, 'own-foreign-list').filter(({ outcome }) => outcome.status === 200);
  const ids = new Set(listOwnJobs(seen.evidence.exchanges).map(({ jobId }) => jobId));
  const singles = selectAnswered(seen, 'own-foreign-detail').filter(({ jobId = '' }) => ids.has(jobId));
  const expected = 'no trace of a job that another user has just created';
  const breaches = [
    ...lists.flatMap((exchange) =>
      listJobIds(exchange)
        .filter((jobId) => ids.has(jobId))
        .map((jobId) => ({ exchange: exchange.id, expected, actual: `job ${jobId} in the list` })),
    ),
    ...singles
      .filter(({ outcome }) => outcome.status < 300)
      .map(({ id, jobId, outcome }) => ({
        exchange: id,
        expected,
        actual: `status ${outcome.status} for job ${jobId}`,
      })),
  ];
  return toJudgement([...lists, ...singles], breaches, () =>
    explainMissing(
      {
        what: "another user's request for a job that this run created",
        takes: ['write-access', 'other-token'],
        tags: ['own-foreign-list', 'own-foreign-detail'],
      },
      seen,
    ),
  );
};

/** A job of three rows that does not change for so long is stuck. */
const stuckMs = 600_000;

export const ownJobFinishes: Judge = (seen) => {
  const { lifeCycle } = seen.spec;
  const jobs = listOwnJobs(seen.evidence.exchanges).filter(({ life }) => life.length > 0);
  const looked = jobs.flatMap(({ jobId, life }) => {
    const last = life.at(-1);
    if (last === undefined) return [];
    const since = life.slice(life.findLastIndex((one) => !isSameState(one, last)) + 1)[0] ?? last;
    const stoodMs = last.exchange.startedMs - since.exchange.startedMs;
    const { status = '' } = last;
    const isKnown = lifeCycle.apiStatuses.includes(status);
    const isStuck = isKnown && !lifeCycle.endsPolling(status) && stoodMs >= stuckMs;
    return lifeCycle.endsPolling(status) || isStuck ? [{ jobId, last, since, isStuck }] : [];
  });
  const breaches = looked
    .filter(({ isStuck }) => isStuck)
    .map(({ jobId, last, since }) => ({
      exchange: last.exchange.id,
      expected: `job ${jobId} with ${ownRecords.length} records changes within ten minutes`,
      actual: `it has been ${last.status} since ${since.exchange.id} and is left behind`,
    }));
  return toJudgement(
    looked.map(({ last }) => last.exchange),
    breaches,
    () => explainMissing({ ...ownJob, what: 'the end of a job that this run created' }, seen),
  );
};

function isSameState(one: Sighting, other: Sighting): boolean {
  return one.status === other.status && one.updatedAt === other.updatedAt;
}

export const ownJobUndisturbed: Judge = (seen) => {
  const moves = listUnexplainedMoves(seen.evidence.exchanges, seen.spec.lifeCycle);
  return toJudgement(
    listOwnJobs(seen.evidence.exchanges).flatMap(({ life }) => life.map(({ exchange }) => exchange)),
    moves.map(([before, after]) => ({
      exchange: after.exchange.id,
      expected: `job ${after.jobId} stays ${before.status} (${before.exchange.id}) without an action of this run`,
      actual: `${after.status}`,
    })),
    () => explainMissing(ownJob, seen),
  );
};

/** If the job is the same before and after a list, the list must show the same. */
export const ownListAgrees: Judge = (seen) => {
  const looked: AnsweredExchange[] = [];
  const breaches = listOwnJobs(seen.evidence.exchanges).flatMap(({ life }) =>
    life.flatMap((listed, index): readonly Breach[] => {
      const [before, after] = [life[index - 1], life.slice(index + 1).find(isSingle)];
      if (isSingle(listed) || before === undefined || after === undefined || !isSingle(before)) return [];
      if (!isSameState(before, after)) return [];
      looked.push(listed.exchange);
      const expected = `${before.status}, updated_at "${before.updatedAt}", as in ${before.exchange.id} and ${after.exchange.id}`;
      return isSameState(listed, before)
        ? []
        : [
            {
              exchange: listed.exchange.id,
              expected,
              actual: `${listed.status}, updated_at "${listed.updatedAt}" (job ${listed.jobId})`,
            },
          ];
    }),
  );
  return toJudgement(looked, breaches, () =>
    explainMissing(
      {
        ...ownJob,
        what: 'a list between two equal reads of a job that this run created',
        tags: ['own-list'],
      },
      seen,
    ),
  );
};

function isSingle({ exchange }: Sighting): boolean {
  return exchange.tag === 'own-detail';
}
