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
  groupSightings,
  listSightings,
  getTargetTimeMs,
  parseTimeMs,
} from '../evidence/sightings.ts';
import {
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
import { findMadeJob } from '../evidence/made-jobs.ts';

const ownJob = { ...writeAccess, what: 'a job that this run created', tags: ['own-detail'] } as const;

/** 400 means that the target expects other fields, 402 that there are no credits. Neither breaks a promise. */
const excusedStatuses: ReadonlySet<number> = new Set([400, 402]);
const selectTakenSubmissions = (seen: Observations) =>
  selectAnswered(seen, 'submit').filter(({ outcome }) => !excusedStatuses.has(outcome.status));

export const submissionCreates: Judge = judgeEach(
  selectTakenSubmissions,
  { ...writeAccess, what: 'a submission that the target accepts', tags: ['submit'] },
  requireStatus(201),
);

export const submissionTellsJob: Judge = judgeEachTagged(
  ['submit'],
  { ...writeAccess, what: 'a submission with status 201' },
  checkIfStatus(201, checkConformance(isInBody)),
);

/** Only jobs with a later or equal submission time may be above it. */
export const newJobOnTop: Judge = (seen) => {
  const ids = selectAnswered(seen, 'submit').flatMap((exchange) => findMadeJob(exchange) ?? []);
  // Later, other jobs may be above it. A separate clause checks that it is still listed.
  const looked = selectAnswered(seen, 'own-list')
    .slice(0, 1)
    .filter((list) => ids.length > 0 && list.outcome.status === 200 && getItems(list) !== undefined);
  const breaches = looked.flatMap((list): readonly Breach[] =>
    ids.flatMap((jobId) => {
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
    }),
  );
  return toJudgement(looked, breaches, () =>
    explainMissing({ ...ownJob, what: 'a list after a submission', tags: ['own-list'] }, seen),
  );
};

/** A fast target may already work on it; then updated_at has changed. */
export const newJobQueued: Judge = (seen) => {
  const { lifeCycle } = seen.spec;
  const initial = lifeCycle.internalStatuses.filter(lifeCycle.isInitial).map(lifeCycle.getApiStatus);
  const first = selectAnswered(seen, 'submit').flatMap((exchange) => {
    const life = groupSightings(seen.evidence.exchanges).get(findMadeJob(exchange) ?? '') ?? [];
    return life
      .slice(0, 1)
      .filter(
        ({ status = '', submittedAt, updatedAt }) =>
          initial.includes(status) || (lifeCycle.apiStatuses.includes(status) && submittedAt === updatedAt),
      );
  });
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
  const looked = selectAnswered(seen, 'submit').flatMap((exchange) => {
    const [sighting] = groupSightings(seen.evidence.exchanges).get(findMadeJob(exchange) ?? '') ?? [];
    const [submitted, now] = [parseTimeMs(sighting?.submittedAt), getTargetTimeMs(exchange)];
    return sighting === undefined || submitted === undefined || now === undefined
      ? []
      : [{ sighting, submitted, now }];
  });
  const breaches = looked
    .filter(({ submitted, now }) => Math.abs(submitted - now) > skewMs)
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

export const badSubmissionRefused: Judge = judgeEachTagged(
  ['bad-submission'],
  badSubmission,
  requireStatus(400),
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
