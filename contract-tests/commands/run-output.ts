/** Prints the output of a run: everything, little (--quiet), or only the report on standard output (--json). */
import { toVisibleJson } from '../../text/visible.ts';
import type { Surroundings } from '../../command-line/command.ts';
import { toJsonReport } from '../report/json.ts';
import { toPrintable } from '../report/printable.ts';
import { getMessage, type JudgedRun, type UnjudgedRun } from '../report/run.ts';
import { formatTerminalReport } from '../report/terminal.ts';

export interface RunOutput extends Surroundings {
  /** Information that --quiet omits. */
  readonly remark: (text: string) => void;
  /** The same, on standard error. */
  readonly aside: (text: string) => void;
  readonly report: (run: JudgedRun) => void;
  /** Why nothing was judged, unless the program reports it on exit. */
  readonly fail: (run: UnjudgedRun) => void;
}

interface OutputOptions {
  readonly quiet?: boolean | undefined;
  readonly json?: boolean | undefined;
}

const ignore = () => undefined;

export function createRunOutput(
  { quiet = false, json = false }: OutputOptions,
  surroundings: Surroundings,
): RunOutput {
  const { colours = false } = surroundings;
  // Programs read standard output, and people read standard error.
  const print = json ? surroundings.complain : surroundings.print;
  return {
    ...surroundings,
    print,
    progress: quiet ? ignore : surroundings.progress,
    remark: quiet ? ignore : print,
    aside: quiet ? ignore : surroundings.complain,
    report: (run) => {
      if (json) surroundings.print(toJson(run));
      print(formatTerminalReport(run, { colours, quiet }));
    },
    fail: (run) => {
      if (json) surroundings.print(toJson(run));
      if (isOurs(run)) surroundings.complain(toPrintable(getMessage(run)));
    },
  };
}

/** Usage errors and internal errors are rethrown, and the program reports them on exit. */
function isOurs({ error }: UnjudgedRun): boolean {
  return error.reason !== 'configuration' && error.reason !== 'internal-error';
}

function toJson(run: JudgedRun | UnjudgedRun): string {
  return toVisibleJson(JSON.stringify(toJsonReport(run), null, 2));
}
