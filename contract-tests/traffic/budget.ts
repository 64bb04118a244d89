/** Counts the requests to a target, and decides which requests are no longer sent. */
import type { Conduct, WithheldQuestions } from '../evidence/conduct.ts';
import { type BudgetKind, type ClauseLevel, type ProbeName, probes } from '../evidence/probes.ts';
import type { TrafficLimits } from './modes.ts';

/** The fields of a request that the meter reads. */
export interface MeteredQuestion {
  readonly tag: ProbeName;
  readonly method?: string;
}

export interface RequestMeter {
  /** The reason why a request is not sent; undefined if it may be. */
  readonly refusal: (question: MeteredQuestion) => string | undefined;
  /** Counts a request; false if no more may be sent. */
  readonly take: (question: MeteredQuestion) => boolean;
  /** Records a failure in place of a response. */
  readonly fault: (what: string) => void;
  /** From now on requests of other levels wait for their round; undefined sends all in order. */
  readonly lap: (level: ClauseLevel | undefined) => void;
  readonly conduct: () => Conduct;
}

/** The order of levels in a survey. */
export const laps = ['MUST', 'SHOULD', 'ASSUMED'] as const satisfies readonly ClauseLevel[];

const notNow = 'its turn has not come';

export function createMeter({ mode, maxRequests, given }: TrafficLimits): RequestMeter {
  const counts = { used: 0, polls: 0, writes: 0 };
  const sent = new Map<ProbeName, number>();
  const withheld = new Map<string, WithheldQuestions>();
  const faults = new Map<string, number>();
  let present: ClauseLevel | undefined;

  const isSpent = (question: MeteredQuestion) =>
    getBudget(question) === 'used' && maxRequests !== undefined && counts.used >= maxRequests;
  const isAgainstMode = ({ tag }: MeteredQuestion) =>
    (sent.get(tag) ?? 0) >= (probes[tag].limit?.[mode.name] ?? Number.POSITIVE_INFINITY);

  const withhold = (tag: ProbeName, reason: WithheldQuestions['reason'], refusal: string) => {
    const key = `${reason} ${tag}`;
    withheld.set(key, { tag, reason, count: (withheld.get(key)?.count ?? 0) + 1 });
    return refusal;
  };

  return {
    refusal: (question) => {
      const { tag } = question;
      if (present !== undefined && probes[tag].level !== present) return notNow;
      if (isAgainstMode(question)) return withhold(tag, 'mode', `the mode ${mode.name} does not send it`);
      return isSpent(question)
        ? withhold(tag, 'budget', `the budget of ${maxRequests} requests was spent`)
        : undefined;
    },
    take: (question) => {
      if (isSpent(question) || isAgainstMode(question)) return false;
      counts[getBudget(question)] += 1;
      sent.set(question.tag, (sent.get(question.tag) ?? 0) + 1);
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

function getBudget({ tag, method }: MeteredQuestion): BudgetKind {
  return method === 'POST' ? 'writes' : probes[tag].budget;
}
