/** Reads the options of a function that mean the same as the flags of a command. */
import {
  findUnknownOptions,
  nameOption,
  type Option,
  type OptionKind,
  type Options,
  readOptions,
} from '../../command-line/typed-options.ts';

type Kind = OptionKind<string> | OptionKind<number> | OptionKind<boolean>;

/** The options of a function by their names, each with the flag that means the same. */
export type OptionRows<Name extends PropertyKey> = Partial<Record<Name, readonly [flag: string, kind: Kind]>>;

/** The table of these options by flags. */
export function createOptionTable(rows: OptionRows<string>): Options {
  return Object.fromEntries(
    Object.entries(rows).flatMap(([name, row]) => {
      if (row === undefined) return [];
      const [flag, kind] = row;
      const option: Option<unknown> = { flag, name, kind, default: undefined, help: '' };
      return [[flag, option]];
    }),
  );
}

/**
 * @param given by the names in a program; `env` is not in the table
 * @returns the values by flags, a sentence for each mistake, and a function that names the option of a flag
 */
export function readProgramOptions(table: Options, given: object) {
  const { values, mistakes } = readOptions(table, { ...given }, 'program');
  const names = [...Object.values(table).flatMap(({ name = [] }: { name?: string | [] }) => name), 'env'];
  const nameFlag = (flag: string): string => {
    const option = table[flag];
    return option === undefined ? `--${flag}` : nameOption(option, 'program');
  };
  return { values, mistakes: [...findUnknownOptions(given, names), ...mistakes], nameFlag };
}
