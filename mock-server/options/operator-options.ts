/** The options for those who operate a mock that many use. */
import { durationUpTo, numberOrWord, type Option } from '../../command-line/typed-options.ts';
import { type Duration, duration } from '../../time/time.ts';

const upToAnHour = durationUpTo({ max: '1h' });
const upToTenMinutes = durationUpTo({ max: '10m' });

/** More processes than cores only take memory. */
const maxWorkers = 64;

const row = <Value>(option: Option<Value>): Option<Value> => option;

export const operatorOptions = {
  keepAlive: row<Duration>({
    flag: 'keep-alive',
    name: 'keepAlive',
    kind: upToAnHour,
    default: duration(75_000),
    value: 'DURATION',
    help: 'How long a connection may be idle before the mock closes it; 0s closes it after each response. Default 75s, as nginx.',
  }),
  drain: row<Duration>({
    flag: 'drain',
    kind: upToTenMinutes,
    default: duration(0),
    value: 'DURATION',
    help: 'How long to go on serving after SIGTERM, with /__mock__/health/ready at 503, so that a load balancer notices. Default 0s.',
  }),
  workers: row<number | 'auto'>({
    flag: 'workers',
    kind: numberOrWord(1, maxWorkers, ['auto']),
    default: 1,
    value: 'N',
    help: `Number of processes that answer requests on the one port, 1 to ${maxWorkers}, or "auto" for one per core. They share their worlds, in the memory of the process that starts them, in the file of --state or in the store. Default 1.`,
  }),
};
