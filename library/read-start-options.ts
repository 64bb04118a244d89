/** Reads the options of `startMock`. Apart from their types, which are published without what reads them. */
import { findUnknownOptions, oneOf, type Option, readOptions } from '../command-line/typed-options.ts';
import { findSecretMistake, secretRule } from '../mock-server/access/secrets.ts';
import { mockOptionTable } from '../mock-server/options/option-table.ts';
import { type MockOptions, toMockOptions } from '../mock-server/start/options.ts';
import type { StartOptions } from './start-options.ts';

const timeTable = {
  time: {
    flag: 'time',
    name: 'time',
    kind: oneOf(['test', 'real']),
    default: 'test',
    help: 'Whether the mock takes its time from the Date of the test or from the real clock.',
  } satisfies Option<'test' | 'real'>,
};

/** The names of all options. */
export const startOptionNames: readonly string[] = [
  'time',
  ...Object.values(mockOptionTable).flatMap(({ name = [] }: { name?: string | [] }) => name),
  'controlToken',
  'log',
];

/**
 * @param options of a caller whose types may not have been checked
 * @throws UsageError with every mistake
 */
export function readStartOptions(
  options: StartOptions,
): MockOptions & { readonly time: 'test' | 'real'; readonly controlToken?: string } {
  const { values, mistakes } = readOptions(timeTable, { ...options }, 'program');
  // Tests rarely reuse worlds, and fake timers let hours pass at once.
  const { port = 0, worldIdle = '36500d' } = options;
  const unknown = findUnknownOptions(options, startOptionNames);
  const { controlToken } = options;
  const wrong = controlToken === undefined ? undefined : findTokenMistake(controlToken);
  const all = [...unknown, ...mistakes, ...(wrong === undefined ? [] : [wrong])];
  const read = toMockOptions({ ...options, port, worldIdle }, 'program', all);
  return { ...read, ...values, ...(controlToken === undefined ? {} : { controlToken }) };
}

/** Without the token, since a message may be printed. */
function findTokenMistake(token: unknown): string | undefined {
  const mistake = typeof token === 'string' ? findSecretMistake(token) : 'is not a string';
  return mistake === undefined ? undefined : `"controlToken" ${mistake}; it must have ${secretRule}.`;
}
