/** The rules about several jobs at once: polled one by one, and all in the same instant. */
import {
  getBegin,
  lived,
  type Rule,
  type Scene,
  type Step,
  toldStatus,
  type Stamp,
  waited,
  watching,
} from '../rule.ts';
import { inCode } from './in-code.ts';

interface Look {
  readonly job: string;
  readonly entry: number;
  readonly at: Stamp;
}

/** Different jobs that were asked for one after the other. */
type Round = readonly Look[];

interface Rounds {
  readonly round: Round;
  /** Rounds of the kind that is looked for, in a row. */
  readonly found: readonly Round[];
}

const noRounds: Rounds = { round: [], found: [] };
const maxRoundLength = 100;

/** A round is over when one of its jobs is asked for again. */
function inRounds(
  counts: (round: Round, next: Stamp, scene: Scene) => boolean,
  says: (round: Round, rounds: number) => string,
) {
  return (memory: Rounds, scene: Scene): Step<Rounds> => {
    const { entry, guide } = scene;
    const shown = toldStatus(entry);
    if (shown === undefined || guide.lifeCycle.endsPolling(shown.apiStatus)) return [memory];
    const look = { job: shown.id, entry: entry.number, at: getBegin(entry) };
    const { round } = memory;
    if (!round.some(({ job }) => job === shown.id))
      return [{ ...memory, round: [...round, look].slice(-maxRoundLength) }];
    const hit = round.length >= guide.settings.manyJobs && counts(round, look.at, scene);
    const found = hit ? [...memory.found, round].slice(-guide.settings.rounds) : [];
    const next = { round: [look], found };
    if (found.length < guide.settings.rounds) return [next];
    return [next, { seen: says(round, found.length), entries: round.map((one) => one.entry) }];
  };
}

const ends = (round: Round): readonly [Stamp, Stamp] | undefined => {
  const [first, last] = [round[0], round.at(-1)];
  return first === undefined || last === undefined ? undefined : [first.at, last.at];
};

export const singlePolls: Rule = {
  id: 'single-polls',
  level: 'notice',
  title: 'Many jobs are polled one by one.',
  why: 'The list tells the status of all jobs of the caller in one answer.',
  ground: { kind: 'page', page: 'status', section: 'List All Jobs for the Current User' },
  remedy: 'Ask for the list in each round, and look there for the jobs that you follow.',
  inCode: inCode['single-polls'],
  per: 'user',
  begin: watching(
    noRounds,
    inRounds(
      (round, next, { guide }) => {
        const [first] = round;
        return first !== undefined && lived(first.at, next) <= guide.settings.repeatSeconds * 1000;
      },
      (round, rounds) =>
        `${round.length} jobs were asked for one by one, ${rounds} rounds in a row: ${round.length} requests where one for the list would do.`,
    ),
  ),
};

export const lockStep: Rule = {
  id: 'lock-step',
  level: 'notice',
  title: 'The polls of all jobs go out in the same instant.',
  why: 'The server has a peak in each round and nothing to do between them; many such clients make it fail.',
  ground: {
    kind: 'assumed',
    because: 'No page says it; it is what timers without any chance in them come to.',
  },
  remedy: 'Ask for the list instead, or give each job a timer of its own with some chance in its interval.',
  inCode: inCode['lock-step'],
  per: 'user',
  begin: watching(
    noRounds,
    inRounds(
      (round, next, { guide: { settings } }) => {
        const span = ends(round);
        if (span === undefined) return false;
        const [first, last] = span;
        const burst = settings.burstMilliseconds;
        return waited(first, last) <= burst && waited(last, next) >= 4 * burst;
      },
      (round, rounds) => `The polls of ${round.length} jobs went out at once, ${rounds} rounds in a row.`,
    ),
  ),
};
