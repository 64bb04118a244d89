/** Counts what is asked of a target, and says which question is not asked any more. */
import type { ClauseLevel } from '../verdict/clause.ts';
import type { Conduct, WithheldQuestions } from '../evidence/conduct.ts';
import type { Tag } from '../evidence/exchange.ts';
import { getLevel } from './levels.ts';
import type { TrafficLimits } from './modes.ts';

/** What the meter looks at of a question. */
export interface MeteredQuestion {
  readonly tag: Tag;
  readonly method?: string;
  /** Whether it comes with a token that should be let in. */
  readonly isWelcome: boolean;
}

export interface RequestMeter {
  /** Why a question is not asked; undefined when it may be. */
  readonly refusal: (question: MeteredQuestion) => string | undefined;
  /** Counts a request; false when no more may be sent. */
  readonly take: (question: MeteredQuestion) => boolean;
  /** Tells what came instead of an answer. */
  readonly fault: (what: string) => void;
  /** From now on questions of other levels wait for their lap; undefined asks all as they come. */
  readonly lap: (level: ClauseLevel | undefined) => void;
  readonly conduct: () => Conduct;
}

const notNow = 'its turn has not come';

export function createMeter({ mode, maxRequests, given }: TrafficLimits): RequestMeter {
  const counts = { used: 0, polls: 0, writes: 0 };
  const withheld = new Map<string, WithheldQuestions>();
  const faults = new Map<string, number>();
  const unwelcome = new Set<Tag>();
  let oddIds = 0;
  let present: ClauseLevel | undefined;

  const isSpent = (question: MeteredQuestion) =>
    getBudgetKind(question) === 'used' && maxRequests !== undefined && counts.used >= maxRequests;

  const isAgainstMode = ({ tag, isWelcome }: MeteredQuestion) => {
    if (/^(odd|random)-id$/.test(tag)) return (oddIds += 1) > mode.oddIds;
    if (isWelcome || mode.unwelcome === undefined) return false;
    if (!mode.unwelcome.includes(tag) || unwelcome.has(tag)) return true;
    unwelcome.add(tag);
    return false;
  };

  const withhold = (tag: Tag, reason: WithheldQuestions['reason'], refusal: string) => {
    const key = `${reason} ${tag}`;
    withheld.set(key, { tag, reason, count: (withheld.get(key)?.count ?? 0) + 1 });
    return refusal;
  };

  return {
    refusal: (question) => {
      const { tag } = question;
      if (present !== undefined && getLevel(tag) !== present) return notNow;
      if (getBudgetKind(question) === 'used' && isAgainstMode(question))
        return withhold(tag, 'mode', `the mode ${mode.name} does not send it`);
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

const ownJobTags = /^(own-|submit$|bad-|pause|resume|unknown-control$|foreign-control$)/;

function getBudgetKind({ tag, method = 'GET' }: MeteredQuestion): 'used' | 'polls' | 'writes' {
  if (method === 'POST' || ownJobTags.test(tag)) return 'writes';
  return tag.startsWith('watch-') ? 'polls' : 'used';
}
