/** The rules about several jobs: polled one by one, and all at the same moment. */
import {
  getBegin,
  measureClientTime,
  type Rule,
  type Observation,
  type StepResult,
  findReportedStatus,
  type Stamp,
  measureWait,
  createWatch,
} from '../rule.ts';
import { inCode } from './in-code.ts';

interface Poll {
  readonly job: string;
  readonly entry: number;
  readonly at: Stamp;
}

/** Different jobs that were polled one after the other. */
type Round = readonly Poll[];

interface RoundsMemory {
  readonly round: Round;
  /** Number of matching rounds in a row. */
  readonly found: readonly Round[];
}

const noRounds: RoundsMemory = { round: [], found: [] };
const maxRoundLength = 100;

/** A round ends when one of its jobs is polled again. */
function createRoundCheck(
  counts: (round: Round, next: Stamp, observation: Observation) => boolean,
  describe: (round: Round, rounds: number) => string,
) {
  return (memory: RoundsMemory, observation: Observation): StepResult<RoundsMemory> => {
    const { entry, guide } = observation;
    const shown = findReportedStatus(entry);
    if (shown === undefined || guide.lifeCycle.endsPolling(shown.apiStatus)) return [memory];
    const poll = { job: shown.id, entry: entry.number, at: getBegin(entry) };
    const { round } = memory;
    if (!round.some(({ job }) => job === shown.id))
      return [{ ...memory, round: [...round, poll].slice(-maxRoundLength) }];
    const hit = round.length >= guide.settings.manyJobs && counts(round, poll.at, observation);
    const found = hit ? [...memory.found, round].slice(-guide.settings.rounds) : [];
    const next = { round: [poll], found };
    if (found.length < guide.settings.rounds) return [next];
    return [next, { seen: describe(round, found.length), entries: round.map((one) => one.entry) }];
  };
}

const getSpan = (round: Round): readonly [Stamp, Stamp] | undefined => {
  const [first, last] = [round[0], round.at(-1)];
  return first === undefined || last === undefined ? undefined : [first.at, last.at];
};

export const singlePolls: Rule = {
  id: 'single-polls',
  level: 'notice',
  title: 'Many jobs are polled one by one.',
  why: 'The list returns the status of all jobs of the user in one response.',
  ground: { kind: 'page', page: 'status', section: 'List All Jobs for the Current User' },
  remedy: 'Request the list in each round, and pick the jobs that you follow.',
  inCode: inCode['single-polls'],
  per: 'user',
  initialWatch: createWatch(
    noRounds,
    createRoundCheck(
      (round, next, { guide }) => {
        const [first] = round;
        return (
          first !== undefined && measureClientTime(first.at, next) <= guide.settings.repeatSeconds * 1000
        );
      },
      (round, rounds) =>
        `${round.length} jobs were polled one by one, ${rounds} rounds in a row: ${round.length} requests, where one for the list is enough.`,
    ),
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
  initialWatch: createWatch(
    noRounds,
    createRoundCheck(
      (round, next, { guide: { settings } }) => {
        const span = getSpan(round);
        if (span === undefined) return false;
        const [first, last] = span;
        const burst = settings.burstMilliseconds;
        return measureWait(first, last) <= burst && measureWait(last, next) >= 4 * burst;
      },
      (round, rounds) => `The polls of ${round.length} jobs were sent at once, ${rounds} rounds in a row.`,
    ),
  ),
};
