/** Takes the URL of the store from an environment variable: other users of the machine see the arguments of a process. */
import { UsageError } from '../../command-line/command.ts';
import type { MockOptions } from '../start/options.ts';

type Chosen = Pick<MockOptions, 'state' | 'store' | 'storeEnv'>;

/**
 * The options, with the store that `--store-env` names.
 * @throws UsageError, without the URL, when it cannot be used
 */
export function readStoreEnv<Options extends Chosen>(
  options: Options,
  env: Readonly<Record<string, string | undefined>>,
): Options {
  const { storeEnv: name, store, state } = options;
  if (name === undefined) return options;
  const other = store === 'memory' ? (state === undefined ? undefined : '--state') : '--store';
  if (other !== undefined)
    throw new UsageError(`--store-env and ${other} both say where the worlds are kept; choose one.`);
  const url = Object.hasOwn(env, name) ? env[name] : undefined;
  if (url === undefined || url === '')
    throw new UsageError(
      `--store-env names the environment variable ${name}, which is ${url === undefined ? 'not set' : 'empty'}. It must have the URL of the store, such as redis://:password@127.0.0.1:6379.`,
    );
  return { ...options, store: url };
}
