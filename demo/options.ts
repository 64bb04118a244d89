/** The options of the command `demo`: one table, for its flags and its help. */
import { UsageError } from '../command-line/command.ts';
import { readFlags, toFlags } from '../command-line/options.ts';
import { type Option, type OptionValues, readOptions, string, truth } from '../command-line/typed-options.ts';
import { mockOptionTable } from '../mock-server/options/option-table.ts';
import { instant, type Instant } from '../time/time.ts';

const option = <Value>(row: Option<Value>): Option<Value> => row;

/** In the order of the help. */
const demoOptionTable = {
  loop: option<boolean>({
    flag: 'loop',
    kind: truth,
    default: false,
    help: 'Begin again when the show is over.',
  }),
  seed: option<string>({
    flag: 'seed',
    kind: string,
    default: 'demo',
    value: 'TEXT',
    help: 'Other ids, people and polling times. The same seed gives the same show. Default "demo".',
  }),
  speed: option<number>({
    ...mockOptionTable.speed,
    default: 1,
    help: 'World seconds per real second, 0.1 to 100000. With 2, the show takes half as long. Default 1.',
  }),
  frozen: option<boolean>({
    ...mockOptionTable.frozen,
    default: false,
    help: 'Start with the clock stopped. The space bar in the dashboard starts the show.',
  }),
  start: option<Instant>({
    ...mockOptionTable.start,
    default: instant(Date.UTC(2026, 4, 6, 9)),
    help: "The world's time at the start. Default 2026-05-06T09:00:00Z.",
  }),
  port: mockOptionTable.port,
  noOpen: option<boolean>({
    flag: 'no-open',
    kind: truth,
    default: false,
    help: 'Do not open the browser. It is never opened in CI, or without a terminal or a display.',
  }),
  script: option<boolean>({
    flag: 'script',
    kind: truth,
    default: false,
    help: "Print the presenter's script (what happens when, what to say, which key to press) and exit.",
  }),
  record: option<string | undefined>({
    flag: 'record',
    kind: string,
    default: undefined,
    value: 'DIR',
    help: 'Write pictures and a short animation of the show into this folder, light and dark, and exit. Needs Chromium and the package playwright-core.',
  }),
  help: mockOptionTable.help,
};

export const demoFlags = toFlags(demoOptionTable);

export type DemoOptions = OptionValues<typeof demoOptionTable>;

/** A recording drives the clock itself. */
const notRecorded = ['loop', 'speed', 'freeze', 'port', 'no-open', 'script'] as const;

/** @throws UsageError with every mistake in the arguments */
export function readDemoOptions(args: readonly string[]): DemoOptions {
  const { given, mistakes } = readFlags(demoFlags, args);
  const read = readOptions(demoOptionTable, given, 'flags');
  const extra = given['record'] === undefined ? [] : notRecorded.filter((flag) => given[flag] !== undefined);
  const wrong = [
    ...mistakes,
    ...read.mistakes,
    ...extra.map((flag) => `--record has no use for --${flag}; leave it out.`),
  ];
  if (wrong.length > 0) throw new UsageError(wrong);
  return read.values;
}
