/** Generates the parts about the command line from the tables of options: each command with its flags and exit statuses. */
import type { Subcommand } from '../../command-line/command.ts';
import type { Flags } from '../../command-line/options.ts';
import type { Options } from '../../command-line/typed-options.ts';
import { formatCode, formatTable } from './table.ts';

const never = new Promise<void>(() => undefined);

/** The output of the command for `--help`. */
async function getHelp(command: Subcommand): Promise<string> {
  let help = '';
  await command.run(['--help'], {
    env: {},
    root: '.',
    print: (text) => {
      help += `${text}\n`;
    },
    complain: () => undefined,
    progress: () => undefined,
    stopAsked: never,
  });
  return help;
}

/** The usage of the command, its purpose, its flags as a table, and its exit statuses. */
export async function formatCommand(command: Subcommand, flags: Flags): Promise<string> {
  const help = await getHelp(command);
  const [usage = '', about = ''] = help.split('\n\n');
  const [, exits = ''] = /^Exit status: (.*)$/ms.exec(help) ?? [];
  const rows = Object.entries(flags).map(([name, flag]) => [
    `\`--${name}${flag.value === undefined ? '' : ` ${flag.value}`}\``,
    flag.help,
  ]);
  return [
    `\`\`\`text\n${usage.replace('Usage: ', '')}\n\`\`\``,
    join(about),
    formatTable(['Flag', 'Meaning'], rows),
    formatExits(join(exits)),
  ].join('\n\n');
}

/** One row per exit status, from a sentence such as `0 compared, 2 wrong usage.` */
function formatExits(sentence: string): string {
  const rows = [...sentence.matchAll(/\b([0-3]) (.+?)(?=, [0-3] |\.$)/g)];
  if (rows.length < 2) throw new Error(`There are no exit statuses in "${sentence}"; write "0 ..., 1 ... ."`);
  return formatTable(
    ['Exit status', 'Meaning'],
    rows.map(([, status = '', meaning = '']) => [status, meaning]),
  );
}

/** One row per option of the library, with the equivalent flag. */
export function formatProgramOptions(options: Options): string {
  const rows = Object.values(options).flatMap(({ flag, name, help }) =>
    name === undefined ? [] : [[formatCode(name), formatCode(`--${flag}`), help]],
  );
  return formatTable(['Option', 'Flag', 'Meaning'], rows);
}

/** One row per variable, from the lines of the help. */
export function formatVariables(lines: string): string {
  const rows = lines.split('\n').map((line) => {
    const [, name = '', about = ''] = /^ *(\S+) +(.*)$/.exec(line) ?? [];
    return [formatCode(name), about];
  });
  return formatTable(['Variable', 'Meaning'], rows);
}

function join(text: string): string {
  return text.trim().replaceAll('\n', ' ');
}
