/** What the coach of a world has found: for each user and rule, the latest offence and how often it was seen. */
import { type AdviceLevel, maxEntries, type Offence, type Rule } from './rule.ts';

export interface Finding {
  readonly rule: Rule;
  readonly level: AdviceLevel;
  readonly user: string | undefined;
  /** The latest. */
  offence: Offence;
  times: number;
  /** The latest journal entries that show it, in order. */
  readonly entries: number[];
  /** Several when the offence was seen of several. */
  readonly jobs: Set<string>;
  /** It was reported, or need not be. */
  isReported: boolean;
}

const maxJobs = 100;

/** Of one world. */
export class Findings {
  readonly #byUser = new Map<string | undefined, Finding[]>();

  add(rule: Rule, user: string | undefined, offence: Offence): Finding {
    const ofUser = this.#byUser.get(user) ?? [];
    if (ofUser.length === 0) this.#byUser.set(user, ofUser);
    const level = getLevel(rule, offence);
    for (const known of ofUser)
      if (known.rule === rule && known.level === level) {
        addOffence(known, offence);
        return known;
      }
    const made = createFinding(rule, user, offence);
    // Once the user was warned, a notice about the same says nothing new.
    made.isReported = ofUser.some((one) => isGraver(one, made));
    ofUser.push(made);
    return made;
  }

  all(): readonly Finding[] {
    return [...this.#byUser.values()].flat();
  }
}

export function createFinding(rule: Rule, user: string | undefined, offence: Offence): Finding {
  const level = getLevel(rule, offence);
  const made = {
    rule,
    level,
    user,
    offence,
    times: 0,
    entries: [],
    jobs: new Set<string>(),
    isReported: false,
  };
  addOffence(made, offence);
  return made;
}

const getLevel = (rule: Rule, { cause }: Offence): AdviceLevel =>
  cause === undefined ? rule.level : 'notice';

function addOffence(finding: Finding, offence: Offence): void {
  finding.offence = offence;
  finding.times += 1;
  const { entries, jobs } = finding;
  const { job } = offence;
  if (job !== undefined && jobs.size < maxJobs) jobs.add(job);
  for (const number of offence.entries) addEntry(entries, number);
}

/** Keeps them in order; mostly the number is the last one, or known. */
function addEntry(entries: number[], number: number): void {
  let place = entries.length;
  while (place > 0 && (entries[place - 1] ?? 0) > number) place -= 1;
  if (entries[place - 1] === number) return;
  entries.splice(place, 0, number);
  if (entries.length > maxEntries) entries.shift();
}

/** Of the same about the same user. */
export function isGraver(a: Finding, b: Finding): boolean {
  return a.rule === b.rule && a.user === b.user && gravity[a.level] < gravity[b.level];
}

export const gravity: Readonly<Record<AdviceLevel, number>> = { warning: 0, notice: 1 };
