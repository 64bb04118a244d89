/** What a run says, and where: everything, little (--quiet), or the report alone on standard output (--json). */
import { toVisibleJson } from '../text/visible.ts';
import type { Surroundings } from '../command-line/command.ts';
import { jsonReport } from './report/json.ts';
import type { Run } from './report/run.ts';
import { terminalReport } from './report/terminal.ts';

export interface Voice extends Surroundings {
  /** What is good to know, and nobody misses. */
  readonly remark: (text: string) => void;
  /** The same, beside what is printed: on standard error. */
  readonly aside: (text: string) => void;
  readonly report: (run: Run) => void;
}

interface Manner {
  readonly quiet?: boolean | undefined;
  readonly json?: boolean | undefined;
}

const silent = () => undefined;

export function voiceOf({ quiet = false, json = false }: Manner, surroundings: Surroundings): Voice {
  const { colours = false } = surroundings;
  // A program reads standard output then, and whoever looks on reads standard error.
  const print = json ? surroundings.complain : surroundings.print;
  return {
    ...surroundings,
    print,
    progress: quiet ? silent : surroundings.progress,
    remark: quiet ? silent : print,
    aside: quiet ? silent : surroundings.complain,
    report: (run) =>
      surroundings.print(
        json
          ? toVisibleJson(JSON.stringify(jsonReport(run), null, 2))
          : terminalReport(run, { colours, quiet }),
      ),
  };
}
