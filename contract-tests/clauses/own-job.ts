/** Judges the job that the run creates: its submission, its place in the list, and the submitted values in its results. */
import { isMap } from '../../openapi/values.ts';
import { toExcerpt } from '../../openapi/diagnostics/excerpt.ts';
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import { importedAs, type OwnRecord, ownRecords } from '../evidence/own-records.ts';
import { type ResultPage, parseResultPage } from '../evidence/results.ts';
import {
  getBody,
  getItems,
  listJobIds,
  listSightings,
  getTargetTimeMs,
  parseTimeMs,
} from '../evidence/sightings.ts';
import {
  type CheckFinding,
  selectAnswered,
  checkConformance,
  judgeEachTagged,
  judgeEach,
  isInBody,
  requireStatus,
  toJudgement,
  checkIfStatus,
  skewMs,
} from './judging.ts';
import { explainMissing, writeAccess } from './wanted.ts';
import { type AnsweredExchange, isAnswered } from '../evidence/exchange.ts';
import { findMadeJob } from '../evidence/made-jobs.ts';
import { listFirstLists, listIdsBefore, listOwnJobs } from '../evidence/own-jobs.ts';

const ownJob = { ...writeAccess, what: 'a job that this run created', tags: ['own-detail'] } as const;

/**
 * 400 means that the target expects other fields, 402 that there are no credits, 403 that the token may not submit. None of
 * them breaks a promise.
 */
const excusedStatuses: ReadonlySet<number> = new Set([400, 402, 403]);
/** No page states the status code of a submission that is only accepted so far. */
const takenStatuses = [200, 201, 202] as const;
const selectTakenSubmissions = (seen: Observations) =>
  selectAnswered(seen, 'submit').filter(({ outcome }) => !excusedStatuses.has(outcome.status));

export const submissionCreates: Judge = judgeEach(
  selectTakenSubmissions,
  { ...writeAccess, what: 'a submission that the target accepts', tags: ['submit'] },
  ({ outcome: { status } }) =>
    takenStatuses.some((one) => one === status)
      ? []
      : [{ expected: `status ${takenStatuses.join(', ')}`, actual: `status ${status}` }],
);

/** The id of a job that did not exist before, and that the caller can read. */
export const submissionTellsJob: Judge = judgeEachTagged(
  ['submit'],
  { ...writeAccess, what: 'a submission that the target accepted' },
  (exchange, seen) => {
    if (!takenStatuses.some((one) => one === exchange.outcome.status)) return undefined;
    const outcome = { ...exchange.outcome, status: 201 };
    const violations = checkConformance(isInBody)({ ...exchange, outcome }, seen) ?? [];
    return violations.length > 0 ? violations : checkNewId(exchange, seen);
  },
);

function checkNewId(exchange: AnsweredExchange, { evidence }: Observations): readonly CheckFinding[] {
  const { exchanges, earlier } = evidence;
  const jobId = findMadeJob(exchange) ?? '';
  const isOld =
    listIdsBefore(exchanges, exchange).has(jobId) ||
    earlier?.jobs.some((job) => job.jobId === jobId) === true;
  const expected = 'the job_id of a new job of the caller';
  if (isOld) return [{ expected, actual: `job ${jobId}, which existed before` }];
  const reads = exchanges
    .filter(isAnswered)
    .filter(({ tag, jobId: read }) => tag === 'own-detail' && read === jobId);
  const isMissing = reads.length >= minReads && reads.every(({ outcome }) => outcome.status === 404);
  return isMissing ? [{ expected, actual: `job ${jobId}: status 404 in all ${reads.length} reads` }] : [];
}

/** A job that is not found so often does not exist for the caller. */
const minReads = 3;

/** Only jobs with a later or equal submission time may be above it. */
export const newJobOnTop: Judge = (seen) => {
  const { exchanges } = seen.evidence;
  // Later, other jobs may be above it. A separate clause checks that it is still listed.
  const looked = listOwnJobs(exchanges).flatMap((own) => {
    const { jobId } = own;
    const list = listFirstLists(own, exchanges).at(-1);
    const isList = list?.outcome.status === 200 && getItems(list) !== undefined;
    return isList ? [{ jobId, list }] : [];
  });
  const breaches = looked.flatMap(({ jobId, list }): readonly Breach[] => {
    const listed = listSightings([list]);
    const own = listed.findIndex((sighting) => sighting.jobId === jobId);
    const expected = `the new job ${jobId} at the top`;
    if (own < 0)
      return [
        {
          exchange: list.id,
          expected,
          actual: `it is not among the ${listJobIds(list).length} listed jobs`,
        },
      ];
    const submitted = parseTimeMs(listed[own]?.submittedAt) ?? 0;
    const older = listed
      .slice(0, own)
      .filter(({ submittedAt }) => (parseTimeMs(submittedAt) ?? submitted) < submitted);
    return older.length === 0
      ? []
      : [{ exchange: list.id, expected, actual: `it is below job ${older[0]?.jobId}, which is older` }];
  });
  return toJudgement(
    looked.map(({ list }) => list),
    breaches,
    () => explainMissing({ ...ownJob, what: 'a list after a submission', tags: ['own-list'] }, seen),
  );
};

