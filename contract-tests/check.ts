/** The command `contract`: options -> survey -> verdicts -> Jest -> reports -> exit status. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { type Command, type ExitStatus, type Surroundings, UsageError } from '../command-line/command.ts';
import { flagHelp } from '../command-line/options.ts';
import type { CheckAt } from '../openapi/conformance.ts';
import { readingOf } from '../openapi/questions.ts';
import { shippedChecks, shippedSpec } from '../openapi/shipped.ts';
import type { Spec } from '../openapi/spec.ts';
import type { Verdict } from './clause.ts';
import { contract } from './contract.ts';
import type { Evidence } from './evidence/evidence.ts';
import { harOf } from './evidence/har.ts';
import { redactorOf } from './evidence/redactor.ts';
import { judge, outcomeOf, weightOf } from './judge.ts';
import {
  contractFlags,
  type ContractOptions,
  contractVariables,
  readContractOptions,
  type TargetOptions,
} from './options.ts';
import { readingsSeen } from './readings.ts';
import { sourceText } from './report/failure.ts';
import { jsonReport } from './report/json.ts';
import { junitReport } from './report/junit.ts';
import type { Run } from './report/run.ts';
import { terminalReport } from './report/terminal.ts';
import { type JestCounts, runJest } from './run-jest.ts';
import { listUrl } from './survey/asker.ts';
import { type BaseUrl, isLoopback, readBaseUrl, stemOf } from './survey/base-url.ts';
import { type Client, newClient } from './survey/client.ts';
import { NothingToJudge, survey, unreachable } from './survey/survey.ts';

/** A target that was started for one run. */
export interface OwnTarget {
  readonly baseUrl: string;
  readonly token: string;
  readonly otherToken: string;
  readonly expiredToken: string;
  readonly stop: () => Promise<void>;
}

/** At the speed of our own mock these are five minutes. */
const ownWatchMs = 5000;
/** Without --watch, in milliseconds. */
const usualWatchMs = 10_000;

const help = `Usage: enrichment-sandbox contract [flags]

Holds a base URL to the documentation of the enrichment API. It only reads: GET, HEAD and OPTIONS.

${flagHelp(contractFlags)}

Variables:
${contractVariables}

Exit status: 0 all kept, 1 a MUST is broken, 2 wrong usage or configuration, 3 nothing could be judged.`;

/** @param startTarget starts a mock of our own, for a run without a base URL; the suite itself does not know the mock */
export function contractCommand(
  startTarget: (specFile: string | undefined, root: string) => Promise<OwnTarget>,
): Command {
  return {
    summary: "hold a base URL to the API's documentation",
    async run(args, surroundings) {
      const ids = contract.map(({ id }) => id);
      const options = readContractOptions(args, surroundings.env, ids);
      if (options.given.help === true || options.given.list === true) {
        surroundings.print(options.given.help === true ? help : clauseList());
        return 0;
      }
      prepareReportDir(options.given['report-dir']);
      if (options.target !== undefined) return checkTarget(options, options.target, surroundings);
      surroundings.print('No base URL was given: judging a mock that is started for it.');
      const own = await startTarget(options.given.spec, surroundings.root);
      try {
        return await checkTarget(
          { ...options, watchMs: options.watchMs ?? ownWatchMs },
          { ...own, tokenVariable: 'CONTRACT_TOKEN' },
          surroundings,
        );
      } finally {
        await own.stop();
      }
    },
  };
}

async function checkTarget(
  options: ContractOptions,
  target: TargetOptions,
  surroundings: Surroundings,
): Promise<ExitStatus> {
  const { print, complain, root } = surroundings;
  const started = Date.now();
  const { spec, checkAt } = await modelOf(options.given.spec);
  let evidence: Evidence;
  try {
    evidence = await collect(options, target, spec, surroundings.progress);
  } catch (error) {
    if (!(error instanceof NothingToJudge)) throw error;
    complain(error.message);
    return 3;
  }
  const seen = { evidence, spec, checkAt };
  const verdicts = judge(contract, seen, options.off);
  const { strict } = options;
  const run: Run = {
    version: VERSION,
    startedAt: new Date(started).toISOString(),
    tookMs: Date.now() - started,
    evidence,
    verdicts,
    readings: readingsSeen(seen),
    outcome: outcomeOf(verdicts, strict),
    strict,
  };
  const counts = await runJest(verdicts, evidence, strict, root);
  writeReports(options.given['report-dir'], run);
  print(terminalReport(run));
  return run.outcome.status === 0 && !jestAgrees(counts, verdicts, strict, complain) ? 3 : run.outcome.status;
}

