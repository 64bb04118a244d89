/** For tests: runs the suite's commands in the test's own process, at a fraction of the cost. */
import type { Subcommand } from '../../command-line/command.ts';
import { explainError } from '../../command-line/explain.ts';
import { createContractCommand, type ContractDependencies } from '../commands/contract.ts';
import { backtestCommand } from '../commands/backtest.ts';
import { diffCommand } from '../commands/diff-reports.ts';
import { judgeCommand } from '../commands/judge-evidence.ts';
import type { CommandResult } from './command.ts';

const neverStopped = new Promise<void>(() => undefined);

const commands: Readonly<Record<string, Subcommand>> = {
  judge: judgeCommand,
  diff: diffCommand,
  backtest: backtestCommand,
};

const refuseToStart: ContractDependencies['startTarget'] = () =>
  Promise.reject(new Error('A mock was started.'));

/**
 * Runs `contract`, `contract judge`, `contract diff` or `contract backtest`.
 * @param env the variables of the program, and no others
 */
export async function runContractInProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const [first = '', ...others] = args;
  const command = Object.hasOwn(commands, first) ? commands[first] : undefined;
  const output = { stdout: '', stderr: '' };
  let work = '';
  const ended = (command ?? createContractCommand(refuseToStart)).run(command === undefined ? args : others, {
    env,
    root: process.cwd(),
    print: (text) => {
      output.stdout += `${text}\n`;
      work = '';
    },
    complain: (text) => {
      output.stderr += `${text}\n`;
      work = '';
    },
    progress: (present, detail) => {
      if (present !== work) output.stderr += `${present}: ${detail}\n`;
      work = present;
    },
    stopAsked: neverStopped,
  });
  const status = await ended.catch((error: unknown) => {
    const { message, exitStatus } = explainError(error);
    output.stderr += `${message}\n`;
    return exitStatus;
  });
  return { status, ...output };
}
