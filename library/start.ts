/** Starts a mock in the process of a test, and connects to it as to any other. */
import { describeFileError, UsageError } from '../command-line/command.ts';
import { loadIngredients } from '../mock-server/start/ingredients.ts';
import { loadTeams } from '../mock-server/start/load-teams.ts';
import { startMock as listen } from '../mock-server/start/start.ts';
import { formatCompleted } from '../mock-server/start/welcome.ts';
import { instant } from '../time/time.ts';
import { connectHolding } from './connect.ts';
import type { Mock } from './mock.ts';
import { packageRoot } from '../files/package-root.ts';
import { readStartOptions } from './read-start-options.ts';
import type { StartOptions } from './start-options.ts';

// Taken before a test can fake it.
const realNow = Date.now;

/**
 * Starts a mock on a free port of this machine.
 * @throws an error with a sentence for each invalid option; ComplaintsError for mistakes in files
 */
export async function startMock(options: StartOptions = {}): Promise<Mock> {
  const { log = () => undefined } = options;
  const read = readStartOptions(options);
  const { time } = read;
  const teams = await loadTeams(read.teamsFile, process.env, read.controlToken);
  const ingredients = await loadIngredients(read, packageRoot()).catch((error: unknown) => {
    const trouble = describeFileError(error);
    throw trouble === undefined ? error : new UsageError(trouble);
  });
  const selfCheck = read.selfCheck || read.specFile !== undefined;
  const running = await listen({
    ...read,
    ...ingredients,
    ...teams,
    now: () => instant(time === 'test' ? Date.now() : realNow()),
    log,
    onCrash: reportCrash,
    ...(selfCheck ? { onBreach: options.log ?? complain } : {}),
  });
  for (const [what, text] of formatCompleted(ingredients.completed)) log(`${what} ${text}`);
  try {
    const { url, controlToken } = running;
    return await connectHolding(url, {
      stop: callOnce(running.stop),
      followsDate: time === 'test',
      controlToken,
    });
  } catch (error) {
    await running.stop();
    throw error;
  }
}

/** The test gets a 500; the reason appears in the output of its runner. */
function reportCrash(error: unknown): void {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  complain(`The mock failed and sent a 500. This is a bug in the mock.\n${message}`);
}

function complain(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/** A test may call stop, and `await using` calls it again. */
function callOnce(stop: () => Promise<void>): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  return () => (stopped ??= stop());
}
