/** Finds the true reason why the evidence lacks what a judge needs. */
import type { Observations } from '../verdict/clause.ts';
import { type Exchange, isAnswered, isUnavailable } from '../evidence/exchange.ts';
import { findMadeJob } from '../evidence/made-jobs.ts';
import { findProbe, type Tag } from '../evidence/probes.ts';
import { getItems, groupSightings, listSightings } from '../evidence/sightings.ts';
import {
  type ProvidableNeed,
  findRunHint,
  isProvided,
  type Missing,
  type Need,
  getHintContext,
} from '../verdict/missing.ts';

/** What a judge needs. */
export interface Wanted {
  /** As a noun phrase: `a redirect`. */
  readonly what: string;
  /** The requests whose responses show it. */
  readonly tags: readonly Tag[];
  /** What the user must provide so that the run sends these requests. */
  readonly takes?: readonly ProvidableNeed[];
  /** Whether the target has the subject of these requests, as far as known. If not, more requests do not help. */
  readonly exists?: (seen: Observations) => boolean;
  /** Whether a longer watch may show it, as long as jobs are unfinished. */
  readonly byWatching?: true;
  /** The reason when all requests were sent and answered. */
  readonly otherwise?: Need | ((seen: Observations) => Need);
}

/** For judges that look at any response. */
export const anAnswer = { what: 'a response', otherwise: 'answer' } as const;

/** For judges of what only writing shows. */
export const writeAccess = { takes: ['write-access'] } as const;

/** The first matching reason: not provided, no jobs, not sent, not answered, not submitted, or the reason of the judge. */
export function explainMissing(wanted: Wanted, seen: Observations): Missing {
  const { what, exists, otherwise = 'sight' } = wanted;
  const found = checkGiven(wanted, seen) ?? checkJobs(wanted, seen);
  if (found !== undefined) return found;
  if (exists?.(seen) === false) return { need: 'jobs', message: what };
  return (
    checkAsked(wanted, seen) ??
    checkAnswered(wanted, seen) ??
    checkOtherUser(wanted, seen) ??
    checkSubmitted(wanted, seen) ?? {
      need: typeof otherwise === 'function' ? otherwise(seen) : otherwise,
      message: wanted.byWatching === true ? `${what}${explainWatch(seen)}` : what,
    }
  );
}

/** How long the jobs were watched, if some of them were still unfinished; otherwise nothing. */
function explainWatch({ evidence, spec: { lifeCycle } }: Observations): string {
  const lives = [...groupSightings(evidence.exchanges).values()];
  const live = lives.filter((life) => {
    const status = life.at(-1)?.status ?? '';
    return lifeCycle.apiStatuses.includes(status) && !lifeCycle.endsPolling(status);
  }).length;
  if (live === 0) return '';
  const jobs = live === 1 ? '1 job was' : `${live} jobs were`;
  const seconds = Math.round(evidence.target.watchedMs / 1000);
  return `; ${jobs} still unfinished after ${seconds} s of watching (give a longer --watch)`;
}

function checkGiven({ what, takes = [] }: Wanted, seen: Observations): Missing | undefined {
  const setting = getHintContext(seen.evidence);
  const lacking = takes.filter((gift) => !isProvided(gift, setting));
  const [need] = lacking;
  if (need === undefined) return undefined;
  const hints = lacking.map((gift) => findRunHint(gift, setting));
  // A hint helps only if it covers everything that is missing.
  const helps = hints.every((hint) => hint !== undefined);
  return { need, message: helps ? `${what} (${hints.join(' and ')})` : what };
}

