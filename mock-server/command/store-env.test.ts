// The URL of the store may have a password, so it can come from the environment, and no message shows it.
import { catchMessage } from '../../openapi/testing/message-of.ts';
import { readMockOptions } from '../start/options.ts';
import { readStoreEnv } from './store-env.ts';

const url = 'redis://:s3cret@cache:6379';
const env = { STORE_URL: url, EMPTY: '' };
const read = (...args: readonly string[]) => readStoreEnv(readMockOptions(args), env).store;

test('the store is in memory, where --store says, or where the variable says', () => {
  expect([read(), read('--store=redis://cache'), read('--store-env=STORE_URL')]).toEqual([
    'memory',
    'redis://cache',
    url,
  ]);
});

test.each([
  ['--store-env=NOTHING', 'the environment variable NOTHING, which is not set. It must have the URL'],
  ['--store-env=toString', 'the environment variable toString, which is not set.'],
  ['--store-env=EMPTY', 'the environment variable EMPTY, which is empty.'],
  ['--store-env=STORE_URL --store=redis://cache', '--store-env and --store both say where'],
  ['--store-env=STORE_URL --state=worlds.json', '--store-env and --state both say where'],
])('%s is refused without the URL', (args, reason) => {
  const message = catchMessage(() => read(...args.split(' ')));
  expect(message).toContain(reason);
  expect(message).not.toContain('s3cret');
});
