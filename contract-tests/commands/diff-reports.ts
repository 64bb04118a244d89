/** The command `contract diff`: two reports -> what has changed between them -> exit status. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { type Subcommand, UsageError } from '../../command-line/command.ts';
import { formatFlagHelp, type Flags, readFlags } from '../../command-line/options.ts';
import { maxEvidenceBytes, readJsonFile } from '../../files/read-file.ts';
import { nameSetting } from './config/parse-config.ts';
import { readConfig } from './config/read-config.ts';
import { contract } from '../contract/index.ts';
import { parseFailOn } from '../verdict/fail-on.ts';
import type { TeamLevels } from '../verdict/levels.ts';
import { judgingFlags } from './judging-options.ts';
import { readStoredLedger } from './ledger-file.ts';
import { compareReports, hasFailures, isReport, isUnjudged, type Report } from '../report/difference.ts';
import { formatDifference } from '../report/difference-text.ts';

export const diffFlags = {
  'fail-on': {
    type: 'string',
    value: 'WHAT',
    multiple: true,
    help: 'Exit with 1 if NEW breaks such a promise: must, should (a SHOULD too), new (only what is newly broken), step (a new lasting step for the worse too), never. Can be repeated, or a list. Default: the failOn of the settings, or never.',
  },
  config: judgingFlags.config,
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
    const config = readConfig(given.config, contract);
    const chosen = given['fail-on'] ?? config?.flags['fail-on'];
    const failOn = parseFailOn(chosen ?? [], nameSetting(config, 'fail-on'), mistakes);
    const last = Number(given.last ?? '10');
    if (!Number.isInteger(last) || last < 2 || last > 30)
      mistakes.push(`--last is "${given.last}"; it must be a whole number from 2 to 30.`);
    if (mistakes.length > 0) throw new UsageError(mistakes);
    const [before, after] = operands.map(readReport).map((report) => changeLevels(report, config?.levels));
    if (before === undefined || after === undefined) throw new Error('diff takes two operands: OLD and NEW.');
    const ledger = given.ledger === undefined ? undefined : await readStoredLedger(given.ledger);
    const difference = compareReports(before, after, ledger?.clauses ?? {}, last);
    print(formatDifference(difference));
    if (chosen === undefined) return 0;
    // Nothing was compared, which is different from no changes.
    if (isUnjudged(after)) return 3;
    return hasFailures(difference, failOn) ? 1 : 0;
  },
};

/** The report with the levels of the team. */
function changeLevels(report: Report, levels: TeamLevels = {}): Report {
  const clauses = report.clauses.map((clause) => {
    const level = Object.hasOwn(levels, clause.id) ? levels[clause.id] : undefined;
    if (level === undefined || level === clause.level) return clause;
    return level === 'off' ? { ...clause, verdict: 'off' } : { ...clause, level };
  });
  return { ...report, clauses };
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
