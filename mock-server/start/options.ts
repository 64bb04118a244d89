/** The options of the mock as one typed value, from flags or from a program. */
import { UsageError } from '../../command-line/command.ts';
import { readFlags, toFlags } from '../../command-line/options.ts';
import { nameOption, readOptions, type Surface } from '../../command-line/typed-options.ts';
import { formatSuggestion } from '../../openapi/complaint.ts';
import { mutants } from '../mutants/index.ts';
import type { Mutant } from '../mutants/mutant.ts';
import { mockOptionTable, type MockOptionValues } from '../options/option-table.ts';

export const mockFlags = toFlags(mockOptionTable);

export interface MockOptions extends MockOptionValues {
  /** The source of the options, which determines their names in messages. */
  readonly surface: Surface;
  /** Those of `mutantNames`. */
  readonly mutants: readonly Mutant[];
}

/** @throws UsageError with every mistake in the arguments */
export function readMockOptions(args: readonly string[]): MockOptions {
  const { given, mistakes } = readFlags(mockFlags, args);
  return toMockOptions(given, 'flags', mistakes);
}

/**
 * @param given by the names of the flags, or by those in a program
 * @param mistakes the errors found so far
 * @throws UsageError with every mistake
 */
export function toMockOptions(
  given: Readonly<Record<string, unknown>>,
  surface: Surface,
  mistakes: readonly string[] = [],
): MockOptions {
  const read = readOptions(mockOptionTable, given, surface);
  const names = mutants.map(({ name }) => name);
  const lists = surface === 'flags' ? '--mutants' : 'enrichment-sandbox mock --mutants';
  const conflicts =
    read.values.store !== 'memory' && read.values.state !== undefined
      ? [
          `${nameOption(mockOptionTable.store, surface)} and ${nameOption(mockOptionTable.state, surface)} both say where the worlds are kept; choose one.`,
        ]
      : [];
  const unknown = read.values.mutantNames.filter((name) => !names.includes(name));
  const wrong = [
    ...mistakes,
    ...read.mistakes,
    ...conflicts,
    ...unknown.map(
      (name) => `Unknown mutant "${name}"${formatSuggestion(name, names) || `; ${lists} lists them.`}`,
    ),
  ];
  if (wrong.length > 0) throw new UsageError(wrong);
  const chosen = read.values.mutantNames.flatMap(
    (name) => mutants.find((mutant) => mutant.name === name) ?? [],
  );
  return { ...read.values, surface, mutants: chosen };
}

/** An option as the user knows it: `--world-idle` or `"worldIdle"`. */
export function nameMockOption(
  { surface }: Pick<MockOptions, 'surface'>,
  key: keyof MockOptionValues,
): string {
  return nameOption(mockOptionTable[key], surface);
}
