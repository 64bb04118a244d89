/** The command `contract backtest`: the lasting steps that the runs of a ledger would have reported, and why. */
import { type Subcommand, UsageError } from '../../command-line/command.ts';
import { formatFlagHelp, type Flags, readFlags } from '../../command-line/options.ts';
import { formatBacktest } from '../report/backtest.ts';
import { readStoredLedger } from './ledger-file.ts';

export const backtestFlags = {
  help: { type: 'boolean', help: 'Show this help and exit.' },
} as const satisfies Flags;

const help = `Usage: enrichment-sandbox contract backtest LEDGER [flags]

Reads the numbers of past runs from a ledger, and prints each lasting step that these runs would have reported: the run, the metric,
the levels before and after, and the runs around it. It sends no requests, and changes nothing.

${formatFlagHelp(backtestFlags)}

Exit status: 0 tested, with or without steps, 2 wrong usage or no such ledger.`;

export const backtestCommand: Subcommand = {
  async run(args, { print }) {
    if (args.includes('--help')) {
      print(help);
      return 0;
    }
    const { operands, mistakes } = readFlags(backtestFlags, args, ['LEDGER']);
    if (mistakes.length > 0) throw new UsageError(mistakes);
    const file = operands[0] ?? '';
    const { target, statistics } = await readStoredLedger(file);
    print(formatBacktest({ file, target, runs: statistics }));
    return 0;
  },
};
