/** The command `contract`: options -> survey -> verdicts -> Jest -> reports -> exit status. */
import type { Command, ExitStatus } from '../command-line/command.ts';
import { flagHelp } from '../command-line/options.ts';
import type { Clause, Verdict } from './clause.ts';
import { collect } from './collect.ts';
import { contract } from './contract.ts';
import { type Redactor, redactorOf } from './evidence/redactor.ts';
import { weightOf } from './judge.ts';
import { judgedRun } from './judged-run.ts';
import { nightsIn } from './ledger-file.ts';
import { modelOf } from './model.ts';
import {
  contractFlags,
  type ContractOptions,
  contractVariables,
  readContractOptions,
  type TargetOptions,
  type Tokens,
} from './options.ts';
import { sourceText } from './report/failure.ts';
import { printable } from './report/printable.ts';
import type { Run } from './report/run.ts';
import { checkTemporaryFolder, type JestCounts, runJest } from './run-jest.ts';
import { proxySecrets } from './survey/proxy.ts';
import { NothingToJudge } from './survey/nothing-to-judge.ts';
import { type Voice, voiceOf } from './voice.ts';
import { prepareReportDir, writeReports } from './write-reports.ts';

/** A target that was started for one run. */
export interface OwnTarget extends Tokens {
  readonly baseUrl: string;
  readonly stop: () => Promise<void>;
}

/** What a run is made with. */
export interface Parts {
  /** Starts a mock of our own, for a run without a base URL; the suite itself does not know the mock. */
  readonly startTarget: (specFile: string | undefined, root: string) => Promise<OwnTarget>;
  readonly clauses: readonly Clause[];
  readonly present: typeof runJest;
}

/** At the speed of our own mock these are five minutes. */
const ownWatchMs = 5000;

const help = `Usage: enrichment-sandbox contract [flags]

Holds a base URL to the documentation of the enrichment API. It only reads, by GET, HEAD and OPTIONS, unless
--allow-writes is given. Without a base URL it writes too, since a mock of its own is all that is touched.

${flagHelp(contractFlags)}

Variables:
${contractVariables}

Exit status: 0 all kept, 1 a MUST is broken, 2 wrong usage or configuration, 3 nothing could be judged.`;

export function contractCommand(startTarget: Parts['startTarget'], others: Partial<Parts> = {}): Command {
  const parts = { clauses: contract, present: runJest, ...others, startTarget };
  return {
    async run(args, surroundings) {
      const ids = parts.clauses.map(({ id }) => id);
      const options = readContractOptions(args, surroundings.env, ids);
      const { given, target } = options;
      if (given.help === true || given.list === true) {
        surroundings.print(given.help === true ? help : listOf(parts.clauses));
        return 0;
      }
      if (given['report-dir'] !== undefined) prepareReportDir(given['report-dir']);
      checkTemporaryFolder();
      return target === undefined
        ? checkOwnTarget(options, voiceOf(given, surroundings), parts)
        : checkTarget(options, target, voiceOf(given, surroundings), parts);
    },
  };
}

async function checkOwnTarget(
  options: ContractOptions,
  surroundings: Voice,
  parts: Parts,
): Promise<ExitStatus> {
  surroundings.remark('No base URL was given: judging a mock that is started for it.');
  const { stop, ...own } = await parts.startTarget(options.given.spec, surroundings.root);
  const target = { ...own, tokenVariable: 'CONTRACT_TOKEN', isOwn: true };
  try {
    return await checkTarget(
      {
        ...options,
        watchMs: options.watchMs ?? ownWatchMs,
        allowWrites: options.mode === undefined || options.mode === 'full',
      },
      target,
      surroundings,
      parts,
    );
  } finally {
    await stop();
  }
}

async function checkTarget(
  options: ContractOptions,
  target: TargetOptions,
  surroundings: Voice,
  parts: Parts,
): Promise<ExitStatus> {
  const { token, otherToken = '', expiredToken = '' } = target;
  const redact = redactorOf([token, otherToken, expiredToken, ...proxySecrets(surroundings.env)]);
  try {
    return await check(options, target, surroundings, parts, redact);
  } catch (error) {
    if (error instanceof NothingToJudge) {
      surroundings.complain(printable(redact(error.message)));
      return 3;
    }
    if (error instanceof Error) error.message = redact(error.message);
    throw error;
  }
}

async function check(
  options: ContractOptions,
  target: TargetOptions,
  surroundings: Voice,
  { clauses, present }: Parts,
  redact: Redactor,
): Promise<ExitStatus> {
  const { off, strict, given } = options;
  const started = Date.now();
  const { spec, checkAt } = await modelOf(given.spec);
  const nights = await nightsIn(given.ledger, target.baseUrl, surroundings.complain);
  const asked = { ...options, ...nights.given };
  const evidence = await collect(asked, target, { spec, checkAt }, redact, surroundings);
  const seen = { evidence, spec, checkAt };
  const judged = judgedRun(clauses, seen, {
    off,
    redact,
    strict,
    requiredPercent: options.requiredPercent,
    startedAt: new Date(started).toISOString(),
    tookMs: Date.now() - started,
  });
  const { verdicts, outcome } = judged;
  const run: Run = { ...judged, ...nights.past, ...nights.changes(verdicts) };
  const unwritten = [await nights.add(run, spec.lifeCycle)].flatMap((sentence) => sentence ?? []);
  const counts = await present(verdicts, evidence, strict, surroundings.root);
  const folder = given['report-dir'];
  if (folder !== undefined) {
    unwritten.push(...(await writeReports(folder, run, spec)));
    surroundings.remark(`The reports are in ${folder}.\n`);
  }
  surroundings.report(run);
  const distrust = distrustOf(counts, verdicts, strict);
  if (distrust !== undefined) surroundings.complain(distrust);
  for (const sentence of unwritten) surroundings.complain(sentence);
  if (outcome.status !== 0) return outcome.status;
  if (distrust !== undefined) return 3;
  return unwritten.length > 0 ? 2 : 0;
}

/** Two programs counted; if they differ, one of them did not run what it should have. Undefined when they agree. */
function distrustOf(
  { passed, failed, skipped }: JestCounts,
  verdicts: readonly Verdict[],
  strict: boolean,
): string | undefined {
  const failures = verdicts.filter((verdict) => weightOf(verdict, strict) === 'failure').length;
  if (passed + failed + skipped === verdicts.length && failed === failures) return undefined;
  return `Jest counted ${passed} passed, ${failed} failed and ${skipped} skipped of ${verdicts.length} clauses: the run cannot be trusted. Please report it.`;
}

function listOf(clauses: readonly Clause[]): string {
  return clauses
    .map(
      (clause) =>
        `${clause.level.padEnd(8)} ${clause.id.padEnd(30)} ${clause.promise}\n${' '.repeat(40)}${sourceText(clause)}`,
    )
    .join('\n');
}
