/** Judges a history in both ways: by simple models, and by a process that replays its log. */
import { judgeHistory } from '../judge-history.ts';
import { compareWithReplay } from './compare-with-replay.ts';
import type { Played } from './play-in-process.ts';
import { createReplayer } from './replay.ts';
import { worldStart } from './world-start.ts';

export interface Judged {
  /** Parts of the history for which a model exists. */
  readonly parts: number;
  /** Responses that were compared with a replay. */
  readonly responses: number;
  readonly mistakes: readonly string[];
  /** Parts for which the search was given up. */
  readonly unknown: readonly string[];
}

export function createJudge(): (played: Played) => Promise<Judged> {
  const replay = createReplayer();
  return async ({ world, kind, exchanges, entries }) => {
    const { parts, wrong, unknown } =
      kind === 'frozen' ? judgeHistory(exchanges, worldStart) : { parts: 0, wrong: [], unknown: [] };
    const { equal, lost, different, unwanted } = await compareWithReplay(exchanges, replay(world, entries));
    const name = (title: string, lines: readonly string[]) =>
      lines.map((line) => `${title} in world ${world}:\n${line}`);
    return {
      parts,
      responses: equal + lost.length + different.length,
      unknown,
      mistakes: [
        ...wrong,
        ...name('An acknowledged command is not in the log', lost),
        ...name('A response is not that of a process that replays the log', different),
        ...name('Nobody wanted an entry of the log', unwanted),
      ],
    };
  };
}
