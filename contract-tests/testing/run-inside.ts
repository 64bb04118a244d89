/** Runs the command inside a test, with everything that it says. */
import type { Surroundings } from '../../command-line/command.ts';
import { contractCommand, type Parts } from '../commands/contract.ts';
import type { Judge } from '../verdict/clause.ts';
import { contract } from '../contract.ts';
import { job } from './exchanges.ts';
import { serve } from './serve.ts';

const json = { 'Content-Type': 'application/json' };
const unhurried = new Promise<void>(() => undefined);

const neverStarted: Parts['startTarget'] = () => Promise.reject(new Error('A mock was started.'));

export async function run(
  args: readonly string[],
  env: Surroundings['env'],
  parts: Partial<Parts> & { stopAsked?: Promise<void> } = {},
) {
  const said = { printed: [] as string[], complained: [] as string[], told: [] as string[] };
  const { startTarget = neverStarted, stopAsked = unhurried, ...others } = parts;
  const ended = contractCommand(startTarget, others).run(args, {
    env,
    root: process.cwd(),
    print: (text) => said.printed.push(text),
    complain: (text) => said.complained.push(text),
    progress: (work, detail) => said.told.push(`${work}: ${detail}`),
    stopAsked,
  });
  const status = await ended.catch((error: { readonly message: string }) => error.message);
  return { status, ...said };
}

/** A target with one finished job, and an honest look on the first sight. */
export const target = () =>
  serve((_, response) => response.writeHead(200, json).end(JSON.stringify([job({ status: 'completed' })])));
export const quick = ['--watch', '0s'];
/** The contract is the first clause alone, judged so. */
export const oneClause = (judge: Judge): Pick<Parts, 'clauses'> => ({
  clauses: contract.slice(0, 1).map((clause) => ({ ...clause, judge })),
});
/** A contract of one clause that fails us outside of its judge, as only a fault of ours does. */
export const failingWith = (error: unknown): Pick<Parts, 'clauses'> => ({
  clauses: contract.slice(0, 1).map((clause) =>
    Object.defineProperty(
      { ...clause, judge: () => ({ verdict: 'kept', exchanges: [] }) as const },
      'level',
      {
        get: () => {
          throw error;
        },
      },
    ),
  ),
});
