/** Reads the file of `--teams` again: what SIGHUP asks for. */
import { explainError } from '../../command-line/explain.ts';
import { describeChanges, type Team, type Teams } from '../access/team.ts';
import { loadTeams } from '../start/load-teams.ts';
import type { MockOptions } from '../start/options.ts';
import type { ServeLog } from './serve-log.ts';

export interface ReloadDeps {
  readonly options: Pick<MockOptions, 'teamsFile'>;
  readonly teams: Teams;
  readonly controlToken: string | undefined;
  readonly replace: (teams: readonly Team[]) => void;
  readonly log: Pick<ServeLog, 'start' | 'warn'>;
}

/** @returns reads the file once for each call, one after the other; a file with a mistake changes nothing */
export function createReload({ options, teams, controlToken, replace, log }: ReloadDeps): () => void {
  const { teamsFile: file } = options;
  const reload = async (): Promise<void> => {
    try {
      const { teams: read, warnings } = await loadTeams(file, process.env, controlToken);
      if (read === undefined) return;
      const changes = describeChanges(teams.all(), read.all());
      replace(read.all());
      for (const warning of warnings) log.warn(warning);
      log.start.log?.(`Read ${file} again; ${changes}.`);
    } catch (error) {
      log.warn(`${explainError(error).message} The mock goes on with the teams that it has.`);
    }
  };
  let reading = Promise.resolve();
  return () => {
    reading = reading.then(reload);
  };
}
