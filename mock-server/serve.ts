/** The command `mock`: options -> ingredients -> listen. Wires, decides nothing. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';

import { type Command, UsageError } from '../command-line/command.ts';
import { flagHelp } from '../command-line/options.ts';
import { didYouMean } from '../openapi/complaint.ts';
import { type Ingredients, ingredientsOf } from './ingredients.ts';
import { lies } from './lies/index.ts';
import { lieList, readingList, scenarioList } from './lists.ts';
import { mockFlags, type MockOptions, readMockOptions } from './options.ts';
import { startMock } from './start.ts';
import { welcome } from './welcome.ts';

const help = `Usage: enrichment-sandbox mock [flags]

Serves the enrichment API on this machine; its jobs move through their states as time passes.

${flagHelp(mockFlags)}

Exit status: 0 stopped as asked, 2 wrong usage or configuration.`;

export const mock: Command = {
  summary: 'serve the simulated enrichment API',
  async run(args, { root, print, complain, stopAsked }) {
    const options = readMockOptions(args);
    const { given } = options;
    if (given.help === true) {
      print(help);
      return 0;
    }
    const ingredients = await ingredientsOf(options, root);
    const list = listOf(options, ingredients);
    if (list !== undefined) {
      print(list);
      return 0;
    }
    const told = (given.lie ?? []).map(lieNamed);
    const running = await startMock({
      ...options,
      ...ingredients,
      lies: told,
      onCrash: (error) => complain(crashText(error)),
    }).catch((error: unknown) => {
      throw listenError(error, options);
    });
    const { fixture } = ingredients;
    print(welcome({ ...options, ...ingredients, url: running.url, lies: told.map(({ name }) => name) }));
    if (given['ready-file'] !== undefined) {
      const tokens = Object.fromEntries(fixture.users.map(({ name, token }) => [name, token]));
      writeReadyFile(given['ready-file'], { url: running.url, tokens, pid: process.pid });
    }
    await stopAsked;
    if (given['ready-file'] !== undefined) rmSync(given['ready-file'], { force: true });
    await running.stop();
    return 0;
  },
};

function listOf({ given }: MockOptions, { spec, fixture }: Ingredients): string | undefined {
  if (given.readings === true) return readingList(spec);
  if (given.scenarios === true) return scenarioList(Object.values(fixture.scenarios));
  return given.lies === true ? lieList(lies) : undefined;
}

function lieNamed(name: string) {
  const found = lies.find((lie) => lie.name === name);
  const hint = didYouMean(
    name,
    lies.map((lie) => lie.name),
  );
  if (found === undefined) throw new UsageError(`There is no lie "${name}"${hint || '; --lies lists them'}.`);
  return found;
}

/** Written whole or not at all, since a script may be waiting for it. */
function writeReadyFile(file: string, content: unknown): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`);
  renameSync(`${file}.new`, file);
}

function listenError(error: unknown, { port, host }: MockOptions): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return new UsageError(
      `Port ${port} is taken: choose another with --port N, or a free one with --port 0.`,
    );
  if (code === 'EACCES')
    return new UsageError(`Port ${port} may not be used by you: choose one above 1023 with --port N.`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new UsageError(`${host} is no address of this machine: leave --host out, or give 0.0.0.0.`);
  return error;
}

function crashText(error: unknown): string {
  return `The mock failed while it answered, and sent a 500. This is a fault of the mock: ${error instanceof Error ? error.message : String(error)}`;
}
