/**
 * The coach of one world: looks at each request once, so that a limited journal loses nothing, and returns its
 * advice. What a request costs does not depend on how many there were before.
 */
import type { Spec } from '../../openapi/spec.ts';
import type { JournalEntry, ShownJob } from '../journal/entry.ts';
import { type Advice, toAdviceList } from './advice.ts';
import { createFinding, type Finding, Findings } from './findings.ts';
import { getBegin, type Moment, type Observation, type Rule, type Subject } from './rule.ts';
import { rules as allRules } from './rules/index.ts';
import type { Guide } from './settings.ts';
import { type WatchedSubject, WatchedSubjects } from './subjects.ts';

/** The requested jobs and other things; the least recently used is removed first. */
const maxSubjects = 500;

/** What the coaches of all worlds have in common. */
export interface Rulebook {
  readonly guide: Guide;
  readonly rulesPer: Readonly<Record<Subject, readonly Rule[]>>;
  /** A place for the memory of each rule. */
  readonly createMemories: (per: Subject) => unknown[];
}

export function createRulebook(guide: Guide, rules: readonly Rule[] = allRules): Rulebook {
  const select = (subject: Subject) => rules.filter(({ per }) => per === subject);
  const rulesPer = { user: select('user'), job: select('job'), thing: select('thing') };
  return { guide, rulesPer, createMemories: (per) => rulesPer[per].map(() => undefined) };
}

/** There may be one for each of thousands of worlds, so it takes no memory for what it has not seen. */
export class Coach {
  readonly #rulebook: Rulebook;
  #subjects: WatchedSubjects;
  #findings: Findings | undefined;
  /** The users of the omissions that were reported. Omissions are not findings, since they can be made up for. */
  #reported: Map<Rule, Set<string>> | undefined;
  /** No omission that is not reported yet is due before this real time. */
  #nextDue = Number.POSITIVE_INFINITY;

  constructor(rulebook: Rulebook) {
    this.#rulebook = rulebook;
    this.#subjects = new WatchedSubjects(maxSubjects, rulebook.createMemories);
  }

  /**
   * Looks at one more request.
   * @param asked the requested job at that time, if the user has it
   * @returns the findings that were not reported before, mostly none
   */
  observe(entry: JournalEntry, asked?: ShownJob): readonly Finding[] {
    const { user, job, query, ended, worldTime } = entry;
    const observation: Observation = {
      entry,
      begin: getBegin(entry),
      query: query === undefined ? undefined : new URLSearchParams(query),
      asked,
      guide: this.#rulebook.guide,
    };
    const subjects = this.#subjects;
    const ofUser = subjects.get('user', user ?? '');
    const ofJob = job === undefined ? undefined : subjects.get('job', job, ofUser);
    // Each submission creates another job, but it is the same request.
    const owner = entry.operation === 'submitEnrichment' ? ofUser : (ofJob ?? ofUser);
    const thing = subjects.get('thing', toThing(observation), owner);
    const fresh: Finding[] = [];
    this.#look(ofUser, observation, fresh);
    if (ofJob !== undefined) this.#look(ofJob, observation, fresh);
    this.#look(thing, observation, fresh);
    this.#updateDue(ofUser);
    if (this.#nextDue > ended) return fresh;
    return [...fresh, ...this.#reportOmissions({ real: ended, world: worldTime })];
  }

  /**
   * The advice, most serious first: one piece for each rule and user.
   * @param now the current time, since some omissions only show after a while
   */
  listAdvice(now: Moment, spec: Spec): readonly Advice[] {
    return toAdviceList([...(this.#findings?.all() ?? []), ...this.#listOmissions(now)], spec);
  }

  /** The same without omissions, which can be made up for. */
  listFound(spec: Spec): readonly Advice[] {
    return toAdviceList(this.#findings?.all() ?? [], spec);
  }

  /** Requests are missing after those that it saw: it forgets what they began, and keeps what it found. */
  skip(): void {
    this.#subjects = new WatchedSubjects(maxSubjects, this.#rulebook.createMemories);
    this.#nextDue = Number.POSITIVE_INFINITY;
  }

  /** The number of users, jobs and things that it watches. */
  countSubjects(): number {
    return this.#subjects.size;
  }

  #look({ memories, per }: WatchedSubject, observation: Observation, fresh: Finding[]): void {
    const rules = this.#rulebook.rulesPer[per];
    for (let index = 0; index < rules.length; index += 1) {
      const rule = rules[index];
      if (rule === undefined || (memories[index] === undefined && !rule.watch.begins(observation))) continue;
      memories[index] ??= rule.watch.createMemory();
      const offence = rule.watch.see(memories[index], observation);
      if (offence === undefined) continue;
      this.#findings ??= new Findings();
      const finding = this.#findings.add(rule, observation.entry.user, offence);
      if (!finding.isReported) fresh.push(finding);
      finding.isReported = true;
    }
  }

  #updateDue({ key, memories }: WatchedSubject): void {
    const { guide, rulesPer } = this.#rulebook;
    for (let index = 0; index < memories.length; index += 1) {
      const rule = rulesPer.user[index];
      const { omission } = rule?.watch ?? {};
      if (rule === undefined || omission === undefined || memories[index] === undefined) continue;
      const due = omission.computeDue(memories[index], guide);
      if (due < this.#nextDue && !this.#isReported(rule, key)) this.#nextDue = due;
    }
  }

  #isReported(rule: Rule, user: string): boolean {
    return this.#reported?.get(rule)?.has(user) === true;
  }

  #listOmissions(now: Moment): readonly Finding[] {
    const { guide, rulesPer } = this.#rulebook;
    return [...this.#subjects.users()].flatMap(({ key, memories }) =>
      rulesPer.user.flatMap((rule, index) => {
        const memory = memories[index];
        const offence = memory === undefined ? undefined : rule.watch.omission?.find(memory, now, guide);
        return offence === undefined ? [] : [createFinding(rule, key === '' ? undefined : key, offence)];
      }),
    );
  }

  #reportOmissions(now: Moment): readonly Finding[] {
    const fresh = this.#listOmissions(now).filter(({ rule, user = '' }) => !this.#isReported(rule, user));
    const reported = (this.#reported ??= new Map());
    for (const { rule, user = '' } of fresh)
      reported.set(rule, (reported.get(rule) ?? new Set<string>()).add(user));
    this.#nextDue = Number.POSITIVE_INFINITY;
    for (const subject of this.#subjects.users()) this.#updateDue(subject);
    return fresh;
  }
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
