/** For tests: runs the command in the test's own process, and captures its output. */
import type { Surroundings } from '../../command-line/command.ts';
import { createContractCommand, type ContractDependencies } from '../commands/contract.ts';
import type { Judge } from '../verdict/clause.ts';
import { contract } from '../contract/index.ts';
import { job } from './exchanges.ts';
import { serve } from './serve.ts';

const json = { 'Content-Type': 'application/json' };
const unhurried = new Promise<void>(() => undefined);

const refuseToStart: ContractDependencies['startTarget'] = () =>
  Promise.reject(new Error('A mock was started.'));

export async function run(
  args: readonly string[],
  env: Surroundings['env'],
  parts: Partial<ContractDependencies> & { stopAsked?: Promise<void> } = {},
) {
  const output = { printed: [] as string[], complained: [] as string[], progressed: [] as string[] };
  const { startTarget = refuseToStart, stopAsked = unhurried, ...others } = parts;
  const ended = createContractCommand(startTarget, others).run(args, {
    env,
    root: process.cwd(),
    print: (text) => output.printed.push(text),
    complain: (text) => output.complained.push(text),
    progress: (work, detail) => output.progressed.push(`${work}: ${detail}`),
    stopAsked,
  });
  const status = await ended.catch((error: { readonly message: string }) => error.message);
  return { status, ...output };
}

/** A target with one finished job. */
export const serveTarget = () =>
  serve((_, response) => response.writeHead(200, json).end(JSON.stringify([job({ status: 'completed' })])));
export const quick = ['--watch', '0s'];
/** Reduces the contract to its first clause, with this judge. */
export const oneClause = (judge: Judge): Pick<ContractDependencies, 'clauses'> => ({
  clauses: contract.slice(0, 1).map((clause) => ({ ...clause, judge })),
});
/** A contract of one clause that fails outside its judge, once it was judged, as only a fault of the suite does. */
export function failingWith(error: unknown): Pick<ContractDependencies, 'clauses'> {
  let isJudged = false;
  const judge: Judge = () => {
    isJudged = true;
    return { verdict: 'kept', exchanges: [] };
  };
  const clauses = contract.slice(0, 1).map((clause) =>
    Object.defineProperty({ ...clause, judge }, 'level', {
      get: () => {
        if (isJudged) throw error;
        return clause.level;
      },
    }),
  );
  return { clauses };
}
