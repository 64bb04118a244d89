/** Loads the file of `--teams`, at the start and when it has changed. */
import { UsageError } from '../../command-line/command.ts';
import { hashing } from '../http/hashing.ts';
import { createTeams, type Teams } from '../access/team.ts';

/**
 * @param token the control token that the user gave
 * @throws ComplaintsError for the mistakes of the file, UsageError if a team has the control token as its key, or the
 * system's error when the file cannot be read
 */
export async function loadTeams(
  file: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
  token: string | undefined,
): Promise<{ readonly teams?: Teams; readonly warnings: readonly string[] }> {
  if (file === undefined) return { warnings: [] };
  const [{ readTeams }, { readText }] = await Promise.all([
    import('../access/read-teams.ts'),
    import('../../openapi/load-spec.ts'),
  ]);
  const { teams: all, warnings } = readTeams(readText(file), file, env, hashing.digest);
  const teams = createTeams(all);
  const name = token === undefined ? undefined : teams.findTeam(hashing.digest(token));
  if (name === undefined) return { teams, warnings };
  throw new UsageError(
    `The control token is also the key of the team "${name}" in ${file}; the team would see all worlds. Give them different ones.`,
  );
}
