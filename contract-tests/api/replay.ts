/** Plays a sequence of `contract explore` for a test runner. */
import { UsageError } from '../../command-line/command.ts';
import { numberFrom, string, truth } from '../../command-line/typed-options.ts';
import { createRedactor } from '../../text/redactor.ts';
import { toExploreSettings } from '../commands/explore-options.ts';
import { loadModel } from '../commands/load-document.ts';
import { createTargetToExplore, listTargetSecrets, runExploration } from '../commands/run-exploration.ts';
import { NothingToJudge } from '../traffic/nothing-to-judge.ts';
import { listProxySecrets } from '../traffic/proxy.ts';
import { ContractError } from './judge.ts';
import { createOptionTable, type OptionRows, readProgramOptions } from './program-options.ts';
import type { Replayed, ReplayOptions } from './types.ts';

const maxTimes = 1000;
/** The budget is what the caller asks for. */
const unlimited = { 'max-jobs': '999999', 'max-credits': '999999', 'max-requests': '999999', time: '24h' };

/** By the flags of the command that mean the same. */
const table = createOptionTable({
  baseUrl: ['base-url', string],
  tokenEnv: ['token-env', string],
  allowWrites: ['allow-writes', truth],
  times: ['times', numberFrom(1, maxTimes)],
  timeout: ['timeout', string],
  maxRate: ['max-rate', string],
  ca: ['ca', string],
  spec: ['spec', string],
} satisfies OptionRows<keyof ReplayOptions>);

const silent = () => undefined;
const neverStopped = new Promise<void>(silent);

/**
 * Plays a sequence of calls, and judges whether any order of them explains their responses. It submits jobs, so it needs
 * `allowWrites`, and it never runs against production.
 * @param sequence as `contract explore` prints it, such as `submit A; wait A in-progress; pause A & pause A`
 * @returns what it found; it stops at the first finding
 * @throws ContractError when nothing could be played; UsageError for invalid options
 */
export async function replay(sequence: string, options: ReplayOptions = {}): Promise<Replayed> {
  const { env = process.env, spec } = options;
  const { values, mistakes, nameFlag } = readProgramOptions(table, options);
  const { times = 1, ...others } = values;
  const given = { ...others, ...unlimited, sequence, times: String(Number(times)) };
  const settings = toExploreSettings(given, env, mistakes, nameFlag);
  const { target } = settings;
  if (target === undefined)
    throw new UsageError('No base URL is given. Give `baseUrl`, or set CONTRACT_BASE_URL.');
  const redact = createRedactor([...listTargetSecrets(target), ...listProxySecrets(env)]);
  const model = await loadModel(spec);
  const surroundings = { env, progress: silent, stopAsked: neverStopped };
  try {
    const explored = createTargetToExplore(target);
    const { exploration } = await runExploration(settings, explored, model.spec, surroundings);
    const { faults, plays, sawJobs, trouble = 'no job was seen after its submission.', left } = exploration;
    if (faults.length === 0 && !sawJobs) throw new ContractError('nothing-observed', redact(trouble));
    return {
      findings: faults.map(({ smallest: { finding } }) => ({
        kind: finding.kind,
        message: redact(finding.message),
      })),
      played: plays,
      leftPaused: left.map(({ jobId }) => jobId),
    };
  } catch (error) {
    if (error instanceof NothingToJudge) throw new ContractError(error.reason, redact(error.message));
    if (error instanceof Error) error.message = redact(error.message);
    throw error;
  }
}
