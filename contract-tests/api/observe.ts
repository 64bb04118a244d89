/** Surveys a target for a test runner, as the command `contract` does. */
import { UsageError } from '../../command-line/command.ts';
import { formatSuggestion } from '../../openapi/complaint.ts';
import { createRedactor } from '../../text/redactor.ts';
import { collect } from '../commands/collect-evidence.ts';
import { loadModel } from '../commands/load-document.ts';
import { readContractOptions, type TargetOptions } from '../commands/options.ts';
import { NothingToJudge } from '../traffic/nothing-to-judge.ts';
import { listProxySecrets } from '../traffic/proxy.ts';
import { ContractError } from './judge.ts';
import type { ContractEvidence, ObserveOptions } from './types.ts';

/** The equivalent flag of the command. */
const flags = {
  baseUrl: 'base-url',
  tokenEnv: 'token-env',
  mode: 'mode',
  allowWrites: 'allow-writes',
  watch: 'watch',
  timeout: 'timeout',
  maxRequests: 'max-requests',
  maxRate: 'max-rate',
  ca: 'ca',
  spec: 'spec',
} as const satisfies Record<Exclude<keyof ObserveOptions, 'env'>, string>;

const silent = () => undefined;
const neverStopped = new Promise<void>(silent);

/**
 * Sends the requests that the clauses need to a target. It only reads, unless `allowWrites` is given.
 * The tokens come from the variables CONTRACT_TOKEN, CONTRACT_OTHER_TOKEN and CONTRACT_EXPIRED_TOKEN.
 * @throws ContractError when nothing could be observed; UsageError for invalid options
 */
export async function observe(options: ObserveOptions = {}): Promise<ContractEvidence> {
  const { env = process.env, spec } = options;
  refuseUnknown(options);
  const read = readContractOptions(toArgs(options), env, []);
  const { target } = read;
  if (target === undefined)
    throw new UsageError('No base URL is given. Give `baseUrl`, or set CONTRACT_BASE_URL.');
  const model = await loadModel(spec);
  const redact = createRedactor([...secretsOf(target), ...listProxySecrets(env)]);
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

/** A caller may not use TypeScript. */
function refuseUnknown(options: ObserveOptions): void {
  const names = [...Object.keys(flags), 'env'];
  const unknown = Object.keys(options).filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  throw new UsageError(
    unknown.map(
      (name) =>
        `Unknown option "${name}"${formatSuggestion(name, names) || `; allowed: ${names.join(', ')}.`}`,
    ),
  );
}

function toArgs(options: ObserveOptions): readonly string[] {
  return Object.entries(flags).flatMap(([name, flag]) => {
    const value = options[name as keyof typeof flags];
    if (value === undefined || value === false) return [];
    return value === true ? [`--${flag}`] : [`--${flag}=${value}`];
  });
}

function secretsOf({ token, otherToken = '', expiredToken = '' }: TargetOptions): readonly string[] {
  return [token, otherToken, expiredToken];
}
