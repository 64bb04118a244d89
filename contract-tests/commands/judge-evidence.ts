/** The command `contract judge`: stored evidence -> verdicts -> reports -> exit status, without any request. */
import { type Subcommand, type ExitStatus, UsageError } from '../../command-line/command.ts';
import { formatFlagHelp, type Flags, readFlags } from '../../command-line/options.ts';
import type { Observations } from '../verdict/clause.ts';
import { contract } from '../contract/index.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { createJudgedRun, type JudgeSettings } from './judged-run.ts';
import type { Spec } from '../../openapi/spec.ts';
import { addSettings, readConfig } from './config/read-config.ts';
import { listBrokenClauses } from '../ledger/clause-rows.ts';
import { parseFailOn } from '../verdict/fail-on.ts';
import { findChanges as compareVerdicts } from '../report/changes.ts';
import { readStoredLedger } from './ledger-file.ts';
import { loadModel } from './load-document.ts';
import { judgingFlags, type JudgingOptions, readJudgingOptions } from './judging-options.ts';
import { contractFlags } from './options.ts';
import { formatTraffic } from '../report/traffic.ts';
import { getExitStatus, type JudgedRun } from '../report/run.ts';
import { createRunOutput, type RunOutput } from './run-output.ts';
import { NothingToJudge } from '../traffic/nothing-to-judge.ts';
import { readEvidence } from './read-evidence.ts';
import { failReports, type RunHead } from './unjudged-run.ts';
import { prepareReportDir, writeReports } from './write-reports.ts';

const { 'report-dir': reportDir, quiet, json, spec, help } = contractFlags;
export const judgeFlags = {
  'report-dir': reportDir,
  ledger: {
    type: 'string',
    value: 'FILE',
    help: 'Compare with the last run in this ledger, for --fail-on new. The ledger is only read.',
  },
  'base-url': {
    type: 'string',
    value: 'URL',
    help: 'For the HAR of an app: judge only requests below this URL. Default: the base URL with the most requests.',
  },
  ...judgingFlags,
  quiet,
  json,
  spec,
  help,
} as const satisfies Flags;

const helpText = `Usage: enrichment-sandbox contract judge FILE.HAR [flags]

Judges the evidence of an earlier run again, from its report folder, or the traffic of your app that Chrome, Firefox, Charles,
Proxyman or mitmproxy stored as HAR. It sends no requests.

${formatFlagHelp(judgeFlags)}

Exit status: 0 contract kept, 1 contract broken, 2 wrong usage, 3 nothing could be judged.`;

export const judgeCommand: Subcommand = {
  async run(args, surroundings) {
    if (args.includes('--help')) {
      surroundings.print(helpText);
      return 0;
    }
    const startedMs = Date.now();
    const { given, operands, mistakes } = readFlags(judgeFlags, args, ['FILE.HAR']);
    const folder = given['report-dir'];
    if (folder === '') mistakes.push('--report-dir is empty. Give a folder.');
    const file = operands[0] ?? '';
    const head = {
      startedMs,
      strict: given.strict ?? false,
      target: '',
      folder: folder === '' ? undefined : folder,
      keep: file,
    };
    const voice = createRunOutput(given, surroundings);
    if (head.folder !== undefined) prepareReportDir(head.folder);
    try {
      const config = readConfig(given.config, contract);
      const judging = readJudgingOptions(addSettings(given, config), contract, mistakes, config);
      const { minAvailability } = judging;
      if (parseFailOn(given['fail-on'] ?? [], '', []).includes('step'))
        mistakes.push(
          '--fail-on step is not possible here, because a lasting step is found in a run with its ledger. See contract backtest.',
        );
      if (judging.failOn.includes('new') && given.ledger === undefined)
        mistakes.push('--fail-on new compares with an earlier run, so it needs --ledger.');
      if (mistakes.length > 0) throw new UsageError(mistakes);
      const compared = given.ledger === undefined ? {} : await compareWithLedger(given.ledger);
      const model = await loadModel(given.spec);
      const evidence = readEvidence(file, model.spec, given['base-url']);
      refuseOtherOperations(evidence, model.spec, file);
      const seen = {
        evidence,
        ...model,
        ...(minAvailability === undefined ? {} : { minAvailability }),
      };
      return await judgeAgain(seen, { ...judging, ...compared }, head, voice);
    } catch (error) {
      voice.fail(await failReports(head, error, voice.complain));
      if (error instanceof NothingToJudge) return 3;
      throw error;
    }
  },
};

async function judgeAgain(
  seen: Observations,
  options: JudgingOptions & Pick<JudgeSettings, 'findChanges'>,
  { folder, keep }: Pick<RunHead, 'folder' | 'keep'>,
  { remark, report, complain }: RunOutput,
): Promise<ExitStatus> {
  const run = createJudgedRun(options.clauses, seen, { ...options, ...getSpan(seen.evidence) });
  const unwritten = folder === undefined ? [] : await writeReports(folder, run, seen.spec, keep);
  const { traffic } = seen.evidence.target;
  if (traffic !== undefined) remark(`${formatTraffic(traffic, seen.evidence.exchanges)}\n`);
  if (folder !== undefined) remark(`Reports: ${folder}\n`);
  report(run);
  for (const sentence of unwritten) complain(sentence);
  const status = getExitStatus(run);
  return status === 0 && unwritten.length > 0 ? 2 : status;
}

/** Finds what changed since the last run in a ledger. @throws UsageError */
async function compareWithLedger(file: string): Promise<Pick<JudgeSettings, 'findChanges'>> {
  const before = listBrokenClauses(await readStoredLedger(file));
  if (before === undefined) return {};
  return { findChanges: (verdicts) => ({ changes: compareVerdicts(before, verdicts) }) };
}

/** @throws UsageError when the evidence does not match the document */
function refuseOtherOperations({ exchanges }: Evidence, { operations }: Spec, file: string): void {
  const known = new Set(operations.map(({ id }) => id));
  const other = exchanges.findIndex(({ operationId }) => !known.has(operationId));
  if (other < 0) return;
  throw new UsageError(
    `${file}: entry ${other + 1} is for the operation "${exchanges[other]?.operationId}", but the document has only ${[...known].join(', ')}. Give the document of that run with --spec.`,
  );
}

/** Uses the time of the survey, because the report describes that run. */
function getSpan({ exchanges }: Evidence): Pick<JudgedRun, 'startedAt' | 'tookMs'> {
  const startedMs = exchanges[0]?.startedMs ?? 0;
  const endedMs = exchanges.reduce((end, one) => Math.max(end, one.startedMs + one.tookMs), startedMs);
  return { startedAt: new Date(startedMs).toISOString(), tookMs: endedMs - startedMs };
}
