/**
 * The coach's advice on the requests to all processes that share a store. The process that keeps the requests of a world looks
 * at each once, in the order in which they ended, and says what is new; the others ask it.
 */
import type { AdviceSource, ListedAdvice } from '../coach/advice-source.ts';
import type { ShareDeps } from '../coach/share.ts';
import type { Instant } from '../../time/time.ts';
import { createCoachedWorlds } from './coached-worlds.ts';
import { createAdviceQuestion, isListedAdvice } from './questions.ts';
import type { WholeRequests } from './whole-requests.ts';

export interface SharedAdvice extends AdviceSource {
  /** Looks at what is new, and says what there is to say. @returns how many requests there were */
  readonly keep: (world: string) => Promise<number>;
  /** The advice of this process, which keeps the requests of the world. */
  readonly listKept: (world: string, now: Instant) => Promise<ListedAdvice>;
  /** Must be called when a world begins again, or was removed. */
  readonly forget: (world: string) => void;
}

export type SharedAdviceDeps = Pick<ShareDeps, 'coach' | 'isTrue' | 'spec' | 'steady' | 'say'> & {
  readonly requests: WholeRequests;
};

/** One keeper after the other may have ended. */
const maxKeepers = 3;

export function createSharedAdvice(deps: SharedAdviceDeps): SharedAdvice {
  const { requests, steady } = deps;
  const coached = createCoachedWorlds(deps);
  const look = async (world: string) => {
    const listed = await requests.list(world);
    const seen = coached.observe(world, listed);
    for (const advice of seen.fresh) deps.say(world, advice);
    requests.publishFound(world, coached.listFound(world));
    return { ...seen, missing: listed.missing };
  };
  const listKept = async (world: string, now: Instant): Promise<ListedAdvice> => {
    const { missing } = await look(world);
    return { advice: coached.list(world, { real: requests.toStoreTime(steady()), world: now }), missing };
  };
  return {
    keep: async (world) => (await look(world)).count,
    listKept,
    list: async (world, now) => {
      let missing = 0;
      for (let tries = 0; tries < maxKeepers; tries += 1) {
        const keeper = requests.findKeeper(world);
        if (keeper === undefined) break;
        const replies = await requests.askKeeper(keeper, createAdviceQuestion(world, now));
        const answer = replies.answers.get(keeper);
        if (isListedAdvice(answer)) return { ...answer, missing: Math.max(missing, answer.missing) };
        missing = Math.max(missing, replies.missing);
      }
      const own = await listKept(world, now);
      return { ...own, missing: Math.max(missing, own.missing) };
    },
    clear: async (world) => {
      coached.forget(world);
      return requests.dismiss(world);
    },
    forget: coached.forget,
  };
}
