/** The command `mock`: options -> ingredients -> listen. It contains no other logic. */
import type { ExitStatus, Subcommand, Surroundings } from '../../command-line/command.ts';
import { formatFlagHelp } from '../../command-line/options.ts';
import type { Ingredients } from '../start/ingredients.ts';
import { mutants } from '../mutants/index.ts';
import { explainListenError } from '../start/listen-error.ts';
import { formatCoachRules, formatMutantList, formatQuestions, formatScenarioList } from './lists.ts';
import { mockFlags, type MockOptions, readMockOptions } from '../start/options.ts';
import { removeStaleReadyFile, writeReadyFile } from './ready-file.ts';
import { createServeLog, type ServeLog } from './serve-log.ts';
import type { ServedMock } from './serve-workers.ts';
import { startMock } from '../start/start.ts';
import { readStoreEnv } from './store-env.ts';
import { countWorkers, createStartSettings, loadOptions } from './start-settings.ts';
import { createReload } from './reload-teams.ts';
import { formatWelcome } from '../start/welcome.ts';
import { WorkersError } from '../workers/workers-error.ts';

const help = `Usage: enrichment-sandbox mock [flags]

Serves the enrichment API on this machine. Its jobs change their statuses as time passes.

${formatFlagHelp(mockFlags)}

Exit status: 0 stopped by the user, 1 --self-check found a response that breaks the document, or workers could not go on, 2 wrong usage or configuration.`;

const maxReportedBreaches = 100;

export const mock: Subcommand = {
  async run(args, surroundings) {
    const { print, complain } = surroundings;
    if (args.includes('--help')) {
      print(help);
      return 0;
    }
    const readyFile = await removeStaleReadyFile(args);
    const options = readStoreEnv(readMockOptions(args), process.env);
    const log = createServeLog(options, { print, complain });
    return serve({ args, options, readyFile, log }, surroundings).catch(log.refuse);
  },
};

interface Served {
  readonly args: readonly string[];
  readonly options: MockOptions;
  readonly readyFile: string | undefined;
  readonly log: ServeLog;
}

async function serve(
  { args, options, readyFile, log }: Served,
  { root, print, stopAsked, onReload }: Surroundings,
): Promise<ExitStatus> {
  const loaded = await loadOptions(options, root);
  const { ingredients } = loaded;
  const list = formatRequestedList(options, ingredients);
  if (list !== undefined) {
    print(list);
    return 0;
  }
  const { warn } = log;
  for (const warning of loaded.warnings) warn(warning);
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
  const stopWith = (failure: Error) => {
    warn(`The mock stopped: ${failure.message}`);
    return 1 as const;
  };
  const count = countWorkers(options);
  const start = async (): Promise<ServedMock> => {
    if (count === 1) return startMock(createStartSettings(options, loaded, { root, log, onBreach }));
    const { serveWithWorkers } = await import('./serve-workers.ts');
    return serveWithWorkers({ count, args, root, options, loaded, onBreach, warn });
  };
  const running = await start().catch((error: unknown) => {
    if (error instanceof WorkersError) return error;
    throw explainListenError(error, options);
  });
  if (running instanceof WorkersError) return stopWith(running);
  let failure: Error | undefined;
  let removeReadyFile: (() => Promise<void>) | undefined;
  try {
    if (readyFile !== undefined)
      removeReadyFile = await writeReadyFile(readyFile, running.url, ingredients.fixture);
    const { url, found, controlToken } = running;
    const secret = chooseShownToken(options, controlToken);
    const hasTeams = options.teamsFile !== undefined;
    const places = { url, found, processes: count, sharedStore: await findSharedStore(options) };
    log.ready(formatWelcome({ ...options, ...ingredients, selfCheck, hasTeams, ...places, ...secret }), {
      url,
      version: VERSION,
      pid: process.pid,
      restored_worlds: found,
    });
    const { teams } = loaded;
    if (teams !== undefined)
      onReload?.(createReload({ options, teams, controlToken, replace: running.replaceTeams, log }));
    failure = await Promise.race([stopAsked.then(() => undefined), running.failed ?? never]);
    log.drain();
  } finally {
    await removeReadyFile?.();
    await running.stop();
  }
  if (failure !== undefined) return stopWith(failure);
  log.stopped(`Stopped.${selfCheck && breaches === 0 ? ' Every response matched the document.' : ''}`);
  return breaches === 0 ? 0 : 1;
}

/** One process can always go on. */
const never = new Promise<never>(() => undefined);

/** The server that has the worlds, without its password. */
async function findSharedStore({ store }: MockOptions): Promise<string | undefined> {
  if (store === 'memory') return undefined;
  const { parseRedisUrl } = await import('../store/redis/redis-url.ts');
  return parseRedisUrl(store).shown;
}

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
