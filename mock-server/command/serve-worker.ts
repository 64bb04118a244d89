/** The command `mock worker`, which only a mock with several workers starts: one of them. */
import { type Subcommand, UsageError } from '../../command-line/command.ts';
import { explainError } from '../../command-line/explain.ts';
import { createTeams, type Team } from '../access/team.ts';
import { explainListenError } from '../start/listen-error.ts';
import { readMockOptions } from '../start/options.ts';
import { createServeLog } from './serve-log.ts';
import { computeDigest } from './serve-workers.ts';
import { startMock } from '../start/start.ts';
import { readStoreEnv } from './store-env.ts';
import { createStartSettings, loadOptions } from './start-settings.ts';
import { connectToMainProcess } from '../workers/cluster/worker-process.ts';
import { createWorldPacker } from '../workers/pack-world.ts';

export const mockWorker: Subcommand = {
  async run(args, { root, print, complain, stopAsked, onReload }) {
    const main = connectToMainProcess();
    if (main === undefined)
      throw new UsageError('"mock worker" is only for a mock with --workers, which starts it.');
    const options = readStoreEnv(readMockOptions(args), process.env);
    const log = createServeLog(options, { print, complain });
    try {
      const { teamsFile: _, ...others } = options;
      const loaded = await loadOptions(others, root);
      const { digest, port, controlToken, group, teams: given } = await main.task;
      // The main process is the same program.
      const teams = given === undefined ? undefined : createTeams(given as readonly Team[]);
      if (teams !== undefined) {
        main.followTeams((all) => teams.replace(all as readonly Team[]));
        // A whole group of processes may get the signal; the main process reads the file.
        onReload?.(() => undefined);
      }
      if (digest !== computeDigest(loaded)) throw new UsageError(changedFiles);
      const { pack, unpack } = createWorldPacker(loaded.ingredients.fixture);
      const onBreach = (sentence: string) => main.report({ kind: 'breach', sentence });
      const running = await startMock({
        ...createStartSettings(options, loaded, { root, log, onBreach }),
        port,
        group,
        ...(controlToken === undefined ? {} : { controlToken }),
        ...(teams === undefined ? {} : { teams }),
        ...(options.store === 'memory' ? { store: main.openStore({ pack, unpack }) } : {}),
      }).catch((error: unknown) => {
        throw explainListenError(error, options);
      });
      main.report({ kind: 'listening', url: running.url });
      await Promise.race([stopAsked, main.stopAsked]);
      await running.stop();
    } catch (error) {
      const { message, exitStatus } = explainError(error);
      if (exitStatus !== 2) throw error;
      main.report({ kind: 'refused', reason: message });
    }
    await main.leave();
    return 0;
  },
};

const changedFiles =
  'Files that the mock was started with have changed since, so that a new worker would not be like the others. Start the mock again.';