/** A fast target may already work on it; then updated_at has changed. */
export const newJobQueued: Judge = (seen) => {
  const { lifeCycle } = seen.spec;
  const initial = lifeCycle.internalStatuses.filter(lifeCycle.isInitial).map(lifeCycle.getApiStatus);
  const first = listOwnJobs(seen.evidence.exchanges).flatMap(({ life }) =>
    life
      .slice(0, 1)
      .filter(
        ({ status = '', submittedAt, updatedAt }) =>
          initial.includes(status) || (lifeCycle.apiStatuses.includes(status) && submittedAt === updatedAt),
      ),
  );
  const breaches = first
    .filter(({ status = '' }) => !initial.includes(status))
    .map(({ exchange, status, jobId }) => ({
      exchange: exchange.id,
      expected: `a new job is ${initial[0]}`,
      actual: `${status} (job ${jobId})`,
    }));
  return toJudgement(
    first.map(({ exchange }) => exchange),
    breaches,
    () =>
      explainMissing(
        { ...ownJob, what: 'a job that this run created and that was unchanged since its submission' },
        seen,
      ),
  );
};

export const submittedNow: Judge = (seen) => {
  const looked = listOwnJobs(seen.evidence.exchanges).flatMap(({ submission, life: [sighting] }) => {
    const [submitted, now] = [parseTimeMs(sighting?.submittedAt), getTargetTimeMs(submission)];
    return sighting === undefined || submitted === undefined || now === undefined
      ? []
      : [{ sighting, submission, submitted, now }];
  });
  const breaches = looked
    .filter(({ submitted, now }) => Math.abs(submitted - now) > skewMs)
    // If the clocks differ, the Date of a gateway may be wrong.
    .filter(({ submission, submitted }) => Math.abs(submitted - submission.startedMs) > skewMs)
    .map(({ sighting, now }) => ({
      exchange: sighting.exchange.id,
      expected: `submitted_at is the time of the submission, ${new Date(now).toUTCString()}, within two minutes`,
      actual: `"${sighting.submittedAt}"`,
    }));
  return toJudgement(
    looked.map(({ sighting }) => sighting.exchange),
    breaches,
    () =>
      explainMissing(
        { ...ownJob, what: 'submitted_at of a job that this run created, and the time of the target' },
        seen,
      ),
  );
};

const badSubmission = { ...writeAccess, what: 'a response to a malformed submission' };

/** A target that rejects every submission of this token, or wants credits first, looks at none of them. */
export const badSubmissionRefused: Judge = judgeEachTagged(
  ['bad-submission'],
  badSubmission,
  (exchange, seen) => {
    const { status } = exchange.outcome;
    const good = selectAnswered(seen, 'submit');
    const isExcused = [402, 403].includes(status) && good.some(({ outcome }) => outcome.status === status);
    return isExcused ? undefined : requireStatus(400)(exchange, seen);
  },
);

/** An object with errors by field, or with one error. It may have any other fields. */
export const badSubmissionExplained: Judge = judgeEachTagged(
  ['bad-submission'],
  { ...writeAccess, what: 'a submission with status 400' },
  checkIfStatus(400, (exchange) => {
    const body = getBody(exchange);
    if (isMap(body) && Object.keys(body).length > 0) return [];
    return [{ expected: 'a JSON object with the errors', actual: toExcerpt(exchange.outcome.body) }];
  }),
);

/** The result pages of the created job, while it was paused and after it finished. */
function listOwnPages(seen: Observations): readonly ResultPage[] {
  return selectAnswered(seen, 'own-results').flatMap((exchange) => parseResultPage(exchange) ?? []);
}

/** Each result belongs to a submitted row, and no row is missing. */
export const importedReturned: Judge = (seen) => {
  const looked = listOwnPages(seen);
  const breaches = looked.flatMap(({ exchange, records, total }): readonly Breach[] => {
    const foreign = records.filter((record) => !ownRecords.some((own) => isAbout(record, own)));
    const lost = ownRecords.filter((own) => !records.some((record) => isAbout(record, own)));
    const id = { exchange: exchange.id };
    if (foreign.length > 0)
      return [
        {
          ...id,
          expected: 'the submitted values in the imported_ fields',
          actual: JSON.stringify(foreign[0]) ?? '',
        },
      ];
    return lost.length === 0 || total < ownRecords.length
      ? []
      : [{ ...id, expected: `a result for ${JSON.stringify(lost[0])}`, actual: 'none' }];
  });
  return toJudgement(
    looked.filter(({ records }) => records.length > 0).map(({ exchange }) => exchange),
    breaches,
    () =>
      explainMissing(
        { ...writeAccess, what: 'results of a job that this run created', tags: ['own-results'] },
        seen,
      ),
  );
};

function isAbout(record: unknown, own: OwnRecord): boolean {
  const fields = Object.entries(importedAs) as readonly (readonly [keyof OwnRecord, string])[];
  return isMap(record) && fields.every(([field, imported]) => record[imported] === own[field]);
}
