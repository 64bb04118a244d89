/** The command `mock`: options -> ingredients -> listen. It contains no other logic. */
import type { Subcommand } from '../command-line/command.ts';
import { formatFlagHelp } from '../command-line/options.ts';
import { type Ingredients, loadIngredients } from './ingredients.ts';
import { loadTeams } from './load-teams.ts';
import { mutants } from './mutants/index.ts';
import { explainListenError } from './listen-error.ts';
import { formatCoachRules, formatMutantList, formatQuestions, formatScenarioList } from './lists.ts';
import { mockFlags, type MockOptions, readMockOptions } from './options.ts';
import { readControlToken } from './control-token.ts';
import { removeStaleReadyFile, writeReadyFile } from './ready-file.ts';
import { createMockSite } from './mock-site.ts';
import { createServeLog } from './serve-log.ts';
import { startMock } from './start.ts';
import { formatWelcome } from './welcome.ts';
import { duration } from '../time/time.ts';

const help = `Usage: enrichment-sandbox mock [flags]

Serves the enrichment API on this machine. Its jobs change their statuses as time passes.

${formatFlagHelp(mockFlags)}

Exit status: 0 stopped by the user, 1 --self-check found a response that breaks the document, 2 wrong usage or configuration.`;

const maxReportedBreaches = 100;
/** An upload may still be on its way. A second signal ends the mock at once. */
const graceOfCommand = duration(10_000);

export const mock: Subcommand = {
  async run(args, { root, print, complain, stopAsked }) {
    if (args.includes('--help')) {
      print(help);
      return 0;
    }
    const readyFile = await removeStaleReadyFile(args);
    const options = readMockOptions(args);
    const given = readControlToken(options, process.env);
    const teams = await loadTeams(options.teamsFile, process.env, given);
    const ingredients = await loadIngredients(options, root);
    const list = formatRequestedList(options, ingredients);
    if (list !== undefined) {
      print(list);
      return 0;
    }
    const log = createServeLog(options, { print, complain });
    const { warn } = log;
    const selfCheck = options.selfCheck;
    let breaches = 0;
    const reported = new Set<string>();
    const onBreach = (sentence: string) => {
      if (selfCheck) breaches += 1;
      // For another document, each kind of violation is printed once, and at most a hundred of them.
      if (!selfCheck && (reported.has(sentence) || reported.size >= maxReportedBreaches)) return;
      reported.add(sentence);
      warn(sentence);
    };
    const watching = selfCheck || options.specFile !== undefined ? { onBreach } : {};
    const site = createMockSite({ ...options, ...ingredients, selfCheck }, root);
    const start = {
      ...options,
      ...ingredients,
      site,
      ...watching,
      ...log.start,
      ...(given === undefined ? {} : { controlToken: given }),
      ...teams,
      onCrash: log.crash,
      warn,
      grace: graceOfCommand,
    };
    const running = await startMock(start).catch((error: unknown) => {
      throw explainListenError(error, options);
    });
    let removeReadyFile: (() => Promise<void>) | undefined;
    try {
      if (readyFile !== undefined)
        removeReadyFile = await writeReadyFile(readyFile, running.url, ingredients.fixture);
      const { url, found, controlToken } = running;
      const secret = chooseShownToken(options, controlToken);
      const hasTeams = options.teamsFile !== undefined;
      log.ready(formatWelcome({ ...options, ...ingredients, selfCheck, url, found, hasTeams, ...secret }), {
        url,
        version: VERSION,
        pid: process.pid,
        restored_worlds: found,
      });
      await stopAsked;
      log.drain();
    } finally {
      await removeReadyFile?.();
      await running.stop();
    }
    log.stopped(`Stopped.${selfCheck && breaches === 0 ? ' Every response matched the document.' : ''}`);
    return breaches === 0 ? 0 : 1;
  },
};

/** A new token is printed once; one of the user is not printed at all. */
function chooseShownToken({ controlTokenEnv }: MockOptions, token: string | undefined) {
  if (token === undefined) return {};
  return controlTokenEnv === undefined
    ? { control: { kind: 'new', token } as const }
    : { control: { kind: 'variable', name: controlTokenEnv } as const };
}

function formatRequestedList(options: MockOptions, { spec, fixture }: Ingredients): string | undefined {
  if (options.listReadings) return formatQuestions(spec);
  if (options.listScenarios) return formatScenarioList(Object.values(fixture.scenarios));
  if (options.listAdvice) return formatCoachRules(spec);
  return options.listMutants ? formatMutantList(mutants) : undefined;
}
