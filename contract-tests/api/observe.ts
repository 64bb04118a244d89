/** Surveys a target for a test runner, as the command `contract` does. */
import { UsageError } from '../../command-line/command.ts';
import { numberFrom, oneOf, string, truth } from '../../command-line/typed-options.ts';
import { createRedactor } from '../../text/redactor.ts';
import { collect } from '../commands/collect-evidence.ts';
import { loadModel } from '../commands/load-document.ts';
import { type ContractOptions, toContractOptions } from '../commands/options.ts';
import type { TargetOptions } from '../commands/target-options.ts';
import { modeNames } from '../traffic/modes.ts';
import { maxMaxRequests, minMaxRequests } from '../traffic/options.ts';
import { NothingToJudge } from '../traffic/nothing-to-judge.ts';
import { listProxySecrets } from '../traffic/proxy.ts';
import { ContractError } from './judge.ts';
import { createOptionTable, type OptionRows, readProgramOptions } from './program-options.ts';
import type { ContractEvidence, ObserveOptions } from './types.ts';

/** By the flags of the command that mean the same. */
const table = createOptionTable({
  baseUrl: ['base-url', string],
  tokenEnv: ['token-env', string],
  mode: ['mode', oneOf(modeNames)],
  allowWrites: ['allow-writes', truth],
  watch: ['watch', string],
  timeout: ['timeout', string],
  maxRequests: ['max-requests', numberFrom(minMaxRequests, maxMaxRequests)],
  maxRate: ['max-rate', string],
  ca: ['ca', string],
  spec: ['spec', string],
} satisfies OptionRows<keyof ObserveOptions>);

/** @throws UsageError with every mistake; the types of a caller may not have been checked */
function readObserveOptions(options: ObserveOptions, env: ObserveOptions['env'] & object): ContractOptions {
  const { values, mistakes, nameFlag } = readProgramOptions(table, options);
  const { 'max-requests': maxRequests, ...others } = values;
  const given = {
    ...others,
    ...(maxRequests === undefined ? {} : { 'max-requests': String(Number(maxRequests)) }),
  };
  return toContractOptions(given, env, [], mistakes, nameFlag);
}

const silent = () => undefined;
const neverStopped = new Promise<void>(silent);

/**
 * Sends the requests that the clauses need to a target. It only reads, unless `allowWrites` is given.
 * The tokens come from the variables CONTRACT_TOKEN, CONTRACT_OTHER_TOKEN, CONTRACT_EXPIRED_TOKEN and
 * CONTRACT_EMPTY_TOKEN, and the id of a known job from CONTRACT_JOB_ID.
 * @throws ContractError when nothing could be observed; UsageError for invalid options
 */
export async function observe(options: ObserveOptions = {}): Promise<ContractEvidence> {
  const { env = process.env, spec } = options;
  const read = readObserveOptions(options, env);
  const { target } = read;
  if (target === undefined)
    throw new UsageError('No base URL is given. Give `baseUrl`, or set CONTRACT_BASE_URL.');
  const model = await loadModel(spec);
  const redact = createRedactor([...listSecrets(target), ...listProxySecrets(env)]);
  const surroundings = {
    env,
    progress: silent,
    print: silent,
    complain: silent,
    aside: silent,
    stopAsked: neverStopped,
  };
  try {
    const evidence = await collect(read, target, model, redact, surroundings);
    const { baseUrl } = evidence.target;
    const requests = evidence.exchanges.length;
    return { baseUrl, requests, ...(spec === undefined ? {} : { spec }), observed: evidence };
  } catch (error) {
    if (error instanceof NothingToJudge) throw new ContractError(error.reason, redact(error.message));
    if (error instanceof Error) error.message = redact(error.message);
    throw error;
  }
}

function listSecrets({
  token,
  otherToken = '',
  expiredToken = '',
  emptyToken = '',
}: TargetOptions): readonly string[] {
  return [token, otherToken, expiredToken, emptyToken];
}