/** Two programs counted; if they differ, one of them did not run what it should have. */
function jestAgrees(
  { passed, failed, skipped }: JestCounts,
  verdicts: readonly Verdict[],
  strict: boolean,
  complain: Surroundings['complain'],
): boolean {
  const failures = verdicts.filter((verdict) => weightOf(verdict, strict) === 'failure').length;
  if (passed + failed + skipped === verdicts.length && failed === failures) return true;
  complain(
    `Jest counted ${passed} passed, ${failed} failed and ${skipped} skipped of ${verdicts.length} clauses: the run cannot be trusted. Please report it.`,
  );
  return false;
}

async function modelOf(file: string | undefined): Promise<{ spec: Spec; checkAt: CheckAt }> {
  if (file === undefined) return { spec: shippedSpec(), checkAt: await shippedChecks() };
  const [{ loadSpec }, { compilingValidators }] = await Promise.all([
    import('../openapi/load-spec.ts'),
    import('../openapi/validators.ts'),
  ]);
  const spec = loadSpec(file);
  return { spec, checkAt: compilingValidators(spec.document) };
}

async function collect(
  options: ContractOptions,
  target: TargetOptions,
  spec: Spec,
  progress: Surroundings['progress'],
): Promise<Evidence> {
  const stem = stemOf(spec.operations.map(({ path }) => path));
  const { prefixes = [''] } = readingOf(spec.questions, {}, 'path-prefix');
  const base = readBaseUrl(target.baseUrl, stem, prefixes);
  if (base === undefined)
    throw new UsageError(
      `The base URL is "${target.baseUrl}"; it must be a host or an http or https URL without a user name, e.g. https://host.`,
    );
  const { token, otherToken, expiredToken } = target;
  const secrets = Object.entries({ token, otherToken, expiredToken }).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  );
  const client = newClient(options.timeoutMs);
  if (token === '') return withoutToken(client, base, spec, target.tokenVariable);
  const { smallJobs } = spec.lifeCycle.polling;
  try {
    return await survey({
      client,
      redact: redactorOf(secrets),
      now: () => Date.now(),
      wait: (milliseconds) => wait(milliseconds),
      spec,
      base,
      token,
      ...(otherToken === undefined ? {} : { otherToken }),
      ...(expiredToken === undefined ? {} : { expiredToken }),
      watchMs: options.watchMs ?? usualWatchMs,
      paceMs: isLoopback(base.origin) ? 200 : smallJobs['to-seconds'] * 1000,
      unknownId: crypto.randomUUID(),
      onProgress: progress,
    });
  } finally {
    client.close();
  }
}

/** Nothing can be judged without a token; but a target that is not there is told first. */
async function withoutToken(client: Client, base: BaseUrl, spec: Spec, variable: string): Promise<never> {
  const [prefix = ''] = base.prefixes;
  const outcome = await client.send({
    method: 'GET',
    url: listUrl({ spec, base, prefix }),
    headers: [['Accept', 'application/json']],
  });
  client.close();
  if (outcome.kind === 'no-response') throw new NothingToJudge(unreachable(outcome.reason));
  throw new UsageError(
    `There is no token: put the token of a user with jobs into ${variable}, or name the variable that holds it with --token-env.`,
  );
}

function prepareReportDir(folder: string | undefined): void {
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
}

function writeReports(folder: string | undefined, run: Run): void {
  if (folder === undefined) return;
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(jsonReport(run), null, 2)}\n`);
  writeFileSync(join(folder, 'junit.xml'), junitReport(run));
  writeFileSync(
    join(folder, 'evidence.har'),
    `${JSON.stringify(harOf(run.evidence, run.version), null, 2)}\n`,
  );
}

function clauseList(): string {
  return contract
    .map(
      (clause) =>
        `${clause.level.padEnd(8)} ${clause.id.padEnd(30)} ${clause.promise}\n${' '.repeat(40)}${sourceText(clause)}`,
    )
    .join('\n');
}
