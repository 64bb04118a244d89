/** What `startMock` gets from the command `mock`, in one process or in each of several. */
import { availableParallelism } from 'node:os';

import { duration } from '../../time/time.ts';
import type { Teams } from '../access/team.ts';
import { findTokenWarning, readControlToken } from '../start/control-token.ts';
import { type Ingredients, loadIngredients } from '../start/ingredients.ts';
import { loadTeams } from '../start/load-teams.ts';
import { createMockSite } from '../pages/mock-site.ts';
import type { MockOptions } from '../start/options.ts';
import type { ServeLog } from './serve-log.ts';
import type { MockStartOptions } from '../start/start.ts';

/** All that the options name, in files and in the environment. */
export interface LoadedOptions {
  readonly ingredients: Ingredients;
  readonly controlToken?: string;
  readonly teams?: Teams;
  /** About secrets that are easy to guess, one sentence each. */
  readonly warnings: readonly string[];
}

/** @throws UsageError, ComplaintsError or an error of the file system */
export async function loadOptions(options: MockOptions, root: string): Promise<LoadedOptions> {
  const controlToken = readControlToken(options, process.env);
  const { warnings, ...teams } = await loadTeams(options.teamsFile, process.env, controlToken);
  const weak = findTokenWarning(options, controlToken);
  const ingredients = await loadIngredients(options, root);
  return {
    ingredients,
    ...(controlToken === undefined ? {} : { controlToken }),
    ...teams,
    warnings: weak === undefined ? warnings : [weak, ...warnings],
  };
}

/** The number of processes that answer requests. */
export const countWorkers = ({ workers }: MockOptions): number =>
  workers === 'auto' ? availableParallelism() : workers;

/** An upload may still be on its way. A second signal ends the mock at once. */
export const graceOfCommand = duration(10_000);

/** @param onBreach called with each violation of the document */
export function createStartSettings(
  options: MockOptions,
  { ingredients, controlToken, teams }: LoadedOptions,
  { root, log, onBreach }: { root: string; log: ServeLog; onBreach: (sentence: string) => void },
): MockStartOptions {
  const { selfCheck } = options;
  const watching = selfCheck || options.specFile !== undefined ? { onBreach } : {};
  return {
    ...options,
    ...ingredients,
    site: createMockSite({ ...options, ...ingredients, selfCheck }, root),
    ...watching,
    ...log.start,
    ...(controlToken === undefined ? {} : { controlToken }),
    ...(teams === undefined ? {} : { teams }),
    onCrash: log.crash,
    warn: log.warn,
    grace: graceOfCommand,
  };
}
