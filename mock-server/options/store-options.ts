/** The options that say where the worlds are, how many there may be, and for how long. */
import { anyDuration, numberFrom, type Option, string } from '../../command-line/typed-options.ts';
import { type Duration, formatDuration } from '../../time/time.ts';
import { defaultWorlds } from '../store/worlds-options.ts';

const option = <Value>(row: Option<Value>): Option<Value> => row;

/** In the order of the help. */
export const storeOptions = {
  maxWorlds: option<number>({
    flag: 'max-worlds',
    name: 'maxWorlds',
    kind: numberFrom(1, 1_000_000),
    default: defaultWorlds.max,
    value: 'N',
    help: `Maximum number of worlds besides "default"; each takes about 40 KB, more as it is used. Default ${defaultWorlds.max}. At the limit, the least recently used world is removed.`,
  }),
  worldIdle: option<Duration>({
    flag: 'world-idle',
    name: 'worldIdle',
    kind: anyDuration,
    default: defaultWorlds.idle,
    value: 'DURATION',
    help: `How long to keep an unused world. Default ${formatDuration(defaultWorlds.idle)}.`,
  }),
  state: option<string | undefined>({
    flag: 'state',
    kind: string,
    default: undefined,
    value: 'FILE',
    help: 'Keep all worlds in this file and restore them at the next start. Their clocks go on while the mock is stopped, unless they are frozen. The file contains tokens and uploaded data, so only you can read it.',
  }),
  store: option<string>({
    flag: 'store',
    name: 'store',
    kind: string,
    default: 'memory',
    value: 'STORE',
    help: 'Where the worlds are: "memory", or a Redis or Valkey server that several mocks share, such as redis://127.0.0.1:6379. Default memory.',
  }),
  storeEnv: option<string | undefined>({
    flag: 'store-env',
    kind: string,
    default: undefined,
    value: 'NAME',
    help: 'The environment variable that has the URL of the store, for one with a password: other users of the machine can see arguments.',
  }),
};
