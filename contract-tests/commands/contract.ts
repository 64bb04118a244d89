/** The command `contract`: options -> survey -> verdicts -> reports -> exit status. */
import type { Subcommand, ExitStatus, Surroundings } from '../../command-line/command.ts';
import { formatFlagHelp, readFlags } from '../../command-line/options.ts';
import { chooseClauses } from '../verdict/choose-clauses.ts';
import type { Clause } from '../verdict/clause.ts';
import { toBrokenKind } from '../verdict/counts.ts';
import { collect } from './collect-evidence.ts';
import { contract } from '../contract/index.ts';
import type { RunError } from '../evidence/run-error.ts';
import { type Redactor, createRedactor } from '../../text/redactor.ts';
import { createJudgedRun } from './judged-run.ts';
import { chooseMode } from '../traffic/limits.ts';
import { openRunLedger } from './ledger-file.ts';
import { readConfig } from './config/read-config.ts';
import { loadModel } from './load-document.ts';
import { contractFlags, type ContractOptions, contractVariables, readContractOptions } from './options.ts';
import type { TargetOptions, Tokens } from './target-options.ts';
import { formatClauseSource } from '../report/failure.ts';
import { getExitStatus, type JudgedRun } from '../report/run.ts';
import { failOnSteps } from '../report/steps.ts';
import { readBaseUrl } from '../traffic/base-url.ts';
import { listProxySecrets } from '../traffic/proxy.ts';
import { beginReports, failReports, type RunHead, type ActiveRun, runWithReports } from './unjudged-run.ts';
import { type RunOutput, createRunOutput } from './run-output.ts';
import { parseSummaryFiles, prepareSummaries, writeSummaries } from './summary-files.ts';
import { prepareReportDir, writeReports } from './write-reports.ts';

/** A target that was started for one run. */
export interface OwnTarget extends Tokens {
  readonly baseUrl: string;
  readonly stop: () => Promise<void>;
}

/** The dependencies of a run. */
export interface ContractDependencies {
  /** Starts a mock for a run without a base URL. The suite itself does not know the mock. */
  readonly startTarget: (specFile: string | undefined, root: string) => Promise<OwnTarget>;
  readonly clauses: readonly Clause[];
}

/** Five minutes at the speed of the started mock. */
const ownWatchMs = 5000;

const help = `Usage: enrichment-sandbox contract [flags]

Checks whether an API keeps the promises of the enrichment API's documentation. It sends only GET, HEAD and OPTIONS unless
--allow-writes is given. Without a base URL, it starts a mock and checks that one, with write access.

${formatFlagHelp(contractFlags)}

Variables:
${contractVariables}

Exit status: 0 contract kept, 1 contract broken, 2 wrong usage or configuration, 3 nothing could be judged.`;

export function createContractCommand(
  startTarget: ContractDependencies['startTarget'],
  others: Partial<ContractDependencies> = {},
): Subcommand {
  const parts = { clauses: contract, ...others, startTarget };
  return {
    async run(args, surroundings) {
      const startedMs = Date.now();
      const options = await readOptions(args, surroundings, parts.clauses, startedMs);
      const { given, target } = options;
      if (given.help === true || given.list === true) {
        surroundings.print(
          given.help === true ? help : formatClauseList(chooseClauses(options.clauses, options.only)),
        );
        return 0;
      }
      const voice = createRunOutput(given, surroundings);
      const run = { head: toHead(options, startedMs), isReported: false };
      if (given['report-dir'] !== undefined) prepareReportDir(given['report-dir']);
      await prepareSummaries(options.summaries);
      await beginReports(run.head);
      return runWithReports(run, voice, async () =>
        target === undefined
          ? checkOwnTarget(options, voice, parts, run)
          : checkTarget(options, target, voice, run),
      );
    },
  };
}

/** Also writes invalid options into the reports, if the report folder is known. */
async function readOptions(
  args: readonly string[],
  { env, complain }: Pick<Surroundings, 'env' | 'complain'>,
  clauses: readonly Clause[],
  startedMs: number,
): Promise<ContractOptions> {
  try {
    return readContractOptions(args, env, clauses, readConfig);
  } catch (error) {
    const { given } = readFlags(contractFlags, args);
    const folder = given['report-dir'] ?? '';
    const summaries = parseSummaryFiles(given['summary-to'] ?? [], '', []);
    if ((folder !== '' || summaries.length > 0) && given.help !== true) {
      if (folder !== '') prepareReportDir(folder);
      await prepareSummaries(summaries);
      const head = { startedMs, summaries, strict: given.strict ?? false, target: '' };
      await failReports({ ...head, folder: folder === '' ? undefined : folder }, error, complain);
    }
    throw error;
  }
}

