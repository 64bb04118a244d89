#!/usr/bin/env node
/** The table of commands; the only place that sets the exit status. */
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { canShowColours } from './command-line/colours.ts';
import { type Subcommand, type ExitStatus, type Surroundings, UsageError } from './command-line/command.ts';
import { explainError } from './command-line/explain.ts';
import { formatSuggestion } from './openapi/complaint.ts';
import type { AgentMockPlace } from './mock-server/for-commands/mcp.ts';
import { toVisible } from './text/visible.ts';

const commands: Readonly<Record<string, () => Promise<Subcommand>>> = {
  mock: async () => (await import('./mock-server/command/serve.ts')).mock,
  // Only a mock with several workers starts it.
  'mock worker': async () => (await import('./mock-server/command/serve-worker.ts')).mockWorker,
  demo: async () => (await import('./demo/command.ts')).demo,
  torture: async () => (await import('./torture/app/command.ts')).tortureCommand,
  contract: async () =>
    (await import('./contract-tests/commands/contract.ts')).createContractCommand(startMock),
  'contract judge': async () => (await import('./contract-tests/commands/judge-evidence.ts')).judgeCommand,
  'contract explore': async () =>
    (await import('./contract-tests/commands/explore.ts')).createExploreCommand(startExploreMock),
  'contract diff': async () => (await import('./contract-tests/commands/diff-reports.ts')).diffCommand,
  'contract backtest': async () => (await import('./contract-tests/commands/backtest.ts')).backtestCommand,
  mcp: async () => (await import('./mcp/command.ts')).createMcpCommand(startMcpMock),
};

/** The suite does not know the mock; it is given one that it can judge. */
async function startMock(specFile: string | undefined, root: string) {
  return (await import('./mock-server/for-commands/contract.ts')).startContractMock(specFile, root);
}

/** The same for an exploration, which needs users without jobs. */
async function startExploreMock(specFile: string | undefined, root: string) {
  return (await import('./mock-server/for-commands/explore.ts')).startExploreMock(specFile, root);
}

/** The tools for agents know the mock by its address only. */
async function startMcpMock(place: AgentMockPlace) {
  return (await import('./mock-server/for-commands/mcp.ts')).startMcpMock(place);
}

const help = `Usage: enrichment-sandbox COMMAND [flags]

  mock               serve the simulated enrichment API
  demo               show it to an audience: fifteen minutes of a busy morning
  torture            play lives of an app in a browser, and find those in which it fails
  contract           check a base URL against the API's documentation
  contract judge     judge the stored evidence of an earlier run again
  contract explore   try random sequences of calls, and judge their order
  contract diff      compare the reports of two runs
  contract backtest  find lasting steps in the runs of a ledger
  mcp                tools for coding agents

enrichment-sandbox COMMAND --help shows the flags of a command; --version shows the version.`;

const stopAsked = new Promise<void>((resolve) => {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const stop = () => {
    // Nobody listens for the second signal, so it ends the program at once.
    for (const signal of signals) process.off(signal, stop);
    resolve();
  };
  for (const signal of signals) process.on(signal, stop);
  // A terminal that is closed sends it twice, the shell and the system once each; what is under way comes to its end.
  process.on('SIGHUP', () => {
    if (reload === undefined || wasClosed()) stop();
    else reload();
  });
});

/** What SIGHUP does in a command that can read its files again. */
let reload: (() => void) | undefined;

/** Whether the program has a terminal, which a program in the background has not. */
function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}

const hadTerminal = process.stdin.isTTY && hasTerminal();
/** On Windows, the signal only comes from a window that is closed. */
const wasClosed = (): boolean => process.platform === 'win32' || (hadTerminal && !hasTerminal());

// Programs such as `head` close the stream after reading the first lines, and a terminal may be closed.
// Serving and judging continue.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
  });

/** Standard output for results, standard error for complaints and for what is being done. */
function createTerminal(): Pick<Surroundings, 'print' | 'complain' | 'progress'> {
  let reported = '';
  const overwrite = process.stderr.isTTY ? '\r\u001b[K' : '';
  const clear = () => {
    if (overwrite !== '' && reported !== '') process.stderr.write(overwrite);
    reported = '';
  };
  return {
    print: (text) => {
      clear();
      process.stdout.write(`${text}\n`);
    },
    complain: (text) => {
      clear();
      process.stderr.write(`${text}\n`);
    },
    progress: (work, given) => {
      const detail = toVisible(given);
      if (overwrite !== '')
        process.stderr.write(
          `${overwrite}${work}: ${detail}`.slice(0, (process.stderr.columns || 80) + overwrite.length - 1),
        );
      else if (work !== reported) process.stderr.write(`${work}: ${detail}\n`);
      reported = work;
    },
  };
}

async function main(given: readonly string[]): Promise<number> {
  const [name, ...args] = joinCommandWords(given);
  if (name === '--version') {
    process.stdout.write(`${VERSION}\n`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${help}\n`);
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) {
    const names = Object.keys(commands).filter((one) => one !== 'mock worker');
    throw new UsageError(
      `Unknown command "${name}"${formatSuggestion(name, names) || `; the commands are ${names.join(', ').replace(/, (?!.*,)/, ' and ')}.`}`,
    );
  }
  const command = await load();
  return command.run(
    args.map((argument) => (argument === '-h' ? '--help' : argument)),
    {
      env: process.env,
      root: fileURLToPath(new URL('..', import.meta.url)),
      ...createTerminal(),
      colours: canShowColours(process.env, process.stdout.isTTY),
      isTerminal: process.stdout.isTTY,
      stopAsked,
      onReload: (run) => {
        reload = run;
      },
    },
  );
}

/** A command of two words is one. */
function joinCommandWords([first, second, ...others]: readonly string[]): readonly string[] {
  const both = `${first} ${second}`;
  if (Object.hasOwn(commands, both)) return [both, ...others];
  return [first, second].flatMap((word) => word ?? []).concat(others);
}

function fail(error: unknown): ExitStatus {
  const { message, exitStatus } = explainError(error);
  process.stderr.write(`${toVisible(message, '\n')}\n`);
  return exitStatus;
}

// An unhandled rejection is a bug in this program. Node.js would print a stack trace and exit with 1, as if a
// promise were broken.
for (const event of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(event, (error: unknown) => {
    process.exit(fail(error));
  });

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.exitCode = fail(error);
  },
);
