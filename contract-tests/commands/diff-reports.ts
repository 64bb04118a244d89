/** The command `contract diff`: two reports -> what has changed between them -> exit status. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { type Subcommand, UsageError } from '../../command-line/command.ts';
import { formatFlagHelp, type Flags, readFlags } from '../../command-line/options.ts';
import { maxEvidenceBytes, readJsonFile } from '../../files/read-file.ts';
import { formatOneOf } from '../../openapi/complaint.ts';
import { loadLedger } from './ledger-file.ts';
import type { Ledger } from '../ledger/format.ts';
import {
  type Difference,
  compareReports,
  hasFailures,
  type FailOn,
  failOnValues,
  isReport,
  isUnjudged,
  type Report,
} from '../report/difference.ts';
import { formatDifference } from '../report/difference-text.ts';

export const diffFlags = {
  'fail-on': {
    type: 'string',
    value: 'WHAT',
    help: 'Exit with 1 in this case: new (a promise that fails a run is newly broken) or any (one is broken). Default: never.',
  },
  ledger: {
    type: 'string',
    value: 'FILE',
    help: 'The ledger of the runs. A clause that alternated between kept and broken is reported as flaky, not as new.',
  },
  last: {
    type: 'string',
    value: 'N',
    help: 'How many runs of the ledger to read, from 2 to 30. Default 10.',
  },
  help: { type: 'boolean', help: 'Show this help and exit.' },
} as const satisfies Flags;

const help = `Usage: enrichment-sandbox contract diff OLD NEW [flags]

Compares the report.json of two runs. OLD and NEW are the files, or the folders that contain them.

${formatFlagHelp(diffFlags)}

Exit status: 0 compared, 1 the case of --fail-on occurred, 2 wrong usage or no such report, 3 with --fail-on when
the new run judged nothing.`;

export const diffCommand: Subcommand = {
  async run(args, { print }) {
    if (args.includes('--help')) {
      print(help);
      return 0;
    }
    const { given, operands, mistakes } = readFlags(diffFlags, args, ['OLD', 'NEW']);
    const failOn = failOnValues.find((one) => one === given['fail-on']);
    if (given['fail-on'] !== undefined && failOn === undefined)
      mistakes.push(`--fail-on is "${given['fail-on']}"; allowed: ${formatOneOf(failOnValues)}.`);
    const last = Number(given.last ?? '10');
    if (!Number.isInteger(last) || last < 2 || last > 30)
      mistakes.push(`--last is "${given.last}"; it must be a whole number from 2 to 30.`);
    if (mistakes.length > 0) throw new UsageError(mistakes);
    const [before, after] = operands.map(readReport);
    if (before === undefined || after === undefined) throw new Error('diff takes two operands: OLD and NEW.');
    const ledger = given.ledger === undefined ? undefined : await readStoredLedger(given.ledger);
    const difference = compareReports(before, after, ledger?.clauses ?? {}, last);
    print(formatDifference(difference));
    // Nothing was compared, which is different from no changes.
    if (failOn !== undefined && isUnjudged(after)) return 3;
    return isFailing(difference, failOn) ? 1 : 0;
  },
};

function isFailing(difference: Difference, failOn: FailOn | undefined): boolean {
  return failOn !== undefined && hasFailures(difference, failOn);
}

function readReport(place: string): Report {
  const isFolder = existsSync(place) && statSync(place).isDirectory();
  const file = isFolder ? join(place, 'report.json') : place;
  const report = readJsonFile(file, { maxBytes: maxEvidenceBytes });
  if (!isReport(report))
    throw new UsageError(
      `${file} is not a report of the contract suite. Give the report.json of a run, or the folder given with --report-dir.`,
    );
  return report;
}

async function readStoredLedger(file: string): Promise<Ledger> {
  const { ledger, trouble } = await loadLedger(file);
  if (ledger === undefined) throw new UsageError(trouble ?? `The ledger ${file} cannot be used.`);
  return ledger;
}
