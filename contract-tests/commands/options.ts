/** The flags and variables of the suite. */
import { type Environment, UsageError } from '../../command-line/command.ts';
import { type Flags, type ParsedFlags, readFlags } from '../../command-line/options.ts';
import { type NameFlag, nameFlag } from '../../command-line/typed-options.ts';
import { createRedactor } from '../../text/redactor.ts';
import { type TrafficOptions, trafficFlags, readTrafficOptions } from '../traffic/options.ts';
import type { Clause } from '../verdict/clause.ts';
import { type ContractConfig, nameSetting } from './config/parse-config.ts';
import { addSettings } from './config/read-config.ts';
import { judgingFlags, type JudgingOptions, readJudgingOptions } from './judging-options.ts';
import { listTokens, readTarget, type TargetOptions } from './target-options.ts';
import { readDuration } from './read-duration.ts';
import { parseSummaryFiles, type SummaryFile } from './summary-files.ts';

export const contractFlags = {
  'base-url': {
    type: 'string',
    value: 'URL',
    help: 'What to judge: a host, with or without /backend or /api/v1, or any URL of the API. Default: CONTRACT_BASE_URL. Without either, the run starts a mock.',
  },
  'token-env': {
    type: 'string',
    value: 'NAME',
    help: 'The variable that holds the token. Default CONTRACT_TOKEN. No flag takes a token, because the process list would show it.',
  },
  watch: {
    type: 'string',
    value: 'DURATION',
    help: 'How long to watch the jobs. Default 60s, and 10s on this machine; 0s turns it off.',
  },
  'report-dir': {
    type: 'string',
    value: 'DIR',
    help: 'Write the reports into this folder, for people (report.html) and for programs. The run creates it if necessary.',
  },
  'summary-to': {
    type: 'string',
    value: 'CHANNEL:FILE',
    multiple: true,
    help: 'Write a summary of at most ten lines into this file, what is newly broken first: slack:FILE and teams:FILE for a webhook, text:FILE or just FILE for plain text. Can be repeated.',
  },
  ledger: {
    type: 'string',
    value: 'FILE',
    help: 'Record each job in this file and compare it with earlier runs. Use one file per target and user.',
  },
  ...judgingFlags,
  only: {
    ...judgingFlags.only,
    help: `${judgingFlags.only.help} The run still sends all its requests, because clauses share them. It reads the ledger but does not write it.`,
  },
  ...trafficFlags,
  'allow-writes': {
    type: 'boolean',
    help: 'Also submit a small job, then pause, resume and poll it. This costs credits. Not allowed for production.',
  },
  quiet: {
    type: 'boolean',
    help: 'Print only what fails the run, and the last line.',
  },
  json: {
    type: 'boolean',
    help: 'Write report.json to standard output and everything else to standard error.',
  },
  list: { type: 'boolean', help: 'List the clauses and exit.' },
  spec: { type: 'string', value: 'FILE', help: 'Judge by another OpenAPI document.' },
  timeout: { type: 'string', value: 'DURATION', help: 'How long one request may take. Default 15s.' },
  help: { type: 'boolean', help: 'Show this help and exit.' },
} as const satisfies Flags;

export const contractVariables = `  CONTRACT_BASE_URL        what to judge, unless --base-url is given
  CONTRACT_TOKEN           the token of a user with jobs; required with a base URL
  CONTRACT_OTHER_TOKEN     the token of another user, to check that users are isolated
  CONTRACT_EXPIRED_TOKEN   a token that has expired
  CONTRACT_EMPTY_TOKEN     the token of a user without jobs, whose list must be empty
  CONTRACT_JOB_ID          the id of a job of the first user that you know from elsewhere; it must be listed and readable`;

export interface ContractOptions extends TrafficOptions, JudgingOptions {
  readonly given: ParsedFlags<typeof contractFlags>;
  /** Undefined when the run starts a mock. */
  readonly target?: TargetOptions;
  readonly watchMs: number | undefined;
  readonly timeoutMs: number;
  /** The files of --summary-to. */
  readonly summaries: readonly SummaryFile[];
  /** Whether the run may create a job. */
  readonly allowWrites: boolean;
}

/**
 * @param clauses those that --only and --off may name
 * @param findConfig looks for the settings of the team
 * @throws UsageError with all mistakes in flags and variables
 */
export function readContractOptions(
  args: readonly string[],
  env: Environment,
  clauses: readonly Clause[],
  findConfig: FindConfig = () => undefined,
): ContractOptions {
  const { given, mistakes } = readFlags(contractFlags, args);
  const config = given.help === true ? undefined : findConfig(given.config, clauses);
  const complete = addSettings(given, config);
  return toContractOptions(complete, env, clauses, mistakes, (flag) => nameSetting(config, flag), config);
}

/** Finds the settings of the team: those in the file of --config, or in the working folder. */
export type FindConfig = (file: string | undefined, clauses: readonly Clause[]) => ContractConfig | undefined;

/**
 * @param given by the names of the flags
 * @param mistakes what is wrong already
 * @param name what the user calls the option of a flag
 * @param config the settings of the team, which are among the given flags
 * @throws UsageError with every mistake in options and variables
 */
export function toContractOptions(
  given: ContractOptions['given'],
  env: Environment,
  clauses: readonly Clause[],
  mistakes: string[] = [],
  name: NameFlag = nameFlag,
  config?: ContractConfig,
): ContractOptions {
  const judging = readJudgingOptions(given, clauses, mistakes, config);
  if (given['report-dir'] === '') mistakes.push('--report-dir is empty. Give a folder.');
  if (given.ledger === '') mistakes.push('--ledger is empty. Give a file.');
  const summaries = parseSummaryFiles(given['summary-to'] ?? [], name('summary-to'), mistakes);
  const needsLedger = judging.failOn.find((one) => one === 'new' || one === 'step');
  const watchMs = readDuration(name('watch'), given.watch, 0, mistakes);
  const timeoutMs = readDuration(name('timeout'), given.timeout, 1, mistakes) ?? 15_000;
  // --help and --list need no target.
  const judges = given.help !== true && given.list !== true;
  const target = judges ? readTarget(given, env, mistakes, name) : undefined;
  const polite = readTrafficOptions(given, given['allow-writes'] ?? false, mistakes, name);
  if (judges && target === undefined && given.ledger !== undefined && mistakes.length === 0)
    mistakes.push(
      '--ledger needs a base URL, because a mock that is started for one run has no earlier runs. Give --base-url or set CONTRACT_BASE_URL.',
    );
  if (
    target !== undefined &&
    needsLedger !== undefined &&
    given.ledger === undefined &&
    mistakes.length === 0
  )
    mistakes.push(
      `${name('fail-on')} ${needsLedger} compares with earlier runs, so it needs ${name('ledger')}. Name the file of the ledger.`,
    );
  if (mistakes.length > 0 && given.help !== true)
    throw new UsageError(mistakes.map(createRedactor(listTokens(env, given['token-env']))));
  return {
    given,
    watchMs,
    timeoutMs,
    summaries,
    allowWrites: given['allow-writes'] ?? false,
    ...judging,
    ...polite,
    ...(target === undefined ? {} : { target }),
  };
}
