/** The rules about several jobs: polled one by one, and all at the same moment. */
import {
  createWatch,
  findReportedStatus,
  maxEntries,
  measureClientTime,
  measureWait,
  type Observation,
  type Offence,
  type Rule,
  type Stamp,
} from '../rule.ts';
import { inCode } from './in-code.ts';

interface Poll {
  readonly entry: number;
  readonly at: Stamp;
}

/** Different jobs that were polled one after the other, the earliest first. */
type Round = Map<string, Poll>;

interface RoundsMemory {
  readonly round: Round;
  latest?: Poll;
  /** Number of matching rounds in a row. */
  found: number;
}

const maxRoundLength = 100;

/** A round ends when one of its jobs is polled again. */
function createRoundWatch(
  isMatch: (first: Stamp, last: Stamp, next: Stamp, observation: Observation) => boolean,
  describe: (jobs: number, rounds: number) => string,
) {
  const see = (memory: RoundsMemory, observation: Observation): Offence | undefined => {
    const { entry, begin, guide } = observation;
    const shown = findReportedStatus(entry);
    if (shown === undefined || guide.lifeCycle.endsPolling(shown.apiStatus)) return undefined;
    const poll = { entry: entry.number, at: begin };
    const { round, latest } = memory;
    memory.latest = poll;
    if (!round.has(shown.id)) {
      round.set(shown.id, poll);
      if (round.size > maxRoundLength) removeFirst(round);
      return undefined;
    }
    const offence = endRound(memory, latest, observation);
    if (round.size > 1) round.clear();
    round.set(shown.id, poll);
    return offence;
  };
  const endRound = (
    memory: RoundsMemory,
    last: Poll | undefined,
    observation: Observation,
  ): Offence | undefined => {
    const { round } = memory;
    const { manyJobs, rounds } = observation.guide.settings;
    const first = round.size < manyJobs ? undefined : round.values().next().value;
    const isFound =
      first !== undefined && last !== undefined && isMatch(first.at, last.at, observation.begin, observation);
    memory.found = isFound ? Math.min(memory.found + 1, rounds) : 0;
    if (memory.found < rounds) return undefined;
    const seen = describe(round.size, memory.found);
    return { describe: () => seen, entries: [...round.values()].slice(-maxEntries).map((one) => one.entry) };
  };
  return createWatch<RoundsMemory>({
    begins: ({ entry }) => findReportedStatus(entry) !== undefined,
    createMemory: () => ({ round: new Map(), found: 0 }),
    see,
  });
}

function removeFirst(round: Round): void {
  const [first] = round.keys();
  if (first !== undefined) round.delete(first);
}

export const singlePolls: Rule = {
  id: 'single-polls',
  level: 'notice',
  title: 'Many jobs are polled one by one.',
  why: 'The list returns the status of all jobs of the user in one response.',
  ground: { kind: 'page', page: 'status', section: 'List All Jobs for the Current User' },
  remedy: 'Request the list in each round, and pick the jobs that you follow.',
  inCode: inCode['single-polls'],
  per: 'user',
  watch: createRoundWatch(
    (first, _, next, { guide: { settings } }) =>
      measureClientTime(first, next) <= settings.repeatSeconds * 1000,
    (jobs, rounds) =>
      `${jobs} jobs were polled one by one, ${rounds} rounds in a row: ${jobs} requests, where one for the list is enough.`,
  ),
};

export const lockStep: Rule = {
  id: 'lock-step',
  level: 'notice',
  title: 'The polls of all jobs are sent at the same moment.',
  why: 'The load on the server peaks in each round and is zero in between; many such clients overload it.',
  ground: {
    kind: 'assumed',
    reason: 'No page says so; it follows from timers without jitter.',
  },
  remedy: 'Request the list instead, or give each job a separate timer with some jitter in its interval.',
  inCode: inCode['lock-step'],
  per: 'user',
  watch: createRoundWatch(
    (first, last, next, { guide: { settings } }) =>
      measureWait(first, last) <= settings.burstMilliseconds &&
      measureWait(last, next) >= 4 * settings.burstMilliseconds,
    (jobs, rounds) => `The polls of ${jobs} jobs were sent at once, ${rounds} rounds in a row.`,
  ),
};
