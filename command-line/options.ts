/** Reads the flags of a command from a table, and writes its help from the same table. */
import { parseArgs } from 'node:util';

import { formatSuggestion } from '../openapi/complaint.ts';
import type { Flag, Options } from './typed-options.ts';

export type Flags = Readonly<Record<string, Flag>>;

type FlagValue<F extends Flag> = F extends { type: 'boolean' }
  ? boolean
  : F extends { multiple: true }
    ? readonly string[]
    : string;

/** The flags that were given, by name. */
export type ParsedFlags<F extends Flags> = { readonly [Name in keyof F]?: FlagValue<F[Name]> };

/**
 * @param operands placeholders of the arguments that are not flags, such as `FILE`; all of them are required
 * @returns the given flags and operands, and one sentence for each wrong argument
 */
export function readFlags<F extends Flags>(
  flags: F,
  args: readonly string[],
  operands: readonly string[] = [],
): { given: ParsedFlags<F>; operands: readonly string[]; mistakes: string[] } {
  const options = Object.fromEntries(
    Object.entries(flags).map(([name, { type, multiple = false }]) => [name, { type, multiple }]),
  );
  const { values, tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const names = Object.keys(flags);
  const counts = new Map<string, number>();
  const found: string[] = [];
  const mistakes = tokens.flatMap((token, index) => {
    if (token.kind === 'option-terminator') return [];
    if (token.kind === 'positional') {
      const before = tokens[index - 1];
      // An argument after an unknown flag was probably meant as its value.
      if (before?.kind === 'option' && before.value === undefined && !names.includes(before.name)) return [];
      found.push(token.value);
      if (found.length <= operands.length) return [];
      if (operands.length > 0)
        return [`Unexpected argument "${token.value}"; this command takes ${operands.join(' and ')}.`];
      return [
        `Unexpected argument "${token.value}"; this command takes only flags, which begin with --; see --help.`,
      ];
    }
    const count = (counts.get(token.name) ?? 0) + 1;
    counts.set(token.name, count);
    return checkFlag(names.includes(token.name) ? flags[token.name] : undefined, token, names, count);
  });
  const missing = operands.slice(found.length).map((operand) => `${operand} is missing; see --help.`);
  return { given: values as ParsedFlags<F>, operands: found, mistakes: [...missing, ...mistakes] };
}

function checkFlag(
  flag: Flag | undefined,
  { rawName, name, value }: { rawName: string; name: string; value?: string | undefined },
  names: readonly string[],
  count: number,
): readonly string[] {
  if (flag === undefined) {
    const hint = formatSuggestion(name, names).replaceAll('"', '').replace('mean ', 'mean --');
    return [`Unknown flag ${rawName}${hint || '; see --help.'}`];
  }
  if (flag.type === 'boolean' && value !== undefined)
    return [`${rawName} takes no value, but was given "${value}".`];
  if (flag.type === 'string' && (value === undefined || value.startsWith('--')))
    return [`${rawName} needs a value: ${rawName} ${flag.value ?? 'VALUE'}.`];
  return count > 1 && flag.multiple !== true ? [`${rawName} is given more than once; give it once.`] : [];
}

/** The flags of a table of options. */
export function toFlags(options: Options): Flags {
  const rows = Object.values(options).map(({ flag, kind, value, help }) => {
    return [flag, { ...kind.flag, ...(value === undefined ? {} : { value }), help }] as const;
  });
  return Object.fromEntries(rows);
}

/** The flags as lines of help, aligned, folded at 100 characters. */
export function formatFlagHelp(flags: Flags): string {
  const rows = Object.entries(flags).map(
    ([name, { value, help }]) => [`  --${name}${value === undefined ? '' : ` ${value}`}`, help] as const,
  );
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows
    .map(([left, help]) => left.padEnd(width) + fold(help, 100 - width).join(`\n${' '.repeat(width)}`))
    .join('\n');
}

/** Breaks a text into lines of at most `width` characters, between words. */
export function fold(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
  }
  return lines;
}
