/** Counts what is asked of a target, and says which question is not asked any more. */
import type { Level } from '../verdict/clause.ts';
import type { Conduct, Withheld } from '../evidence/conduct.ts';
import type { Tag } from '../evidence/exchange.ts';
import { getLevel } from './levels.ts';
import type { Limits } from './modes.ts';

/** What the meter looks at of a question. */
export interface Measured {
  readonly tag: Tag;
  readonly method?: string;
  /** Whether it comes with a token that should be let in. */
  readonly isWelcome: boolean;
}

export interface Meter {
  /** Why a question is not asked; undefined when it may be. */
  readonly refusal: (question: Measured) => string | undefined;
  /** Counts a request; false when no more may be sent. */
  readonly take: (question: Measured) => boolean;
  /** Tells what came instead of an answer. */
  readonly fault: (what: string) => void;
  /** From now on questions of other levels wait for their lap; undefined asks all as they come. */
  readonly lap: (level: Level | undefined) => void;
  readonly conduct: () => Conduct;
}

const notNow = 'its turn has not come';

export function newMeter({ mode, maxRequests, given }: Limits): Meter {
  const counts = { used: 0, polls: 0, writes: 0 };
  const withheld = new Map<string, Withheld>();
  const faults = new Map<string, number>();
  const unwelcome = new Set<Tag>();
  let oddIds = 0;
  let present: Level | undefined;

  const isSpent = (question: Measured) =>
    getBudgetKind(question) === 'used' && maxRequests !== undefined && counts.used >= maxRequests;

  const isAgainstMode = ({ tag, isWelcome }: Measured) => {
    if (/^(odd|random)-id$/.test(tag)) return (oddIds += 1) > mode.oddIds;
    if (isWelcome || mode.unwelcome === undefined) return false;
    if (!mode.unwelcome.includes(tag) || unwelcome.has(tag)) return true;
    unwelcome.add(tag);
    return false;
  };

  const withhold = (tag: Tag, because: Withheld['because'], reason: string) => {
    const key = `${because} ${tag}`;
    withheld.set(key, { tag, because, count: (withheld.get(key)?.count ?? 0) + 1 });
    return reason;
  };

  return {
    refusal: (question) => {
      const { tag } = question;
      if (present !== undefined && getLevel(tag) !== present) return notNow;
      if (getBudgetKind(question) === 'used' && isAgainstMode(question))
        return withhold(tag, 'mode', `the mode ${mode.name} does not ask for it`);
      return isSpent(question)
        ? withhold(tag, 'budget', `the budget of ${maxRequests} requests was spent`)
        : undefined;
    },
    take: (question) => {
      if (isSpent(question)) return false;
      counts[getBudgetKind(question)] += 1;
      return true;
    },
    fault: (what) => faults.set(what, (faults.get(what) ?? 0) + 1),
    lap: (level) => {
      present = level;
    },
    conduct: () => ({
      mode: mode.name,
      ...(given === undefined ? {} : { given }),
      ...counts,
      ...(maxRequests === undefined ? {} : { allowed: maxRequests }),
      withheld: [...withheld.values()],
      faults: Object.fromEntries(faults),
    }),
  };
}

const ofOwnJob = /^(own-|submit$|bad-|pause|resume|unknown-control$|foreign-control$)/;

function getBudgetKind({ tag, method = 'GET' }: Measured): 'used' | 'polls' | 'writes' {
  if (method === 'POST' || ofOwnJob.test(tag)) return 'writes';
  return tag.startsWith('watch-') ? 'polls' : 'used';
}
