/**
 * The coach of one world: looks at each request once, so that a limited journal loses nothing, and returns its
 * advice. What a request costs does not depend on how many there were before.
 */
import type { Spec } from '../../openapi/spec.ts';
import type { JournalEntry, ShownJob } from '../journal/entry.ts';
import { type Advice, toAdviceList } from './advice.ts';
import { createFinding, createFindings, type Finding } from './findings.ts';
import { getBegin, type Moment, type Observation, type Rule, type Subject } from './rule.ts';
import { rules as allRules } from './rules/index.ts';
import type { Guide } from './settings.ts';
import { createSubjects, type WatchedSubject } from './subjects.ts';

export interface Coach {
  /**
   * Looks at one more request.
   * @param asked the requested job at that time, if the user has it
   * @returns the findings that were not reported before, mostly none
   */
  readonly observe: (entry: JournalEntry, asked?: ShownJob) => readonly Finding[];
  /**
   * The advice, most serious first: one piece for each rule and user.
   * @param now the current time, since some omissions only show after a while
   */
  readonly listAdvice: (now: Moment, spec: Spec) => readonly Advice[];
  /** The number of users, jobs and things that it watches. */
  readonly countSubjects: () => number;
}

/** The requested jobs and other things; the least recently used is removed first. */
const maxSubjects = 500;

export function createCoach(guide: Guide, rules: readonly Rule[] = allRules): Coach {
  const rulesPer: Readonly<Record<Subject, readonly Rule[]>> = {
    user: rules.filter(({ per }) => per === 'user'),
    job: rules.filter(({ per }) => per === 'job'),
    thing: rules.filter(({ per }) => per === 'thing'),
  };
  const subjects = createSubjects(
    (per) => rulesPer[per].map(({ createWatch }) => createWatch()),
    maxSubjects,
  );
  const findings = createFindings();
  // Omissions are not kept, since they can be made up for, but each is reported once.
  const reported = new Map<Rule, Set<string>>();
  /** No omission that is not reported yet is due before this real time. */
  let nextDue = Number.POSITIVE_INFINITY;

  const look = ({ watches, per }: WatchedSubject, observation: Observation, fresh: Finding[]): void => {
    for (let index = 0; index < watches.length; index += 1) {
      const offence = watches[index]?.see(observation);
      const rule = offence === undefined ? undefined : rulesPer[per][index];
      if (offence === undefined || rule === undefined) continue;
      const finding = findings.add(rule, observation.entry.user, offence);
      if (!finding.isReported) fresh.push(finding);
      finding.isReported = true;
    }
  };

  const isReported = (rule: Rule | undefined, key: string): boolean =>
    rule !== undefined && reported.get(rule)?.has(key) === true;

  const updateDue = ({ key, watches }: WatchedSubject): void => {
    for (let index = 0; index < watches.length; index += 1) {
      const due = watches[index]?.omission?.computeDue(guide);
      if (due !== undefined && due < nextDue && !isReported(rulesPer.user[index], key)) nextDue = due;
    }
  };

  const listOmissions = (now: Moment): readonly Finding[] =>
    [...subjects.users()].flatMap(({ key, watches }) =>
      watches.flatMap(({ omission }, index) => {
        const [rule, offence] = [rulesPer.user[index], omission?.find(now, guide)];
        if (rule === undefined || offence === undefined) return [];
        return [createFinding(rule, key === '' ? undefined : key, offence)];
      }),
    );

  const reportOmissions = (now: Moment): readonly Finding[] => {
    const fresh = listOmissions(now).filter(({ rule, user = '' }) => !isReported(rule, user));
    for (const { rule, user = '' } of fresh) reported.set(rule, (reported.get(rule) ?? new Set()).add(user));
    nextDue = Number.POSITIVE_INFINITY;
    for (const subject of subjects.users()) updateDue(subject);
    return fresh;
  };

  return {
    observe: (entry, asked) => {
      const { user, job, query, ended, worldTime } = entry;
      const observation: Observation = {
        entry,
        begin: getBegin(entry),
        query: query === undefined ? undefined : new URLSearchParams(query),
        asked,
        guide,
      };
      const ofUser = subjects.get('user', user ?? '');
      const ofJob = job === undefined ? undefined : subjects.get('job', job, ofUser);
      // Each submission creates another job, but it is the same request.
      const owner = entry.operation === 'submitEnrichment' ? ofUser : (ofJob ?? ofUser);
      const thing = subjects.get('thing', toThing(observation), owner);
      const fresh: Finding[] = [];
      look(ofUser, observation, fresh);
      if (ofJob !== undefined) look(ofJob, observation, fresh);
      look(thing, observation, fresh);
      updateDue(ofUser);
      return nextDue > ended ? fresh : [...fresh, ...reportOmissions({ real: ended, world: worldTime })];
    },
    listAdvice: (now, spec) => toAdviceList([...findings.all(), ...listOmissions(now)], spec),
    countSubjects: subjects.size,
  };
}

/** What was requested of the job, or of the user. */
function toThing({ entry, query }: Observation): string {
  const { operation, user, stranger } = entry;
  const what = operation ?? `${entry.method}\n${entry.path}`;
  // Requests with unknown tokens can come from several clients; those with the same token count as one client.
  const asker = user === undefined ? `${stranger?.kind ?? ''} ${stranger?.fingerprint ?? ''}\n` : '';
  const page = operation === undefined ? '' : (query?.get('page') ?? '');
  return asker === '' && page === '' ? what : `${asker}${what}\n${page}`;
}
