/** The rules about what a client leaves behind: timers, errors, and reports after the page was left. */
import { formatTime } from '../life/format-time.ts';
import type { Guide } from './guide.ts';
import { hasArrived } from './requests.ts';
import type { Rule } from './rule.ts';
import { isAllOver } from './runs.ts';

export const createClearsTimers = (guide: Guide): Rule => ({
  name: 'clears-timers',
  title: 'It leaves no timers behind when it has ended or the page was left.',
  source:
    'assumed: a timer that nobody needs keeps what it refers to, and keeps Node running (HTML standard, "Timers")',
  check: (life) => {
    // One that was due before only waits for the tab to wake up.
    const left = life.leakedTimers.filter(({ due }) => due > life.endedAt);
    const first = left.at(0);
    if (first === undefined || !isAllOver(life, guide)) return undefined;
    const { length } = left;
    const what = length === 1 ? 'a timer' : `${length} timers`;
    const kind = first.kind === 'interval' ? 'an interval' : 'a time-out';
    return {
      message: `It had ended, but left ${what} behind: ${kind}, due at ${formatTime(first.due)}. The life was watched until ${formatTime(life.endedAt)}.`,
      at: life.endedAt,
    };
  },
});

/**
 * A response that was on its way when the page was left may still be shown; React has given up its warning about that. A client
 * that shows more goes on.
 */
export const createQuietAfterUnmount = (guide: Guide): Rule => ({
  name: 'quiet-after-unmount',
  title: 'It shows nothing more after the page was left, except the response that was on its way.',
  source: `assumed: a component that was removed must not be updated by what goes on behind it (${guide.polling} ends with the page)`,
  check: ({ unmountedAt, reports, results, requests }) => {
    if (unmountedAt === undefined) return undefined;
    const late = [...reports, ...results].map(({ at }) => at).filter((at) => at > unmountedAt);
    const open = requests.filter(
      (request) =>
        request.sentAt <= unmountedAt && (!hasArrived(request) || request.arrivedAt >= unmountedAt),
    );
    const times = [...new Set(late)].toSorted((a, b) => a - b);
    const [first] = times;
    // Of each response that was on its way, once: a status, or results.
    if (first === undefined || times.length <= open.length + 1 - (open.length === 0 ? 1 : 0))
      return undefined;
    return {
      message: `The page was left at ${formatTime(unmountedAt)}, but it still showed something ${times.length === 1 ? 'once' : `${times.length} times`} afterwards, first at ${formatTime(first)}.`,
      at: first,
    };
  },
});

/** What is thrown since the page was left, or a request was aborted, does no harm in pages. */
const isAbort = (reason: string): boolean => /^(AbortError|TimeoutError)\b|\babort/i.test(reason);

export const handlesErrors: Rule = {
  name: 'handles-errors',
  title: 'It lets no error escape, such as a rejection that nobody handles: in Node that ends the program.',
  source: 'HTML standard, "Unhandled promise rejections"',
  check: ({ uncaught = [], unmountedAt = Number.POSITIVE_INFINITY }) => {
    const escaped = uncaught.find(({ at, reason }) => at < unmountedAt && !isAbort(reason));
    if (escaped === undefined) return undefined;
    return { message: `At ${formatTime(escaped.at)} nobody caught "${escaped.reason}".`, at: escaped.at };
  },
};