function checkAsked({ what, tags }: Wanted, seen: Observations): Missing | undefined {
  const { conduct } = seen.evidence.target;
  const isAsked = selectAsked(seen, tags).length > 0;
  // A leading request counts only if the request itself did not come up.
  const relevant = isAsked ? tags : addLeadingTags(tags);
  const left = (conduct?.withheld ?? []).filter(({ tag }) => relevant.some((one) => one === tag));
  const count = (cause: 'budget' | 'mode') =>
    left.filter((one) => one.reason === cause).reduce((sum, one) => sum + one.count, 0);
  const spent = count('budget');
  if (spent > 0) {
    const hint = findRunHint('budget', getHintContext(seen.evidence));
    const reason = `${formatQuestions(spent)} not sent, because the budget of ${conduct?.allowed} requests was spent`;
    return { need: 'budget', message: `${what}; ${reason}${hint === undefined ? '' : ` (${hint})`}` };
  }
  const barred = count('mode');
  if (barred === 0) return undefined;
  return {
    need: 'mode',
    message: `${what}; ${formatQuestions(barred)} not sent, because the mode is ${conduct?.mode}`,
  };
}

function formatQuestions(count: number): string {
  return count === 1 ? '1 request for it was' : `${count} requests for it were`;
}

function checkAnswered({ what, tags }: Wanted, seen: Observations): Missing | undefined {
  const own = selectAsked(seen, tags);
  const all = own.length > 0 ? own : selectAsked(seen, addLeadingTags(tags));
  if (all.length === 0 || all.some((one) => isAnswered(one) && !isUnavailable(one.outcome))) return undefined;
  const requests = all.length === 1 ? '1 request for it was' : `${all.length} requests for it were`;
  return { need: 'answer', message: `${what}; ${requests} not answered` };
}

/** Explains missing jobs of the other user by the response to the request for their list. */
function checkOtherUser({ what, tags }: Wanted, seen: Observations): Missing | undefined {
  if (!addLeadingTags(tags).includes('foreign-list')) return undefined;
  const list = seen.evidence.exchanges.filter(isAnswered).find(({ tag }) => tag === 'foreign-list');
  if (list === undefined || list.outcome.status === 200) return undefined;
  const { status } = list.outcome;
  const advice = status === 401 ? '; is CONTRACT_OTHER_TOKEN valid?' : '';
  return {
    need: 'answer',
    message: `${what}; the list of the other user returned status ${status}${advice}`,
  };
}

/** Explains a missing own job by the response to its submission. */
function checkSubmitted({ what, tags }: Wanted, seen: Observations): Missing | undefined {
  if (!tags.every((tag) => findProbe(tag)?.after === 'submit')) return undefined;
  const [submission] = selectAsked(seen, ['submit']);
  if (submission === undefined) return { need: 'sight', message: `${what}; this run submitted nothing` };
  if (!isAnswered(submission) || findMadeJob(submission) !== undefined) return undefined;
  const { status } = submission.outcome;
  return { need: 'sight', message: `${what}; the submission returned status ${status}` };
}

function checkJobs({ what, tags }: Wanted, { evidence }: Observations): Missing | undefined {
  if (
    !addLeadingTags(tags).some((tag) => findProbe(tag)?.ofJob === true) ||
    listSightings(evidence.exchanges).length > 0
  )
    return undefined;
  const list = evidence.exchanges.filter(isAnswered).find(({ tag }) => tag === 'list');
  if (list === undefined) return undefined;
  const { status } = list.outcome;
  if (status !== 200) return { need: 'answer', message: `${what}; the list returned status ${status}` };
  const items = getItems(list);
  if (items?.length === 0) return { need: 'jobs', message: `${what}; the caller's list is empty` };
  return { need: 'sight', message: `${what}; no job in the list could be parsed` };
}

function selectAsked({ evidence }: Observations, tags: readonly Tag[]): readonly Exchange[] {
  return evidence.exchanges.filter(({ tag }) => tags.includes(tag));
}

function addLeadingTags(tags: readonly Tag[]): readonly Tag[] {
  return [...new Set(tags.flatMap((tag) => [tag, ...listLeadingTags(tag)]))];
}

function listLeadingTags(tag: Tag): readonly Tag[] {
  const before = findProbe(tag)?.after;
  return before === undefined ? [] : [before, ...listLeadingTags(before)];
}
