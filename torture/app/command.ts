/** The command `torture`: searches for lives in which a whole app, in a real browser, breaks a rule. */
import { availableParallelism } from 'node:os';

import type { ExitStatus, Subcommand, Surroundings } from '../../command-line/command.ts';
import { formatFlagHelp } from '../../command-line/options.ts';
import { toVisible } from '../../text/visible.ts';
import { AppError } from './app-error.ts';
import { readTortureOptions, tortureFlags } from './options.ts';
import { listAppRules, runTorture } from './run-torture.ts';

const help = `Usage: enrichment-sandbox torture --app URL --adapter FILE [flags]

Plays lives of an app in a real browser, with the clock of its pages in step with a simulated API: jobs of every kind, faults, slow
responses, offline and online, hidden tabs, reloads, back and forward, two tabs. It checks what the pages show, makes the first life
that breaks a rule as small as it can, and reports it. It needs the package playwright-core and a Chromium.

${formatFlagHelp(tortureFlags)}

Exit status: 0 no rule is broken, 1 a rule is broken, 2 wrong usage, 3 the app could not be judged.`;

export const tortureCommand: Subcommand = {
  async run(args, surroundings) {
    if (args.includes('--help')) {
      surroundings.print(help);
      return 0;
    }
    const names = listAppRules(true).map(({ name }) => name);
    const settings = readTortureOptions(args, names, {
      createSeed: () => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) >>> 1,
      cores: availableParallelism(),
    });
    return judge(surroundings, () => runTorture(settings, surroundings));
  },
};

async function judge({ complain }: Surroundings, work: () => Promise<ExitStatus>): Promise<ExitStatus> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    complain(toVisible(error.message, '\n'));
    return 3;
  }
}
