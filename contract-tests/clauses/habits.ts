/** Judges what no page says explicitly but every client relies on. Most of these clauses are only notices. */
import { parseRfc3339 } from '../../time/rfc3339.ts';
import type { Breach, Judge, Observations } from '../verdict/clause.ts';
import {
  groupSightings,
  type Sighting,
  listSightings,
  sightingTags,
  parseTimeMs,
} from '../evidence/sightings.ts';
import { judgeEachLife, pairSuccessive, toJudgement } from './judging.ts';
import { explainMissing } from './wanted.ts';

const aJob = { what: "one of the caller's jobs", tags: sightingTags, otherwise: 'jobs' } as const;

/** No real job is older than this year; timestamps of zero or of the Unix epoch are. */
const earliest = Date.UTC(2000, 0, 1);

export const yearsPlausible: Judge = (seen) => {
  const { evidence } = seen;
  const looked = listSightings(evidence.exchanges);
  const breaches = looked.flatMap(({ exchange, jobId, submittedAt, updatedAt }) =>
    [submittedAt, updatedAt]
      .filter((text) => (parseTimeMs(text) ?? earliest) < earliest)
      .map((text) => ({
        exchange: exchange.id,
        expected: 'an instant in this century',
        actual: `"${text}" (job ${jobId})`,
      })),
  );
  return toJudgement(
    looked.map(({ exchange }) => exchange),
    breaches,
    () => explainMissing(aJob, seen),
  );
};

/** The framework omits a fraction that is exactly zero, which happens once in a million timestamps. */
const rarely = 0.1;

/** Fractions of one length and one UTC designator, in both the list and the single status. */
export const oneSpelling: Judge = (seen) => {
  const { evidence } = seen;
  const looked = listSightings(evidence.exchanges);
  const texts = new Map(
    looked.flatMap(({ exchange, submittedAt, updatedAt }) =>
      [submittedAt, updatedAt].flatMap((text) => (text === undefined ? [] : [[text, exchange] as const])),
    ),
  );
  const read = [...texts].flatMap(([text, exchange]) => {
    const instant = parseRfc3339(text);
    return instant === undefined ? [] : [{ ...instant, text, exchange }];
  });
  const bare = read.filter(({ fractionDigits }) => fractionDigits === 0);
  const counted = bare.length <= read.length * rarely ? read.filter((one) => !bare.includes(one)) : read;
  const first = counted[0];
  const other = counted.find(
    ({ fractionDigits, designator }) =>
      fractionDigits !== first?.fractionDigits || designator !== first.designator,
  );
  const breaches: readonly Breach[] =
    first === undefined || other === undefined
      ? []
      : [
          {
            exchange: other.exchange.id,
            expected: `every timestamp in the format of "${first.text}"`,
            actual: `"${other.text}"`,
          },
        ];
  return toJudgement(
    read.map(({ exchange }) => exchange),
    breaches,
    () => explainMissing(aJob, seen),
  );
};

/** Whether a job was seen that can be resumed. */
function hasPaused({ evidence, spec: { lifeCycle } }: Observations): boolean {
  const resumable = new Set(lifeCycle.statusesBefore('resume').map(lifeCycle.getApiStatus));
  return listSightings(evidence.exchanges).some(({ status = '' }) => resumable.has(status));
}

/** Another client may have resumed it; this run has not. */
export const pausedStays: Judge = judgeEachLife(
  { what: 'a paused job that was seen again and that this run did not resume', exists: hasPaused },
  (all, { evidence, spec }) => {
    // A response about another job says nothing about the requested one.
    const life = all.filter(({ exchange, jobId }) => (exchange.jobId ?? jobId) === jobId);
    const resumable = new Set(spec.lifeCycle.statusesBefore('resume').map(spec.lifeCycle.getApiStatus));
    const ordered = evidence.exchanges.some(({ tag, jobId }) => tag === 'resume' && jobId === life[0]?.jobId);
    const paused = pairSuccessive(life).filter(([before]) => resumable.has(before.status ?? ''));
    if (ordered || paused.length === 0) return undefined;
    return paused
      .filter(([before, after]) => after.status !== undefined && after.status !== before.status)
      .map(([before, { exchange, status, jobId }]) => ({
        exchange: exchange.id,
        expected: `${before.status}, as in ${before.exchange.id}, until it is resumed`,
        actual: `${status} (job ${jobId})`,
      }));
  },
);

/** One of several jobs may finish within the second of its submission, but not all of them. */
export const workTakesTime: Judge = (seen) => {
  const { evidence, spec } = seen;
  const done = [...groupSightings(evidence.exchanges).values()].flatMap((life): readonly Sighting[] => {
    const last = life.at(-1);
    const worked = last?.status !== undefined && spec.lifeCycle.hasResults(last.status);
    return last !== undefined && worked && parseTimeMs(last.submittedAt) !== undefined ? [last] : [];
  });
  const atOnce = done.filter(
    ({ submittedAt, updatedAt }) => parseTimeMs(submittedAt) === parseTimeMs(updatedAt),
  );
  const [first] = atOnce;
  const breaches: readonly Breach[] =
    first === undefined || atOnce.length < done.length
      ? []
      : [
          {
            exchange: first.exchange.id,
            expected: 'a job with results was updated after its submission',
            actual: `all ${done.length} have the updated_at of their submission, e.g. "${first.updatedAt}" (job ${first.jobId})`,
          },
        ];
  const looked = done.length < 2 ? [] : done.map(({ exchange }) => exchange);
  return toJudgement(looked, done.length < 2 ? [] : breaches, () =>
    explainMissing({ ...aJob, what: 'two jobs with results' }, seen),
  );
};