function toHead(options: ContractOptions, startedMs: number): RunHead {
  const { given, target, strict } = options;
  const origin = readBaseUrl(target?.baseUrl ?? '', '/', [])?.origin ?? '';
  return {
    startedMs,
    strict,
    target: target === undefined ? '' : createRedactor(listSecrets(target))(origin),
    folder: given['report-dir'],
    summaries: options.summaries,
    mode: chooseMode({ ...options, mayWrite: options.allowWrites || target === undefined }, origin),
  };
}

async function checkOwnTarget(
  options: ContractOptions,
  voice: RunOutput,
  parts: ContractDependencies,
  run: ActiveRun,
): Promise<ExitStatus> {
  voice.remark('No base URL is given, so this run starts a mock and judges it.');
  const { stop, ...own } = await parts.startTarget(options.given.spec, voice.root);
  const target = { ...own, tokenVariable: 'CONTRACT_TOKEN', isOwn: true };
  try {
    return await checkTarget(
      {
        ...options,
        watchMs: options.watchMs ?? ownWatchMs,
        allowWrites: options.mode === undefined || options.mode === 'full',
      },
      target,
      voice,
      run,
    );
  } finally {
    await stop();
  }
}

async function checkTarget(
  options: ContractOptions,
  target: TargetOptions,
  voice: RunOutput,
  run: ActiveRun,
): Promise<ExitStatus> {
  const redact = createRedactor([...listSecrets(target), ...listProxySecrets(voice.env)]);
  try {
    return await check(options, target, voice, redact, run);
  } catch (error) {
    if (error instanceof Error) error.message = redact(error.message);
    throw error;
  }
}

function listSecrets({
  token,
  otherToken = '',
  expiredToken = '',
  emptyToken = '',
}: Tokens): readonly string[] {
  return [token, otherToken, expiredToken, emptyToken];
}

async function check(
  options: ContractOptions,
  target: TargetOptions,
  voice: RunOutput,
  redact: Redactor,
  underWay: ActiveRun,
): Promise<ExitStatus> {
  const { clauses, given, only, strict, minAvailability } = options;
  const { startedMs, folder } = underWay.head;
  const { spec, checkAt } = await loadModel(given.spec);
  const ledger = await openRunLedger(given.ledger, target.baseUrl, voice.complain);
  const asked = { ...options, ...ledger.given };
  const evidence = await collect(asked, target, { spec, checkAt }, redact, voice);
  const seen = { evidence, spec, checkAt, ...(minAvailability === undefined ? {} : { minAvailability }) };
  const judged = createJudgedRun(clauses, seen, {
    ...options,
    redact,
    findChanges: ledger.changes,
    startedAt: new Date(startedMs).toISOString(),
    tookMs: Date.now() - startedMs,
  });
  const kindsById = new Map(clauses.map((clause) => [clause.id, toBrokenKind(clause, strict)]));
  const past = ledger.past((id) => kindsById.get(id) ?? 'notice');
  const steps = ledger.steps(judged, spec.lifeCycle);
  const whole = failOnSteps({ ...judged, ...past, ...steps });
  // A ledger with the verdicts of a few clauses would say that the others were not judged.
  const unkept = only.length > 0 ? undefined : await ledger.add(whole, spec.lifeCycle);
  const error = findRunError(whole, unkept);
  const run = error === undefined ? whole : { ...whole, error };
  const unwritten = [
    ...(folder === undefined ? [] : await writeReports(folder, run, spec)),
    ...(await writeSummaries(options.summaries, run)),
  ];
  if (folder !== undefined) voice.remark(`Reports: ${folder}\n`);
  underWay.isReported = true;
  voice.report(run);
  for (const sentence of [unkept, ...unwritten]) if (sentence !== undefined) voice.complain(sentence);
  const status = getExitStatus(run);
  return status === 0 && unwritten.length > 0 ? 2 : status;
}

/** An error after the verdicts. It does not change the exit status of a run that had already failed. */
function findRunError({ outcome }: JudgedRun, unkept: string | undefined): RunError | undefined {
  if (outcome.status !== 0 || unkept === undefined) return undefined;
  return { reason: 'configuration', message: unkept, exitStatus: 2 };
}

function formatClauseList(clauses: readonly Clause[]): string {
  return clauses
    .map(
      (clause) =>
        `${clause.level.padEnd(8)} ${clause.id.padEnd(30)} ${clause.promise}\n${' '.repeat(40)}${formatClauseSource(clause)}${formatContractLevel(clause)}`,
    )
    .join('\n');
}

function formatContractLevel({ contractLevel }: Clause): string {
  return contractLevel === undefined ? '' : ` (${contractLevel} in the contract, changed by your team)`;
}
